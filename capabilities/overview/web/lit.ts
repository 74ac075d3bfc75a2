// What is pointed at: the same child lights up on the map, among the tiles and in the list.

import { useState } from 'react'

export type Lit = {
  id: string | null
  handlers(id: string): {
    onMouseEnter(): void
    onMouseLeave(): void
    onFocus(): void
    onBlur(): void
  }
}

export function useLit(): Lit {
  const [id, setId] = useState<string | null>(null)
  const leave = () => setId(null)
  return {
    id,
    handlers: (one) => ({
      onMouseEnter: () => setId(one),
      onFocus: () => setId(one),
      onMouseLeave: leave,
      onBlur: leave,
    }),
  }
}
