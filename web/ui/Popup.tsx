// What opens below a button: a menu, a set of choices. Escape closes it and gives the focus back.

import Popover from 'antd/es/popover'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'

export function Popup({
  open,
  onOpen,
  content,
  align = 'left',
  children,
}: {
  open: boolean
  onOpen: (open: boolean) => void
  content: ReactNode
  /** the edge it shares with its button */
  align?: 'left' | 'right'
  /** the button */
  children: ReactElement
}) {
  const opener = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (!open) return
    opener.current = document.activeElement as HTMLElement | null
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault() // a panel behind it stays open
      onOpen(false)
      opener.current?.focus()
    }
    // Before any other listener: the innermost thing that is open closes first.
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [open, onOpen])
  return (
    <Popover
      trigger="click"
      placement={align === 'left' ? 'bottomLeft' : 'bottomRight'}
      arrow={false}
      open={open}
      onOpenChange={onOpen}
      content={content}
    >
      {children}
    </Popover>
  )
}
