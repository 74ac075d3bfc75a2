// Who may look at a board: posts that may also open the lists behind its figures.

import type { Permissions } from '#base/permission.ts'
import { text } from '#base/text.ts'

export const permissions = {
  'overview.view': {
    title: text('查看总览', 'See the board'),
    posts: [
      'city-officer',
      'district-officer',
      'street-officer',
      'community-officer',
      'grid-worker',
      'fire-officer',
      'company-safety',
      'company-manager',
      'project-manager',
      'captain',
      'auditor',
    ],
  },
} satisfies Permissions
