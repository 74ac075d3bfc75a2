// What the capabilities bring to the phone. The frame knows no domain word; main/field.tsx puts them together.

import { type ComponentType, createContext } from 'react'
import type { FieldPage } from './router.tsx'

export type Parts = {
  pages: readonly FieldPage[]
  /** what stands on 今日, in order */
  today: Readonly<Record<string, ComponentType>>
  /** what stands on 我的, before the phone's own settings */
  mine: Readonly<Record<string, ComponentType>>
}

export const PartsContext = createContext<Parts>({ pages: [], today: {}, mine: {} })
