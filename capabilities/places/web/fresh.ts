// Reads anew what an act on a compound may have changed: its profile stands under another noun than the act.

import { useQueryClient } from '@tanstack/react-query'

const nouns = ['compound', 'place', 'asset', 'checkpoint']

/** @param then what is to happen afterwards */
export function useFreshCompound(then: () => void): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({
      predicate: ({ queryKey }) => nouns.includes(String(queryKey[0]).split('.')[0]!),
    })
    then()
  }
}
