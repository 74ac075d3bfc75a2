// Labels through the HTTP door, down to the paper: text read back, fonts embedded, QR scanned from the print.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { newId } from '#base/id.ts'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { createHttp } from '#server/http.ts'
import { ledgerOf } from '#server/react.ts'
import { endDb, freshDatabase } from '#server/testing.ts'
import { spacedCode } from '../code.ts'
import { capability } from '../index.ts'
import { labelSizeNames } from '../labels.ts'
import { labelKeyFor, verifyLabel } from '../queries/labels.ts'
import {
  given,
  givenBuilding,
  givenCheckpoint,
  givenCompound,
  givenTree,
  holding,
} from '../testing.ts'

const has = (program: string): boolean => spawnSync(program, ['-v']).error === undefined
const skip = has('pdftotext') && has('pdftoppm') ? false : 'poppler-utils is not installed'

let http: FastifyInstance
let pool: Pool
let folder: string
let drop: () => Promise<void>
let compoundId: string
let emptyId: string
let points: string[]

before(async () => {
  const database = await freshDatabase()
  drop = database.drop
  pool = connect(database.url, { max: 4 })
  folder = await mkdtemp(join(tmpdir(), 'baimi-labels-'))
  await givenTree(pool)
  compoundId = await givenCompound(pool, {
    name: '中交中央公园第四期香樟里国际社区东区高层住宅组团园',
  })
  emptyId = await givenCompound(pool, { name: '空小区' })
  const buildingId = await givenBuilding(pool, compoundId, { name: '3栋' })
  points = [
    await givenCheckpoint(pool, compoundId, {
      name: '3栋1单元大堂',
      buildingId,
      location: '信报箱旁',
    }),
    await givenCheckpoint(pool, compoundId, {
      number: 2,
      name: '地下二层B区生活水泵房',
      kind: 'pump-room',
    }),
    await givenCheckpoint(pool, compoundId, { number: 3, name: '大门', kind: 'gate' }),
  ]
  const db = dbOf(pool)
  http = await createHttp({
    services: {
      db,
      pool,
      blobs: {} as never,
      stream: { open: async () => {}, stop: async () => {} } as never,
      capabilities: [capability],
      now: () => new Date('2026-11-23T08:30:00+08:00'),
    },
    dispatcher: { db, ledger: ledgerOf([capability], () => {}) },
    doorkeeper: async ({ headers }) =>
      typeof headers['x-post'] !== 'string'
        ? null
        : {
            actor: { id: newId(), name: '某人', holds: JSON.parse(headers['x-post']) },
            sessionId: newId(),
            csrf: 'c',
            language: 'zh',
          },
  })
})
after(async () => {
  await http.close()
  await pool.end()
  await drop()
  await endDb()
  await rm(folder, { recursive: true, force: true })
})

const print = (query: string, holds: object | null = holding('project-manager', compoundId)) =>
  http.inject({
    url: `/api/checkpoint-labels.pdf?${query}`,
    headers: {
      host: 'baimi.example.gov.cn',
      ...(holds ? { 'x-post': JSON.stringify(holds) } : {}),
    },
  })

test('labels are refused to strangers, neighbours, guards, and where there is nothing to print', async () => {
  const other = holding('project-manager', emptyId)
  const refused = async (query: string, holds: object | null, status: number, code: string) => {
    const response = await print(query, holds)
    assert.equal(response.statusCode, status)
    assert.equal(response.json().code, code)
  }
  const one = `compoundId=${compoundId}`
  await refused(one, null, 401, 'identity.signed-out')
  await refused(one, {}, 404, 'place.not-found')
  await refused(one, other, 404, 'place.not-found')
  await refused(one, holding('guard', compoundId), 403, 'identity.forbidden')
  await refused(`compoundId=${emptyId}`, other, 404, 'label.nothing-to-print')
  await refused(
    `${one}&checkpointId=${newId()}`,
    holding('captain', compoundId),
    404,
    'label.nothing-to-print',
  )
  await refused(`${one}&size=huge`, other, 400, 'input.invalid')
  await refused('compoundId=1', other, 400, 'input.invalid')
  const officer = { ...holding('administrator', given.city) }
  await refused(`compoundId=${given.street}`, officer, 404, 'place.not-found')
})

for (const size of labelSizeNames)
  test(`${size} labels: text reads back, fonts are embedded, every QR scans and is genuine`, {
    skip,
  }, async () => {
    const response = await print(`compoundId=${compoundId}&size=${size}`)
    assert.equal(response.statusCode, 200)
    assert.equal(response.headers['content-type'], 'application/pdf')
    const file = join(folder, `${size}.pdf`)
    await writeFile(file, response.rawPayload)

    const read = (program: string, ...args: string[]) =>
      spawnSync(program, args, { encoding: 'utf8' }).stdout
    const text = read('pdftotext', '-layout', file, '-').replace(/\s/g, '')
    const codes = await pool<{ code: string }[]>`select code from places.checkpoint order by number`
    for (const { code } of codes) assert.ok(text.includes(spacedCode(code).replace(' ', '')), code)
    // Longer names go over lines, so single runs of characters are looked for.
    for (const part of ['3栋', '大堂', '泵房', '大门', '点位03', '扫不出时输入'])
      assert.ok(text.includes(part), part)
    const fonts = read('pdffonts', file).trim().split('\n').slice(2)
    assert.equal(fonts.length, 2)
    for (const font of fonts) assert.match(font, /NotoSansSC.* yes +yes +yes/)

    const scanned = await scan(file)
    const key = await labelKeyFor(pool, [given.city])
    const found = scanned.map((link) => {
      assert.ok(link.startsWith('http://baimi.example.gov.cn/p/'))
      return verifyLabel(key!, link)!.checkpointId
    })
    assert.deepEqual(found.sort(), [...points].sort())
  })

/** What a camera would read from the print at 150 dpi, which is less than any office printer has. */
async function scan(file: string): Promise<string[]> {
  const picture = file.replace('.pdf', '')
  spawnSync('pdftoppm', ['-r', '150', '-png', '-singlefile', file, picture])
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer
  prepareZXingModule({ overrides: { wasmBinary } })
  const codes = await readBarcodes(new Uint8Array(await readFile(`${picture}.png`)), {
    formats: ['QRCode'],
  })
  return codes.map(({ text }) => text)
}

test('only the labels asked for are printed', { skip }, async () => {
  const response = await print(`compoundId=${compoundId}&checkpointId=${points[2]}`)
  const file = join(folder, 'one.pdf')
  await writeFile(file, response.rawPayload)
  assert.equal((await scan(file)).length, 1)
})

test('a name that cannot be printed stops the sheet and says which character it is', async () => {
  const strangeId = await givenCompound(pool, { name: '𠮷祥里' })
  await givenCheckpoint(pool, strangeId)
  const response = await print(`compoundId=${strangeId}`, holding('project-manager', strangeId))
  assert.equal(response.statusCode, 422)
  assert.deepEqual(response.json().details, { characters: '𠮷', text: '𠮷祥里' })
})

test('the address of a label leads to the field app, anything else to its door', async () => {
  const key = await labelKeyFor(pool, [given.city])
  const { tokenFor } = await import('../queries/labels.ts')
  const token = tokenFor(key!, points[0]!, 1)
  const to = async (url: string) => (await http.inject({ url })).headers['location']
  assert.equal(await to(`/p/${token}`), `/field?label=${token}`)
  assert.equal(await to('/p/nonsense'), '/field')
  assert.equal(await to('/p/%2F%2Fevil.example'), '/field')
})
