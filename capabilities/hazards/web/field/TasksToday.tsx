// 今日任务: hazards that wait for this person, due first; what only the desk can do leads to the desk.

import { useReadAhead } from '#web/field/reads.ts'
import { ReadState } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import type { Mine } from './answers.ts'
import { useMine } from './mine.ts'
import { useCheckpoints, useOwnCompounds } from './places.ts'
import { TaskRow } from './TaskRow.tsx'

export function TasksToday() {
  const read = useMine()
  const mine = read.value?.rectify ?? []
  const [own] = useOwnCompounds()
  useCheckpoints(own?.id)
  useReadAhead(
    'hazard.view',
    mine.map(({ id }) => ({ hazardId: id })),
  )

  return (
    <section className="f-section" aria-label={t('任务', 'Tasks')}>
      <h2>{t('派给我的隐患', 'Hazards assigned to me')}</h2>
      {mine.length > 0 && (
        <ul className="f-rows">
          {mine.map((task) => (
            <li key={task.id}>
              <TaskRow task={task} byDue />
            </li>
          ))}
        </ul>
      )}
      {read.value && <AtTheDesk mine={read.value} />}
      <ReadState
        read={read}
        {...(read.value && mine.length === 0
          ? { empty: t('没有派给您的隐患', 'No hazards are assigned to you') }
          : {})}
      />
    </section>
  )
}

const deskTurns = ['register', 'assign', 'accept', 'close', 'decide'] as const

const deskWords: Record<(typeof deskTurns)[number], () => string> = {
  register: () => t('待登记', 'To register'),
  assign: () => t('待派单', 'To assign'),
  accept: () => t('待验收', 'To verify'),
  close: () => t('待销号', 'To close'),
  decide: () => t('待审批延期', 'More time asked for'),
}

/** Acts that need the latest state, and so a connection: they are done at the desk, also on a phone. */
function AtTheDesk({ mine }: { mine: Mine }) {
  const waiting = deskTurns.filter((turn) => mine[turn].length > 0)
  if (waiting.length === 0) return null
  return (
    <ul className="f-rows">
      {waiting.map((turn) => (
        <li key={turn}>
          <a className="f-row" href="/">
            <Icon name="device" size={24} />
            <span className="f-grow">
              {deskWords[turn]()} {mine[turn].length}
            </span>
            <span className="f-muted">{t('电脑版', 'Desk')}</span>
            <Icon name="right" size={20} />
          </a>
        </li>
      ))}
    </ul>
  )
}
