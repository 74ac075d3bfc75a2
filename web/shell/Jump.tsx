// ⌘K: to any page or place by a few letters.

import Modal from 'antd/es/modal'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { say, t } from '../i18n.ts'
import type { DeskRoute } from '../router.tsx'
import { useMay } from '../session.tsx'
import { Icon, type IconName } from '../ui/icons.tsx'
import { usePlaces } from '../ui/PlacePicker.tsx'
import './jump.css'
import { todayItem } from './Rail.tsx'

const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function Jump({ routes }: { routes: readonly DeskRoute[] }) {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button type="button" className="bm-head-button bm-jump-button" onClick={() => setOpen(true)}>
        <Icon name="search" size={18} />
        <span className="bm-unsaid-on-phone">{t('跳转', 'Jump to')}</span>
        <kbd>{onMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        destroyOnHidden
        title={<span className="bm-hidden">{t('跳转', 'Jump to')}</span>}
        className="bm-jump-dialog"
        width={560}
      >
        <Palette routes={routes} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

type Target = { key: string; to: string; title: string; sub: string; icon: IconName }

function Palette({ routes, onDone }: { routes: readonly DeskRoute[]; onDone: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const navigate = useNavigate()
  const targets = useTargets(routes, text.trim())
  const chosen = Math.min(at, targets.length - 1)

  const go = (target: Target | undefined) => {
    if (!target) return
    onDone()
    navigate(target.to)
  }
  return (
    <div className="bm-jump">
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        role="combobox"
        aria-expanded={targets.length > 0}
        aria-controls="bm-jump-list"
        aria-activedescendant={targets[chosen] ? `bm-jump-${targets[chosen].key}` : undefined}
        aria-label={t('页面或地点', 'Page or place')}
        placeholder={t('页面、小区、街道：名称或拼音', 'Page, compound or street')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step) {
            event.preventDefault()
            setAt((chosen + step + targets.length) % Math.max(1, targets.length))
          }
          // Enter also ends a composed word; that one is not for us.
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(targets[chosen])
        }}
      />
      {targets.length > 0 ? (
        <div id="bm-jump-list" role="listbox" aria-label={t('结果', 'Results')}>
          {targets.map((target, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field above
            <div
              key={target.key}
              id={`bm-jump-${target.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onClick={() => go(target)}
              onPointerMove={() => setAt(index)}
            >
              <Icon name={target.icon} size={18} />
              <b>{target.title}</b>
              <span>{target.sub}</span>
            </div>
          ))}
        </div>
      ) : (
        <p className="bm-jump-none">{t('没有找到', 'Nothing found')}</p>
      )}
    </div>
  )
}

function useTargets(routes: readonly DeskRoute[], text: string): Target[] {
  const seesPlaces = useMay('place.view')
  const places = usePlaces(text, seesPlaces && text !== '')
  const pages = [todayItem, ...routes]
    .filter(({ title }) => `${title.zh} ${title.en}`.toLowerCase().includes(text.toLowerCase()))
    .map(({ path, title, icon = 'document' }) => ({
      key: path.replaceAll('/', '-'),
      to: path,
      title: say(title),
      sub: t('页面', 'Page'),
      icon,
    }))
  const found = text === '' ? [] : (places.data ?? [])
  return [
    ...pages,
    ...found.slice(0, 12).map(
      (place): Target => ({
        key: place.value,
        to: `/places/${place.value}`,
        title: place.name,
        sub: place.sub,
        icon: 'compound',
      }),
    ),
  ]
}
