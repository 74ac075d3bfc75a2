// One hazard in a list: what, where, how grave, how it stands, by when.

import { dayOf } from '#base/time.ts'
import { now } from '#web/field/connection.ts'
import { Photo } from '#web/field/Photos.tsx'
import { Link } from '#web/field/router.tsx'
import { UnsentTag } from '#web/field/ui.tsx'
import { say, t } from '#web/i18n.ts'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { Icon } from '#web/ui/icons.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { typeOf } from '../../catalogue.ts'
import type { Task } from './answers.ts'
import { useQueued } from './mine.ts'
import { dueTag, stateTag } from './words.ts'

export function TaskRow({ task, byDue = false }: { task: Task; byDue?: boolean }) {
  const queued = useQueued(task.id)
  const due = byDue && task.dueOn ? dueTag(task.dueOn, dayOf(now())) : null
  const state = stateTag(task.state)
  const type = typeOf(task.typeCode)
  return (
    <Link to={`/hazards/${task.id}`} className="f-row">
      {task.cover && (
        <span className="f-cover">
          <Photo sha256={task.cover} alt="" />
        </span>
      )}
      <span className="f-grow f-two">
        <span className="f-strong">{type ? say(type.title) : task.typeCode}</span>
        <span className="f-muted">
          {task.compound}
          {task.location && ` · ${task.location}`}
        </span>
        <span className="f-tags">
          <GradeChip level={task.grade} />
          {due ? (
            <StateTag tone={due.tone}>{due.words}</StateTag>
          ) : (
            <StateTag tone={state.tone}>{state.words}</StateTag>
          )}
          {task.rejected && <StateTag tone="act">{t('验收退回', 'Sent back')}</StateTag>}
          {queued.length > 0 && <UnsentTag />}
        </span>
      </span>
      <Icon name="right" size={20} />
    </Link>
  )
}
