// What just happened here: the facts, newest first, as they come.

import { Link } from 'react-router'
import { dayOf } from '#base/time.ts'
import { agoWords, clockWords, say, shortTimeWords, t } from '#web/i18n.ts'
import { Empty } from '#web/ui/Empty.tsx'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { ReadingOf } from '#web/ui/Page.tsx'
import { happeningPath } from './paths.ts'
import { type Happening, useHappenings } from './useBoard.ts'

export function Happened({ placeId, limit = 8 }: { placeId: string; limit?: number }) {
  const reading = useHappenings(placeId, limit)
  return (
    <ReadingOf reading={reading} lines={5}>
      {(happenings) =>
        happenings.length === 0 ? (
          <Empty title={t('还没有发生什么', 'Nothing has happened yet')} />
        ) : (
          <ol className="ov-happened" aria-label={t('刚刚发生', 'What just happened')}>
            {happenings.map((one) => (
              <li key={one.position}>
                <Line happening={one} />
              </li>
            ))}
          </ol>
        )
      }
    </ReadingOf>
  )
}

function Line({ happening }: { happening: Happening }) {
  const { at, title, place, grade } = happening
  const words = say(title)
  const path = happeningPath(happening)
  return (
    <>
      <time dateTime={at} title={agoWords(at, Date.now())}>
        {dayOf(new Date(at)) === dayOf(new Date()) ? clockWords(at) : shortTimeWords(at)}
      </time>
      <span className="ov-happened-line">
        {path ? <Link to={path}>{words}</Link> : <span>{words}</span>}
        {grade && <GradeChip level={grade} />}
        {place && <span className="bm-muted">{place.name}</span>}
      </span>
    </>
  )
}
