// A choice among more than fits a list: typed words go to the server, the best answers come back.

import Select from 'antd/es/select'
import { useState } from 'react'
import { useRead } from '../api.ts'
import type { Params } from '../http.ts'
import { t } from '../i18n.ts'
import { Icon, type IconName } from './icons.tsx'
import './select.css'
import { sentence } from './problem.ts'

export function RemoteSelect<One>({
  query,
  input,
  label,
  hint,
  value,
  onChange,
  keyOf,
  nameOf,
  subOf,
  className,
  icon,
  bare = false,
  ...control
}: {
  /** a query that takes `text`, and `ids` to name what is already chosen, and answers `{ rows }` */
  query: string
  input: Params
  label: string
  hint: string
  value: string | null
  onChange: (key: string | null, one: One | null) => void
  keyOf: (one: One) => string
  nameOf: (one: One) => string
  /** what tells two of one name apart */
  subOf: (one: One) => string
  /** stands before the chosen name */
  icon?: IconName
  /** without a box, where the surroundings are the box */
  bare?: boolean
  id?: string
  className?: string
  'aria-describedby'?: string | undefined
}) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const found = useRead<{ rows: One[] }>(query, { ...input, text }, { enabled: open, keep: true })
  const chosen = useRead<{ rows: One[] }>(
    query,
    { ids: value ? [value] : [] },
    { enabled: value !== null },
  )
  const rows = found.data?.rows ?? []
  const current = [...rows, ...(chosen.data?.rows ?? [])].find((one) => keyOf(one) === value)
  return (
    <Select
      {...control}
      prefix={icon && <Icon name={icon} size={18} />}
      suffixIcon={<Icon name="down" size={16} />}
      variant={bare ? 'borderless' : 'outlined'}
      className={`bm-remote-select ${className ?? ''}`}
      aria-label={control.id ? undefined : label}
      placeholder={control.id ? hint : label}
      value={value === null ? undefined : { value, label: current ? nameOf(current) : '…' }}
      labelInValue
      allowClear
      open={open}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      popupMatchSelectWidth={320}
      notFoundContent={
        found.error
          ? sentence(found.error)
          : found.isFetching
            ? t('正在找', 'Searching')
            : t('没有找到', 'Nothing found')
      }
      onChange={(picked) => {
        const key = picked?.value ?? null
        onChange(key, rows.find((one) => keyOf(one) === key) ?? null)
        setText('')
      }}
      options={rows.map((one) => ({
        value: keyOf(one),
        label: (
          <span className="bm-option">
            <b>{nameOf(one)}</b>
            <span>{subOf(one)}</span>
          </span>
        ),
      }))}
    />
  )
}
