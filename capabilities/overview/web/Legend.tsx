// The colours of map and tiles in words; the numbers stand on the map itself.

import { t } from '#web/i18n.ts'

export function Legend() {
  const steps = [
    t('无逾期', 'none overdue'),
    t('有逾期', 'overdue'),
    t('超过 5 条', 'over 5'),
    t('含较大，或超过 20 条', 'serious, or over 20'),
    t('含重大', 'major overdue'),
  ]
  return (
    <ul className="ov-legend" aria-label={t('颜色的含义', 'What the colours mean')}>
      {steps.map((words, step) => (
        <li key={words}>
          <i className={`ov-swatch ov-heat-${step}`} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  )
}
