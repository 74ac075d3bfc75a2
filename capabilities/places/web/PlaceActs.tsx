// What may be done to a place as such: the buttons, and which of them a viewer gets.

import Dropdown from 'antd/es/dropdown'
import { useState } from 'react'
import { say, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { isArea, type PlaceKind, placeKindNames, placeKinds } from '../place.ts'
import { RegisterCompound } from './CompoundForm.tsx'
import { AddPlace, ClosePlace, type Here, MovePlace, RenamePlace } from './PlaceForms.tsx'

type Act = 'register' | 'add' | 'rename' | 'move' | 'close'

/** Kinds that are set up by `place.add`; compounds and buildings have forms of their own. */
const addedHere = (kind: PlaceKind): PlaceKind | undefined =>
  placeKindNames.find(
    (one) => isArea(one) && (placeKinds[one].parents as readonly string[]).includes(kind),
  )

export function PlaceActs({ place }: { place: Here }) {
  const [act, setAct] = useState<Act | null>(null)
  const mayArea = useMay('area.manage', place.within)
  const mayCompound = useMay('compound.manage', place.within)
  const mayThis = isArea(place.kind) ? mayArea : mayCompound
  const beneath = addedHere(place.kind)
  const takesCompounds = (placeKinds.compound.parents as readonly string[]).includes(place.kind)
  const items = [
    ...(mayArea && beneath
      ? [
          {
            key: 'add',
            label: t(
              `设立${say(placeKinds[beneath].title)}`,
              `Set up: ${say(placeKinds[beneath].title)}`,
            ),
          },
        ]
      : []),
    ...(mayThis ? [{ key: 'rename', label: t('更名', 'Rename') }] : []),
    ...(mayThis && placeKinds[place.kind].movable
      ? [{ key: 'move', label: t('调整归属', 'Move') }]
      : []),
    ...(mayThis && place.kind !== 'city' ? [{ key: 'close', label: t('撤销', 'Close') }] : []),
  ]
  const close = () => setAct(null)
  return (
    <>
      {takesCompounds && mayCompound && (
        <ActButton icon="plus" onPress={() => setAct('register')}>
          {t('登记小区', 'Register a compound')}
        </ActButton>
      )}
      {items.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => setAct(key as Act) }}>
          <span>
            <ActButton kind="secondary" icon="more">
              {t('管理', 'Manage')}
            </ActButton>
          </span>
        </Dropdown>
      )}
      {act === 'register' && <RegisterCompound parentId={place.id} onClose={close} />}
      {act === 'add' && beneath && <AddPlace parent={place} kind={beneath} onClose={close} />}
      {act === 'rename' && <RenamePlace place={place} onClose={close} />}
      {act === 'move' && <MovePlace place={place} onClose={close} />}
      {act === 'close' && <ClosePlace place={place} onClose={close} />}
    </>
  )
}
