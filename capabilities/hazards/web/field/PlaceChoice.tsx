// Where it is: a compound where one has several, then a checkpoint, or words for the spot.

import { useState } from 'react'
import { Button } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { type Compound, type Spot, useCheckpoints, useOwnCompounds } from './places.ts'

type Props = { spot: Spot | undefined; onChoose: (spot: Spot) => void }

export function PlaceChoice({ spot, onChoose }: Props) {
  const own = useOwnCompounds()
  const [compound, setCompound] = useState<Compound | undefined>(
    spot?.compound ?? (own.length === 1 ? own[0] : undefined),
  )
  const [location, setLocation] = useState(spot?.location ?? '')
  const [wanted, setWanted] = useState('')
  const checkpoints = useCheckpoints(compound?.id).value ?? []
  if (!compound || (own.length > 1 && !own.some(({ id }) => id === compound.id)))
    return <CompoundChoice compounds={own} onChoose={setCompound} />

  const found = checkpoints.filter(({ name, number }) =>
    `${number} ${name}`.includes(wanted.trim()),
  )
  return (
    <>
      {own.length > 1 && (
        <CompoundChoice compounds={own} onChoose={setCompound} chosen={compound.id} />
      )}
      <section className="f-section">
        <label className="f-field">
          <span>{t('说明位置', 'Say where')}</span>
          <input
            value={location}
            maxLength={100}
            placeholder={t('例如 3 栋 12 层东侧楼梯', 'e.g. block 3, floor 12, east stairs')}
            onChange={(event) => setLocation(event.target.value)}
          />
        </label>
        <Button
          icon="check"
          disabledReason={
            location.trim() === ''
              ? t('写几个字，或选下面的点位', 'A few words, or choose a point below')
              : undefined
          }
          onPress={() => onChoose({ compound, checkpoint: null, location: location.trim() })}
        >
          {t('就用这个位置', 'Use this place')}
        </Button>
      </section>
      {checkpoints.length > 0 && (
        <section className="f-section">
          <h2>{t('或选最近的点位', 'Or the nearest checkpoint')}</h2>
          {checkpoints.length > 12 && (
            <label className="f-field">
              <span>{t('找点位', 'Find')}</span>
              <input
                type="search"
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
              />
            </label>
          )}
          <ul className="f-rows">
            {found.map((checkpoint) => (
              <li key={checkpoint.id}>
                <button
                  type="button"
                  className="f-row"
                  onClick={() => onChoose({ compound, checkpoint, location: '' })}
                >
                  <span className="f-index">{checkpoint.number}</span>
                  <span className="f-grow">{checkpoint.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type CompoundProps = {
  compounds: Compound[]
  chosen?: string
  onChoose: (compound: Compound) => void
}

function CompoundChoice({ compounds, chosen, onChoose }: CompoundProps) {
  return (
    <section className="f-section">
      <h2>{t('哪个小区', 'Which compound')}</h2>
      <div className="f-tiles">
        {compounds.map((compound) => (
          <button
            key={compound.id}
            type="button"
            className="f-tile"
            aria-pressed={compound.id === chosen}
            onClick={() => onChoose(compound)}
          >
            {compound.name}
          </button>
        ))}
      </div>
    </section>
  )
}

export const SpotWords = ({ spot }: { spot: Spot }) => (
  <>
    {spot.compound.name}
    {(spot.checkpoint ?? spot.location) && ` · ${spot.checkpoint?.name ?? spot.location}`}
  </>
)
