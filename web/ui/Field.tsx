// One question of a form: the label above, the hint and the error beside, all tied to the control.

import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'
import { t } from '../i18n.ts'
import './form.css'
import { Icon } from './icons.tsx'

type ControlProps = {
  id?: string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
  'aria-required'?: boolean | undefined
}

export function Field({
  label,
  hint,
  error,
  optional = false,
  children,
}: {
  label: string
  hint?: ReactNode
  /** why the value is not accepted */
  error?: string | false | null | undefined
  /** most fields are needed; the few that are not say so */
  optional?: boolean
  /** one control that takes `id` and `aria-…` */
  children: ReactElement<ControlProps>
}) {
  const id = useId()
  const hintId = `${id}hint`
  const errorId = `${id}error`
  const described = [hint !== undefined && hintId, error && errorId].filter(Boolean).join(' ')
  return (
    <div className={`bm-field${error ? ' bm-field-wrong' : ''}`}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="bm-field-optional">{t('选填', 'optional')}</span>}
      </label>
      {cloneElement(children, {
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': Boolean(error) || undefined,
        'aria-required': !optional || undefined,
      })}
      {error && (
        <p id={errorId} className="bm-field-error">
          <Icon name="hazard" size={14} />
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={hintId} className="bm-field-hint">
          {hint}
        </p>
      )}
    </div>
  )
}

/** A form in one column. Enter sends it; what cannot be sent says why at its button. */
export function Form({
  children,
  onSubmit,
  label,
}: {
  children: ReactNode
  onSubmit: () => unknown
  label: string
}) {
  return (
    <form
      className="bm-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}
