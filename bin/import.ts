// `npm run import -- file.xlsx [--dry] [--as account]`: what the import page does, from a terminal.
//
// Nothing is taken unless everything can be: with a refused row, the workbook is written beside the file with
// a last column that says what is wrong.

import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { Problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { actorAsOf, installPermissions } from '#identity'
import { applyImport, checkFile, resultOfUpload, type SheetVerdict } from '#imports'
import { capabilities } from '#main/capabilities.ts'
import { say, step, terminalLang } from '#main/progress.ts'
import { connect, type Db, dbOf, type Pool } from '#server/db.ts'
import { dispatch } from '#server/dispatch.ts'
import { startEmbedded } from '#server/embedded.ts'
import { loud } from '#server/log.ts'
import { root } from '#server/migrate.ts'
import { createWorker } from '#server/react.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dry: { type: 'boolean', default: false }, as: { type: 'string' } },
})
const file = positionals[0]
if (!file) {
  say(
    text(
      '用法：npm run import -- 文件.xlsx [--dry] [--as 账号]',
      'Usage: npm run import -- file.xlsx [--dry] [--as account]',
    ),
  )
  process.exit(2)
}

const named = process.env['DATABASE_URL']
const dataDir = process.env['BAIMI_DATA'] ?? join(root, 'data')
const embedded = named ? null : await startEmbedded({ dir: join(dataDir, 'postgres') })
const url = named ?? embedded!.url
const pool = connect(url, { max: 4, name: 'baimi-import' })
try {
  // From where npm was called, not from where it runs us.
  await importFile(resolve(process.env['INIT_CWD'] ?? '.', file))
} catch (error) {
  console.error(error instanceof Problem ? error.text[terminalLang] : error)
  process.exitCode = 1
} finally {
  await pool.end({ timeout: 5 })
  await embedded?.stop()
}

async function importFile(path: string): Promise<void> {
  installPermissions(Object.assign({}, ...capabilities.map((c) => c.permissions)))
  const db = dbOf(pool)
  const ground = { db, pool, now: () => new Date() }
  const actor = await importer(pool, values.as)
  const bytes = await readFile(path)
  const upload = await step(text('检查', 'Checking'), () =>
    checkFile(ground, actor, bytes, basename(path)),
  )
  upload.verdicts.forEach(tell)
  if (upload.refused > 0) {
    const result = join(dirname(path), `${basename(path, extname(path))}-result.xlsx`)
    await writeFile(result, await resultOfUpload(ground, actor, upload.id, terminalLang))
    say(
      text(
        `有 ${upload.refused} 行不能导入，未做任何更改。逐行原因见：${result}`,
        `${upload.refused} rows cannot be imported and nothing was changed. Row by row: ${result}`,
      ),
    )
    process.exitCode = 1
  } else if (!values.dry) await apply(db, actor, upload.id)
}

async function apply(db: Db, actor: Actor, uploadId: string): Promise<void> {
  const worker = await createWorker(url, db, capabilities, loud)
  try {
    const envelope = { id: newId(), input: { uploadId } }
    const answer = await step(text('导入', 'Importing'), () =>
      dispatch({ db, ledger: worker.ledger }, applyImport, actor, envelope, new Date()),
    )
    if (!answer.ok) throw answer.problem
    say(text('已导入', 'Imported'))
  } finally {
    await worker.stop()
  }
}

/** In whose name it is done, for the record: the account given, else the only administrator. */
async function importer(pool: Pool, account: string | undefined): Promise<Actor> {
  const people = await pool<{ id: string; name: string }[]>`
    select distinct person.id, person.name
      from identity.person join identity.post on post.person_id = person.id
     where person.disabled_at is null and post.ended_at is null
       and (post.to_on is null or post.to_on >= current_date)
       and case when ${account ?? null}::text is null then post.kind = 'administrator'
                else person.account = ${account ?? null} end`
  const actor = people.length === 1 ? await actorAsOf(pool, people[0]!.id, new Date()) : null
  if (actor) return actor
  throw new Error(
    terminalLang === 'zh'
      ? '请用 --as 指明以哪个账号导入'
      : 'Say with --as in whose account the import is done',
  )
}

function tell({ kind, name, counts, rows, unknown }: SheetVerdict): void {
  const { added, changed, unchanged, refused } = counts
  say(
    text(
      `${name}（${kind}）：新增 ${added}，变更 ${changed}，无变化 ${unchanged}，不能导入 ${refused}`,
      `${name} (${kind}): ${added} new, ${changed} changed, ${unchanged} unchanged, ${refused} refused`,
    ),
  )
  if (unknown.length > 0)
    say(text(`  没有读取的列：${unknown.join('、')}`, `  columns not read: ${unknown.join(', ')}`))
  for (const { row, errors } of rows.filter(({ verdict }) => verdict === 'refused').slice(0, 10))
    for (const { title, why } of errors)
      console.log(`  ${row}: ${title ? `${title[terminalLang]} ` : ''}${why[terminalLang]}`)
}
