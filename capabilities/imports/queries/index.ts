// What was handed in, and what it would do.

import { z } from 'zod'
import { query } from '#server/query.ts'
import { type Upload, uploadOf } from '../commands/stage.ts'

/** 检查结果: what an upload of one's own would do, row by row as far as worth looking at. */
export const checkImport = query({
  name: 'import.check',
  title: { zh: '查看导入检查结果', en: 'See what an import would do' },
  source: null,
  may: 'import.use',
  input: z.object({ uploadId: z.uuid() }),
  example: { uploadId: '01890a5d-ac96-774b-bcce-b302099a8057' },
  run: ({ sql, actor }, { uploadId }): Promise<Upload> => uploadOf(sql, actor, uploadId),
})

export type PastUpload = Pick<Upload, 'id' | 'fileName' | 'at' | 'refused' | 'appliedAt'>

/** 导入记录 of one's own, the latest first. */
export const listImports = query({
  name: 'import.list',
  title: { zh: '我的导入记录', en: 'List my imports' },
  source: null,
  may: 'import.use',
  input: z.object({}),
  example: {},
  async run({ sql, actor }): Promise<{ rows: PastUpload[] }> {
    const rows = await sql<PastUpload[]>`
      select id, file_name, at, refused, applied_at from imports.upload
       where person_id = ${actor.id} order by at desc limit 50`
    return { rows: [...rows] }
  },
})

export const queries = [checkImport, listImports]
