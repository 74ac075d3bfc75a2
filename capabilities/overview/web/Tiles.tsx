// Below the districts there are no outlines: a tile for each place, the most pressing first.

import { Link } from 'react-router'
import { numberWords, t } from '#web/i18n.ts'
import type { Child } from '../board.ts'
import { Legend } from './Legend.tsx'
import type { Lit } from './lit.ts'
import { boardPath } from './paths.ts'
import { childWords, heat } from './words.ts'

const shown = 60

export function Tiles({
  places,
  lit,
  pathOf = boardPath,
}: {
  places: readonly Child[]
  lit: Lit
  /** where a place leads */
  pathOf?: (placeId: string) => string
}) {
  return (
    <figure className="ov-tiles">
      <ul>
        {places.slice(0, shown).map((place) => (
          <li key={place.id}>
            <Link
              to={pathOf(place.id)}
              aria-label={childWords(place)}
              className={`ov-tile ov-heat-${heat(place.standing)}${lit.id === place.id ? ' ov-lit' : ''}`}
              {...lit.handlers(place.id)}
            >
              <span>{place.name}</span>
              <strong>{numberWords(place.standing.overdue)}</strong>
            </Link>
          </li>
        ))}
      </ul>
      <figcaption>
        {t('数字为逾期未整改的隐患', 'The number counts overdue hazards')}
        {places.length > shown &&
          t(`；先列最该动的 ${shown} 个`, `; the ${shown} most pressing are shown`)}
      </figcaption>
      <Legend />
    </figure>
  )
}
