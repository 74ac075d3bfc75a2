// A choice among more than fits a list: typed words go to the server, the best answers come back.

import Select from 'antd/es/select'
import { useState } from 'react'
import { t } from '../i18n.ts'
import { Icon, type IconName } from './icons.tsx'
import { sentence } from './problem.ts'
import './select.css'

export type Option = {
  value: string
  name: string
  /** what tells two of one name apart */
  sub: string
}
export type Found = { data: Option[] | undefined; error: unknown }

/** What the pickers of the house have in common. `id` and `aria-…` come from Field. */
export type PickerProps = {
  label: string
  value: string | null
  id?: string
  className?: string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
  'aria-required'?: boolean | undefined
}

/** What is typed into the select, and whether its list is open. */
export function useTyped() {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  return { text: text.trim(), open, setText, setOpen }
}
type Typed = ReturnType<typeof useTyped>

export function RemoteSelect({
  label,
  hint,
  value,
  name,
  onChange,
  typed,
  found,
  className = '',
  icon,
  bare = false,
  ...control
}: PickerProps & {
  hint: string
  /** how the chosen one is called, once that is known */
  name: string | undefined
  onChange: (value: string | null, option: Option | null) => void
  typed: Typed
  /** what matches the typed text; need not be asked while the list is closed */
  found: Found
  /** stands before the chosen name */
  icon?: IconName
  /** without a box, where the surroundings are the box */
  bare?: boolean
}) {
  const { open, setText, setOpen } = typed
  const options = found.data ?? []
  const none = found.data ? t('没有找到', 'Nothing found') : t('正在找', 'Searching')
  return (
    <Select
      {...control}
      className={`bm-remote-select ${className}`}
      prefix={icon && <Icon name={icon} size={18} />}
      suffixIcon={<Icon name="down" size={16} />}
      variant={bare ? 'borderless' : 'outlined'}
      aria-label={control.id ? undefined : label}
      placeholder={control.id ? hint : label}
      value={value === null ? undefined : { value, label: name ?? '…' }}
      labelInValue
      allowClear
      open={open}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setText }}
      popupMatchSelectWidth={320}
      notFoundContent={found.error ? sentence(found.error) : none}
      onChange={(picked) => {
        const chosen = options.find((option) => option.value === picked?.value) ?? null
        onChange(picked?.value ?? null, chosen)
        setText('')
      }}
      options={options.map((option) => ({
        value: option.value,
        label: (
          <span className="bm-option">
            <b>{option.name}</b>
            <span>{option.sub}</span>
          </span>
        ),
      }))}
    />
  )
}
