// Open hazards by how long they have been open and by grade. Cells beyond a grade's term of rectification are
// marked: what stands there has outlived its term, unless it was extended.

import { Link } from 'react-router'
import { numberWords, say, t } from '#web/i18n.ts'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import type { Board } from '../board.ts'
import { ageBands, grades } from '../measures.ts'
import { hazardsPath } from './paths.ts'
import { todayOf } from './words.ts'

/** The last band that is within the term of a grade: 30, 15, 7 and 3 days. */
const lastInTerm = { 1: 3, 2: 2, 3: 1, 4: 0 } as const

export function AgeMatrix({ board }: { board: Board }) {
  const { place, ages } = board
  const today = todayOf(board)
  return (
    <table
      className="ov-ages"
      aria-label={t('未销号隐患：存续天数与等级', 'Open hazards by age and grade')}
    >
      <thead>
        <tr>
          <th scope="col">{t('已存续', 'Age')}</th>
          {grades.map((grade) => (
            <th key={grade} scope="col" className="bm-number">
              <GradeChip level={grade} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ageBands.map(({ title }, band) => (
          <tr key={title.en}>
            <th scope="row">{say(title)}</th>
            {grades.map((grade) => {
              const count = ages[band]![grade - 1]!
              const beyond = band > lastInTerm[grade]
              return (
                <td
                  key={grade}
                  className={`bm-number${beyond ? ' ov-beyond' : ''}${count > 0 ? ' ov-some' : ''}`}
                >
                  {count > 0 ? (
                    <Link to={hazardsPath(place.id, { grade, band, today })}>
                      {numberWords(count)}
                    </Link>
                  ) : (
                    <span className="bm-muted">0</span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
      <caption>
        {t(
          '底纹格：存续超过该等级的整改期限，含已整改待验收的',
          'Shaded: open longer than the term of that grade, those waiting to be accepted too',
        )}
      </caption>
    </table>
  )
}
