// The page of imports.

import { text } from '#base/text.ts'
import type { DeskRoute } from '#web/router.tsx'

export const routes: DeskRoute[] = [
  {
    path: '/import',
    title: text('批量导入', 'Import'),
    icon: 'import',
    nav: { section: 'admin', order: 30 },
    may: 'import.use',
    lazy: () => import('./ImportPage.tsx'),
  },
]
