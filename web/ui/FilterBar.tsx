// The filters above a list: chips that say what they let through, and the views somebody kept.

import Checkbox from 'antd/es/checkbox'
import Input from 'antd/es/input'
import { type ReactNode, useEffect, useState } from 'react'
import type { FilterKinds, Filters } from '../filters.ts'
import { t } from '../i18n.ts'
import { Popup } from './Popup.tsx'
import './filters.css'
import { Icon } from './icons.tsx'
import { PlacePicker } from './PlacePicker.tsx'
import { SavedViews } from './SavedViews.tsx'

type NamesOf<K extends FilterKinds, Kind> = {
  [Name in keyof K]: K[Name] extends Kind ? Name : never
}[keyof K] &
  string

/** @param views the name under which views of this list are kept on the device */
export function FilterBar<K extends FilterKinds>({
  of,
  views,
  children,
}: {
  of: Filters<K>
  views?: string
  children: ReactNode
}) {
  return (
    <search className="bm-filters" aria-label={t('筛选', 'Filters')}>
      {children}
      {of.count > 0 && (
        <button type="button" className="bm-filter-clear" onClick={of.clear}>
          {t('清除筛选', 'Clear filters')}
        </button>
      )}
      {views !== undefined && <SavedViews of={of} name={views} />}
    </search>
  )
}

/** Words to look for; the address follows when the typing rests. */
export function SearchFilter<K extends FilterKinds>({
  of,
  name,
  label,
}: {
  of: Filters<K>
  name: NamesOf<K, 'one'>
  label: string
}) {
  const kept = of.values[name] as string
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  useEffect(() => {
    if (text === kept) return
    const rest = setTimeout(() => of.set(name, text as never), 250)
    return () => clearTimeout(rest)
  })
  return (
    <Input
      className="bm-filter-search"
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={label}
      aria-label={label}
      prefix={<Icon name="search" size={16} />}
      allowClear
    />
  )
}

export type Choice = { value: string; label: ReactNode; word: string }

/** Some of a few words: 状态, 等级. `label` may show a chip, `word` is what the closed filter says. */
export function ChoiceFilter<K extends FilterKinds>({
  of,
  name,
  label,
  choices,
}: {
  of: Filters<K>
  name: NamesOf<K, 'many'>
  label: string
  choices: readonly Choice[]
}) {
  const [open, setOpen] = useState(false)
  const chosen = of.values[name] as string[]
  const words = choices.filter(({ value }) => chosen.includes(value)).map(({ word }) => word)
  return (
    <Popup
      open={open}
      onOpen={setOpen}
      content={
        <Checkbox.Group
          className="bm-filter-choices"
          value={chosen}
          onChange={(values) => of.set(name, values as never)}
          options={choices.map(({ value, label }) => ({ value, label }))}
        />
      }
    >
      <button type="button" className="bm-chip" aria-expanded={open} data-set={words.length > 0}>
        {words.length === 0 ? label : `${label}${t('：', ': ')}${words.join(t('、', ', '))}`}
        <Icon name="down" size={14} />
      </button>
    </Popup>
  )
}

/** One thing that is either wanted or not: 已逾期. */
export function FlagFilter<K extends FilterKinds>({
  of,
  name,
  label,
}: {
  of: Filters<K>
  name: NamesOf<K, 'flag'>
  label: string
}) {
  const on = of.values[name] as boolean
  return (
    <button
      type="button"
      className="bm-chip"
      aria-pressed={on}
      data-set={on}
      onClick={() => of.set(name, !on as never)}
    >
      {on && <Icon name="check" size={14} />}
      {label}
    </button>
  )
}

/** A place and all that lies within it. */
export function PlaceFilter<K extends FilterKinds>({
  of,
  name,
  label,
}: {
  of: Filters<K>
  name: NamesOf<K, 'one'>
  label: string
}) {
  return (
    <PlacePicker
      className="bm-filter-place"
      label={label}
      value={(of.values[name] as string) || null}
      onChange={(placeId) => of.set(name, (placeId ?? '') as never)}
    />
  )
}
