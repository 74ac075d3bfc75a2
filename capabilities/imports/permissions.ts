// Who may hand in workbooks. Each row then asks for the permission of the act it stands for.

import type { Permissions } from '#base/permission.ts'
import { text } from '#base/text.ts'

export const permissions = {
  'import.use': {
    title: text(
      '批量导入（各行另需相应权限）',
      'Import workbooks (each row needs its own permission)',
    ),
    posts: [
      'administrator',
      'city-officer',
      'district-officer',
      'street-officer',
      'company-manager',
      'project-manager',
    ],
  },
} satisfies Permissions
