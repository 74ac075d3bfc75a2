// The notices of this person, as the phone keeps them.

import type { Text } from '#base/text.ts'
import { useRead } from './reads.ts'

export type Notice = {
  id: string
  at: string
  text: Text
  link: string | null
  urgent: boolean
  readAt: string | null
}

export const useNotices = () => useRead<{ unread: number; notices: Notice[] }>('me.notices')
