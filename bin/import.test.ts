// The import from a terminal: a dry run, a refusal with its workbook, and the real thing.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { firstAdministrator } from '#identity'
import { loadDivisions } from '#places'
import { connect, type Pool } from '#server/db.ts'
import { root } from '#server/migrate.ts'
import { endDb, freshDatabase } from '#server/testing.ts'

let url: string
let pool: Pool
let folder: string
let drop: () => Promise<void>

before(async () => {
  const database = await freshDatabase()
  url = database.url
  drop = database.drop
  pool = connect(url, { max: 2 })
  folder = await mkdtemp(join(tmpdir(), 'baimi-import-'))
  const cityId = await loadDivisions(pool)
  await firstAdministrator(pool, cityId, new Date(), '2026-01-01')
})
after(async () => {
  await pool.end()
  await drop()
  await endDb()
  await rm(folder, { recursive: true, force: true })
})

function run(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: url, INIT_CWD: folder, LANG: 'C', LC_ALL: '' }
  return spawnSync(process.execPath, [join(root, 'bin/import.ts'), ...args], {
    env,
    encoding: 'utf8',
  })
}
const compounds = async () => [
  ...(await pool`select name from places.place where kind = 'compound'`),
]

test('a dry run tells and writes nothing, the real one takes everything, again changes nothing', async () => {
  await writeFile(join(folder, '小区.csv'), '小区名称,社区,户数\n海利华宫,430103002001,860\n')
  const dry = run('小区.csv', '--dry')
  assert.equal(dry.status, 0, dry.stderr)
  assert.match(dry.stdout, /1 new, 0 changed, 0 unchanged, 0 refused/)
  assert.deepEqual(await compounds(), [])

  assert.equal(run('小区.csv').status, 0)
  assert.deepEqual(await compounds(), [{ name: '海利华宫' }])
  assert.match(run('小区.csv', '--as', 'admin').stdout, /0 new, 0 changed, 1 unchanged/)
})

test('a refused row stops it and leaves a workbook beside the file', async () => {
  await writeFile(join(folder, 'bad.csv'), '小区名称,社区,户数\n新小区,430103002001,many\n')
  const { status, stdout } = run('bad.csv')
  assert.equal(status, 1)
  assert.match(stdout, /2: Households A number is expected/)
  const result = await readFile(join(folder, 'bad-result.xlsx'))
  assert.equal(result.subarray(0, 2).toString(), 'PK')
  assert.equal((await compounds()).length, 1)
})

test('without a file, with an unknown account, with no workbook: it says so', async () => {
  assert.equal(run().status, 2)
  await writeFile(join(folder, 'x.xlsx'), 'nothing')
  assert.match(run('x.xlsx').stderr, /no workbook/)
  assert.match(run('小区.csv', '--as', 'nobody').stderr, /--as/)
})
