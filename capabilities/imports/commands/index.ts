// Applying an import: all of it or nothing.

import { z } from 'zod'
import { problem } from '#base/problem.ts'
import { holdTree } from '#places'
import { command } from '#server/command.ts'
import { countsOf } from '../verdict.ts'
import { applyPuts } from './apply.ts'
import { plan, tablesOf } from './plan/index.ts'
import { snapshot } from './snapshot.ts'
import { cellsOf, uploadOf } from './stage.ts'

const rowsRefused = problem<{ refused: number }>(
  'import.rows-refused',
  409,
  (d) => `有 ${d.refused} 行不能导入，未做任何更改。请下载结果表，改正后重新上传`,
  (d) =>
    `${d.refused} rows cannot be imported and nothing was changed. Download the result, mend it and hand it in again`,
)
const alreadyApplied = problem(
  'import.already-applied',
  409,
  '这次上传已经导入过了',
  'This upload has been imported already',
)

/** 导入. Judges every row anew, against the city as it is now; a single refused row stops it all. */
export const applyImport = command({
  name: 'import.apply',
  title: { zh: '确认导入', en: 'Apply an import' },
  source: null,
  may: 'import.use',
  offline: false,
  input: z.object({ uploadId: z.uuid() }),
  example: { uploadId: '01890a5d-ac96-774b-bcce-b302099a8057' },

  async run(context, { uploadId }) {
    const { sql, actor, now, record } = context
    const upload = await uploadOf(sql, actor, uploadId)
    if (upload.appliedAt) throw alreadyApplied({})
    const tables = tablesOf(await cellsOf(sql, uploadId))
    await holdTree(sql)
    const { sheets, puts, refused } = await plan(tables, await snapshot(sql, actor, tables, now))
    if (refused > 0) throw rowsRefused({ refused })

    await applyPuts(context, puts)
    await sql`update imports.upload set applied_at = ${now} where id = ${uploadId}`
    await sql`delete from imports.sheet where upload_id = ${uploadId}`
    const counts = sheets.map(({ kind, rows }) => ({ kind, counts: countsOf(rows) }))
    const within = [...new Set(actor.holds['import.use'] ?? [])]
    record(
      'import.applied',
      { placeId: null, within, people: [actor.id] },
      {
        uploadId,
        sha256: upload.sha256,
        sheets: counts,
      },
    )
    return { sheets: counts }
  },
})

export const commands = [applyImport]
