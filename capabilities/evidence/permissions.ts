// Who may open what is sealed.

import type { Permissions } from '#base/permission.ts'
import { text } from '#base/text.ts'

export const permissions = {
  'evidence.see-original': {
    title: text('启封照片原件与拍摄信息', 'Open original photos and their capture data'),
    posts: ['city-officer', 'district-officer', 'fire-officer', 'auditor'],
  },
} satisfies Permissions
