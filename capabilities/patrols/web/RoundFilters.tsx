// The filters of the rounds that no other list has: a day with its neighbours, and the purpose of a route.

import { addDays, type Day } from '#base/time.ts'
import type { Filters } from '#web/filters.ts'
import { say, t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { purposeNames, purposes } from '../patrol.ts'

export const kinds = { placeId: 'one', day: 'one', state: 'many', purpose: 'one' } as const

export function DayFilter({ of, day }: { of: Filters<typeof kinds>; day: Day }) {
  const step = (by: number) => of.set('day', addDays(day, by))
  return (
    <span className="patrol-day">
      <button
        type="button"
        className="patrol-icon-button"
        aria-label={t('前一天', 'Day before')}
        onClick={() => step(-1)}
      >
        <Icon name="left" />
      </button>
      <input
        type="date"
        className="bm-chip"
        aria-label={t('日期', 'Day')}
        value={day}
        onChange={(event) => of.set('day', event.target.value)}
      />
      <button
        type="button"
        className="patrol-icon-button"
        aria-label={t('后一天', 'Day after')}
        onClick={() => step(1)}
      >
        <Icon name="right" />
      </button>
    </span>
  )
}

export function PurposeFilter({ of }: { of: Filters<typeof kinds> }) {
  return (
    <select
      className="bm-chip"
      aria-label={t('用途', 'Purpose')}
      data-set={of.values.purpose !== ''}
      value={of.values.purpose}
      onChange={(event) => of.set('purpose', event.target.value)}
    >
      <option value="">{t('全部用途', 'Every purpose')}</option>
      {purposeNames.map((purpose) => (
        <option key={purpose} value={purpose}>
          {say(purposes[purpose]!.title)}
        </option>
      ))}
    </select>
  )
}
