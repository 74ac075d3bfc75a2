// 视图: sets of filters somebody named. Kept on this device, because they are a habit and not a record.

import Input from 'antd/es/input'
import { useState } from 'react'
import type { FilterKinds, Filters } from '../filters.ts'
import { t } from '../i18n.ts'
import { ActButton } from './ActButton.tsx'
import { Icon } from './icons.tsx'
import { Popup } from './Popup.tsx'

type View = { name: string; search: string }

export function SavedViews<K extends FilterKinds>({ of, name }: { of: Filters<K>; name: string }) {
  const storageKey = `baimi.views.${name}`
  const [open, setOpen] = useState(false)
  const [views, setViews] = useState<View[]>(() => kept(storageKey))
  const [title, setTitle] = useState('')
  const keep = (next: View[]) => {
    setViews(next)
    localStorage.setItem(storageKey, JSON.stringify(next))
  }
  const current = views.find((view) => view.search === of.search)
  return (
    <Popup
      open={open}
      onOpen={setOpen}
      align="right"
      content={
        <div className="bm-views">
          {views.length === 0 && (
            <p className="bm-muted">
              {t(
                '常用的筛选可以起个名字，下次一点就到',
                'Name the filters you use often, and find them here',
              )}
            </p>
          )}
          <ul>
            {views.map((view) => (
              <li key={view.name}>
                <button
                  type="button"
                  className="bm-view"
                  aria-current={view === current || undefined}
                  onClick={() => {
                    of.apply(view.search)
                    setOpen(false)
                  }}
                >
                  {view.name}
                </button>
                <button
                  type="button"
                  className="bm-plain-button"
                  aria-label={t(`删除视图 ${view.name}`, `Delete view ${view.name}`)}
                  onClick={() => keep(views.filter((other) => other !== view))}
                >
                  <Icon name="close" size={14} />
                </button>
              </li>
            ))}
          </ul>
          {of.count > 0 && !current && (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                const named = title.trim()
                if (named === '') return
                keep([
                  ...views.filter((view) => view.name !== named),
                  { name: named, search: of.search },
                ])
                setTitle('')
              }}
            >
              <Input
                value={title}
                onChange={(event) => setTitle(event.target.value)}
                maxLength={20}
                aria-label={t('视图名称', 'Name of the view')}
                placeholder={t('给当前筛选起名', 'Name these filters')}
              />
              <ActButton kind="secondary" type="submit">
                {t('保存', 'Keep')}
              </ActButton>
            </form>
          )}
        </div>
      }
    >
      <button type="button" className="bm-chip bm-chip-views" aria-expanded={open}>
        <Icon name="star" size={14} />
        {current ? current.name : t('视图', 'Views')}
      </button>
    </Popup>
  )
}

function kept(storageKey: string): View[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '[]') as View[]
  } catch {
    return []
  }
}
