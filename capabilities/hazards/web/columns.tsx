// How a hazard looks as a row.

import { type Day, dayOf } from '#base/time.ts'
import { say, shortDayWords, t } from '#web/i18n.ts'
import type { Column } from '#web/ui/DataTable.tsx'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { typeOf } from '../catalogue.ts'
import type { HazardRow } from '../queries/list.ts'
import { dueTag, stateTag } from './field/words.ts'

export function columns(narrow: boolean): Column<HazardRow>[] {
  const all: Column<HazardRow>[] = [
    {
      key: 'title',
      title: t('隐患', 'Hazard'),
      cell: (h) => (
        <>
          {kindWords(h.typeCode)}
          {h.reopened && <span className="hazards-again">{t('复发', 'again')}</span>}
        </>
      ),
    },
    {
      key: 'grade',
      title: t('等级', 'Grade'),
      cell: (h) => <GradeChip level={h.grade} />,
      width: '6em',
    },
    {
      key: 'state',
      title: t('状态', 'State'),
      cell: (h) => <Standing hazard={h} />,
      width: '8em',
    },
    {
      key: 'place',
      title: t('地点', 'Place'),
      cell: (h) => [h.compound, h.location].filter(Boolean).join(' · '),
    },
    { key: 'due', title: t('期限', 'Due'), cell: dueOf, number: true, width: '13em' },
    {
      key: 'assignee',
      title: t('责任人', 'Assignee'),
      cell: (h) => h.assignee ?? '–',
      width: '6em',
      wideOnly: true,
    },
    {
      key: 'number',
      title: t('编号', 'Number'),
      cell: (h) => h.number,
      number: true,
      width: '10em',
      wideOnly: true,
    },
  ]
  return narrow ? all.filter(({ key }) => ['title', 'grade', 'state', 'due'].includes(key)) : all
}

export const kindWords = (code: string): string => {
  const type = typeOf(code)
  return type ? say(type.title) : code
}

function Standing({ hazard }: { hazard: HazardRow }) {
  const { tone, words } = stateTag(hazard.state)
  return <StateTag tone={tone}>{words}</StateTag>
}

function dueOf(h: HazardRow) {
  if (h.state === 'reported' && h.actBy) return registerBy(h.actBy)
  if (h.dueOn === null) return '–'
  if (h.overdue) {
    const { tone, words } = dueTag(h.dueOn, dayOf(new Date()))
    return <StateTag tone={tone}>{words}</StateTag>
  }
  return h.daysLate
    ? t(
        `${shortDayWords(h.dueOn)}，晚 ${h.daysLate} 天`,
        `${shortDayWords(h.dueOn)}, ${h.daysLate} days late`,
      )
    : shortDayWords(h.dueOn)
}

function registerBy(day: Day) {
  const words = t(`${shortDayWords(day)}前登记`, `Register by ${shortDayWords(day)}`)
  return day < dayOf(new Date()) ? <StateTag tone="late">{words}</StateTag> : words
}
