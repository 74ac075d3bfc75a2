// Typing the six digits of a label, where neither camera nor NFC helps. A weaker proof, and said so.

import { type FormEvent, useState } from 'react'
import { Button } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { byCode, type Recognised } from './recognise.ts'
import type { MyRound } from './rounds.ts'

type Props = {
  round: MyRound
  onFound: (found: Recognised) => void
  onCancel: () => void
}

export function CodeForm({ round, onFound, onCancel }: Props) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string>()
  const digits = typed.replace(/\D/g, '')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = await byCode(round, digits)
    if (found) onFound(found)
    else
      setWrong(
        t('编号不对，请核对标签上的 6 位数字', 'Not a code of this round; check the six digits'),
      )
  }
  return (
    <form className="f-section" onSubmit={submit}>
      <label className="f-field">
        <span>{t('标签上的 6 位编号', 'The six digits on the label')}</span>
        <input
          className="f-digits"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
          autoFocus
          aria-invalid={wrong !== undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(undefined)
          }}
        />
      </label>
      <p className="f-small" role={wrong === undefined ? undefined : 'alert'}>
        {wrong ??
          t('手输证明力较弱，能扫码请扫码', 'A typed code is a weaker proof; scan where you can')}
      </p>
      <div className="f-pair">
        <Button onPress={onCancel}>{t('回到扫码', 'Back to scanning')}</Button>
        <button type="submit" className="f-button is-main" aria-disabled={digits.length < 6}>
          {t('确定', 'Confirm')}
        </button>
      </div>
    </form>
  )
}
