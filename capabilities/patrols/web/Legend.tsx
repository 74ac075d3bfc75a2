// What the marks of a strip mean.

import { say, t } from '#web/i18n.ts'
import { type Verdict, verdicts } from '../reasons.ts'

const shown: readonly Verdict[] = ['counted', 'late', 'doubtful', 'outside']

export function Legend() {
  const stretches = [
    ['patrol-strip-window', t('班次时间', 'Window')],
    ['patrol-strip-grace', t('宽限', 'Grace')],
    ['patrol-strip-late', t('迟巡可补', 'Late')],
  ] as const
  return (
    <ul className="patrol-legend" aria-label={t('图例', 'Legend')}>
      {stretches.map(([name, words]) => (
        <li key={name}>
          <span className="patrol-strip" aria-hidden="true">
            <i className={name} style={{ insetInline: 0 }} />
          </span>
          {words}
        </li>
      ))}
      {shown.map((verdict) => (
        <li key={verdict}>
          <span className="patrol-strip" aria-hidden="true">
            <i
              className={`patrol-tick patrol-tick-${verdict}`}
              style={{ insetInlineStart: '50%' }}
            />
          </span>
          {say(verdicts[verdict])}
        </li>
      ))}
    </ul>
  )
}
