// Six large kinds, then all of them.

import { useState } from 'react'
import { categories, type HazardType } from '#law/cn/hazard-types.ts'
import { Button } from '#web/field/ui.tsx'
import { say, t } from '#web/i18n.ts'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { useKinds } from './kinds.ts'

type Props = { compoundId: string | undefined; onChoose: (type: HazardType) => void }

export function KindChoice({ compoundId, onChoose }: Props) {
  const { likely, byCategory } = useKinds(compoundId)
  const [all, setAll] = useState(false)
  if (!all)
    return (
      <div className="f-section">
        <div className="f-tiles">
          {likely.map((type) => (
            <Kind key={type.code} type={type} onChoose={onChoose} />
          ))}
        </div>
        <Button icon="more" onPress={() => setAll(true)}>
          {t('其他种类', 'Other kinds')}
        </Button>
      </div>
    )
  return (
    <>
      {byCategory.map(([category, types]) => (
        <section key={category} className="f-section">
          <h2>{say(categories[category])}</h2>
          <div className="f-tiles">
            {types.map((type) => (
              <Kind key={type.code} type={type} onChoose={onChoose} />
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

const Kind = ({ type, onChoose }: { type: HazardType; onChoose: (type: HazardType) => void }) => (
  <button type="button" className="f-tile" onClick={() => onChoose(type)}>
    <span>{say(type.title)}</span>
    <span className="f-tags">
      <GradeChip level={type.grade} />
    </span>
  </button>
)
