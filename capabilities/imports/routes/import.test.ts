// Workbooks through the HTTP door: the template that comes back filled in, and everything that is no workbook.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import readXlsx from 'read-excel-file/node'
import writeXlsx from 'write-excel-file/node'
import { newId } from '#base/id.ts'
import { holdings } from '#base/permission.ts'
import { capability as identity } from '#identity'
import { capability as places } from '#places'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { createHttp } from '#server/http.ts'
import { ledgerOf } from '#server/react.ts'
import { endDb, freshDatabase } from '#server/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../../places/testing.ts'
import { capability } from '../index.ts'
import { permissions } from '../permissions.ts'
import { xlsxOf } from '../testing.ts'
import { limits } from './limits.ts'
import { readSheets } from './reader.ts'
import { unzip } from './zip.ts'

const all = [identity, places, capability]
const person = newId()
let http: FastifyInstance
let pool: Pool
let drop: () => Promise<void>

before(async () => {
  const database = await freshDatabase()
  drop = database.drop
  pool = connect(database.url, { max: 4 })
  await givenTree(pool)
  await givenCompany(pool)
  await givenCompound(pool, { name: '海利华宫' })
  const db = dbOf(pool)
  http = await createHttp({
    services: {
      db,
      pool,
      blobs: {} as never,
      stream: { open: async () => {}, stop: async () => {} } as never,
      capabilities: all,
      now: () => new Date('2026-11-23T08:30:00+08:00'),
    },
    dispatcher: { db, ledger: ledgerOf(all, () => {}) },
    doorkeeper: async ({ headers }) =>
      typeof headers['x-post'] !== 'string'
        ? null
        : {
            actor: {
              id: String(headers['x-person'] ?? person),
              name: '某人',
              holds: holdsOf(headers['x-post']),
            },
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
})

const holdsOf = (kind: string) =>
  holdings({ ...identity.permissions, ...places.permissions, ...permissions }, [
    { kind, at: given.city },
  ])
const headers = (post: string | null, more: Record<string, string> = {}) => ({
  'x-csrf': 'c',
  'content-type': 'application/octet-stream',
  ...(post ? { 'x-post': post } : {}),
  ...more,
})
const handIn = (
  bytes: Buffer | string,
  query = 'dry=1',
  post: string | null = 'administrator',
  more = {},
) =>
  http.inject({
    method: 'POST',
    url: `/api/import?${query}`,
    headers: headers(post, more),
    payload: bytes,
  })
const get = (path: string, post: string | null = 'administrator', more = {}) =>
  http.inject({ url: `/api/${path}`, headers: headers(post, more) })
const codeOf = async (response: Promise<{ json(): { code: string } }>) =>
  (await response).json().code

test('strangers, guards and pages without the token are turned away', async () => {
  const bytes = await xlsxOf({
    小区: [
      ['小区名称', '社区'],
      ['甲', '乙'],
    ],
  })
  assert.equal(await codeOf(handIn(bytes, 'dry=1', null)), 'identity.signed-out')
  assert.equal(await codeOf(handIn(bytes, 'dry=1', 'guard')), 'identity.forbidden')
  assert.equal(
    await codeOf(handIn(bytes, 'dry=1', 'administrator', { 'x-csrf': 'x' })),
    'identity.csrf',
  )
  for (const path of ['import-template.xlsx', `import-result.xlsx?uploadId=${newId()}`]) {
    assert.equal(await codeOf(get(path, null)), 'identity.signed-out')
    assert.equal(await codeOf(get(path, 'guard')), 'identity.forbidden')
  }
  assert.equal(await codeOf(get('import-result.xlsx?uploadId=x')), 'import.not-found')
})

test('the template comes with notes and examples, and handed in as it is changes nothing', async () => {
  for (const language of ['zh', 'en']) {
    const response = await get('import-template.xlsx', 'administrator', { 'x-lang': language })
    assert.equal(response.statusCode, 200, response.body)
    const sheets = await readXlsx(response.rawPayload)
    assert.equal(sheets.length, 6)
    assert.equal(sheets[0]!.data[0]![0], language === 'zh' ? '小区名称*' : 'Name*')
    const answer = await handIn(response.rawPayload)
    assert.equal(answer.statusCode, 200, answer.body)
    assert.deepEqual(
      answer.json().verdicts.map(({ kind, counts, unknown }: never) => [kind, counts, unknown]),
      ['compounds', 'buildings', 'assets', 'people', 'checkpoints'].map((kind) => [
        kind,
        { added: 0, changed: 0, unchanged: 0, refused: 0 },
        [],
      ]),
    )
  }
})

test('a file is checked, returned with its errors, mended, and taken; the same again changes nothing', async () => {
  const rows = [
    ['小区', '楼栋', '高度', '备注'],
    ['海利华宫', '3栋', 99.5, '=1+1'],
    ['海利华宫 ', '４栋', '很高', '+cmd|x'],
  ]
  const checked = (
    await handIn(await xlsxOf({ 楼栋: rows }), `dry=1&name=${encodeURIComponent('楼栋台账.xlsx')}`)
  ).json()
  assert.deepEqual([checked.refused, checked.fileName], [1, '楼栋台账.xlsx'])
  assert.deepEqual(checked.verdicts[0].unknown, ['备注'])

  const result = await get(`import-result.xlsx?uploadId=${checked.id}`)
  assert.equal(result.statusCode, 200, result.body)
  assert.match(String(result.headers['content-disposition']), /attachment/)
  const [sheet] = await readXlsx(result.rawPayload)
  assert.deepEqual(sheet!.data, [
    ['小区', '楼栋', '高度', '备注', '导入结果'],
    ['海利华宫', '3栋', 99.5, "'=1+1", '新增'],
    ['海利华宫', '４栋', '很高', "'+cmd|x", '不能导入：高度 应为数字'],
  ])
  assert.doesNotMatch(formulasIn(result.rawPayload), /<f>/)
  const other = await get(`import-result.xlsx?uploadId=${checked.id}`, 'administrator', {
    'x-person': newId(),
  })
  assert.equal(other.json().code, 'import.not-found')

  // The returned workbook itself, mended, is what most people hand in next.
  const mended = sheet!.data.map((row, n) =>
    n === 2 ? [row[0], row[1], 54, row[3], row[4]] : row,
  ) as never
  const again = await xlsxOf({ 楼栋: mended })
  const taken = (await handIn(again, '')).json()
  assert.equal(taken.refused, 0)
  assert.ok(taken.appliedAt)
  const buildings = await pool`select name, height_m from places.building order by name`
  assert.deepEqual(
    [...buildings],
    [
      { name: '3栋', heightM: 99.5 },
      { name: '４栋', heightM: 54 },
    ],
  )
  const repeated = (await handIn(again, '')).json()
  assert.deepEqual(repeated.verdicts[0].counts, { added: 0, changed: 0, unchanged: 2, refused: 0 })
  assert.equal((await pool`select 1 from places.building`).length, 2)
})

test('without dry=1 a file with a refused row is returned, and nothing is written', async () => {
  const bytes = await xlsxOf({
    楼栋: [
      ['小区', '楼栋', '高度'],
      ['海利华宫', '8栋', 9],
      ['海利华宫', '9栋', '高'],
    ],
  })
  const answer = (await handIn(bytes, '')).json()
  assert.deepEqual([answer.refused, answer.appliedAt], [1, null])
  assert.deepEqual([...(await pool`select 1 from places.building where name = '8栋'`)], [])
})

test('CSV is taken in UTF-8 and in the encoding of Chinese Excel', async () => {
  for (const bytes of [
    Buffer.from('\ufeff小区,楼栋,地上层数\r\n海利华宫,5栋,18\r\n'),
    Buffer.from(
      'd0a1c7f82cc2a5b6b02cb5d8c9cfb2e3cafd0d0abaa3c0fbbbaab9ac2c35b6b02c31380d0a',
      'hex',
    ),
  ]) {
    const answer = (await handIn(bytes)).json()
    assert.deepEqual(answer.verdicts[0]?.counts.added, 1, JSON.stringify(answer))
  }
})

test('what is no workbook is told by its content, whatever it is called', async () => {
  const refused = async (bytes: Buffer, code: string) => {
    const response = await handIn(bytes, 'dry=1&name=book.xlsx')
    assert.equal(response.json().code, code, response.body)
  }
  await refused(Buffer.alloc(0), 'import.not-a-workbook')
  await refused(Buffer.from('%PDF-1.7'), 'import.not-a-workbook')
  await refused(
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]),
    'import.not-a-workbook',
  )
  await refused(zip({ 'word/document.xml': '<w/>' }), 'import.not-a-workbook')
  await refused(Buffer.from('PK\u0003\u0004 and then nothing'), 'import.not-a-workbook')
  await refused(Buffer.from('只是一句话\n'), 'import.not-a-workbook')
  await refused(
    await xlsxOf({
      考勤: [
        ['姓名', '迟到'],
        ['张三', 3],
      ],
    }),
    'import.no-known-sheet',
  )
  await refused(
    zip({ 'xl/workbook.xml': '<workbook', 'xl/_rels/workbook.xml.rels': '<x' }),
    'import.damaged',
  )
})

test('what is too large is refused before it is unpacked into memory', async () => {
  assert.equal(await codeOf(handIn(Buffer.alloc(limits.bytes + 1))), 'http.too-large')
  const bomb = zip({
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': Buffer.alloc(limits.unpacked + 1),
  })
  assert.ok(bomb.length < 1_000_000)
  const response = await handIn(bomb)
  assert.equal(response.json().code, 'import.too-large')
  assert.match(response.json().title, /解压后超过上限/)
  for (const cell of ['XFD2', 'A1048576']) {
    const far = zip({
      ...skeleton,
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1"><c r="A1" t="n"><v>1</v></c></row><row><c r="${cell}" t="n"><v>1</v></c></row></sheetData></worksheet>`,
    })
    assert.equal(await codeOf(handIn(far)), 'import.too-large', cell)
  }
  const many = zip(
    Object.fromEntries(Array.from({ length: limits.entries + 1 }, (_, n) => [`xl/${n}.xml`, ''])),
  )
  assert.equal(await codeOf(handIn(many)), 'import.too-large')
})

test('a zip that tells two stories about itself is refused', async () => {
  const honest = zip({ 'xl/workbook.xml': '<workbook/>', 'a.xml': 'x'.repeat(1000) })
  assert.deepEqual(
    [...unzip(honest, { entries: 9, bytes: 9999 }).keys()],
    ['xl/workbook.xml', 'a.xml'],
  )
  const lies = {
    'another size in front': (bytes: Buffer) => bytes.writeUInt32LE(9, 22),
    'another size in the directory': (bytes: Buffer) =>
      bytes.writeUInt32LE(9, bytes.indexOf('PK\u0001\u0002') + 24),
    'an entry beyond the end': (bytes: Buffer) =>
      bytes.writeUInt32LE(0x7fffffff, bytes.indexOf('PK\u0001\u0002') + 42),
    'more entries than there are': (bytes: Buffer) => bytes.writeUInt16LE(3, bytes.length - 12),
    'fewer entries than there are': (bytes: Buffer) => bytes.writeUInt16LE(1, bytes.length - 12),
    encrypted: (bytes: Buffer) => bytes.writeUInt16LE(1, bytes.indexOf('PK\u0001\u0002') + 8),
  }
  for (const [what, lie] of Object.entries(lies)) {
    const bytes = Buffer.from(honest)
    lie(bytes)
    assert.throws(
      () => unzip(bytes, { entries: 9, bytes: 9999 }),
      { code: 'import.not-a-workbook' },
      what,
    )
  }
})

test('no bytes, however broken, get past the reader as anything but sheets or a problem', async () => {
  const good = await xlsxOf({
    楼栋: [
      ['小区', '楼栋'],
      ['海利华宫', '3栋'],
    ],
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) }), {
        minLength: 1,
        maxLength: 8,
      }),
      async (hits) => {
        const bytes = Buffer.from(good)
        for (const { at, byte } of hits) bytes[at] = byte
        const outcome = await readSheets(bytes, 'x.xlsx').catch((error) => error)
        if (outcome instanceof Error)
          assert.match((outcome as { code?: string }).code ?? outcome.stack!, /^import\./)
      },
    ),
    { numRuns: 60 },
  )
})

test('merged cells, dates as dates and formulas are read as what they show', async () => {
  const bytes = (await writeXlsx([
    {
      sheet: '楼栋',
      data: [
        [{ value: '楼栋台账', columnSpan: 3 }, null, null],
        ['小区', '楼栋', '建成年份'],
        [{ value: '海利华宫', rowSpan: 2 }, '6栋', 2001],
        [null, '7栋', { type: 'Formula', value: '=2000+1' }],
      ] as never,
    },
    {
      sheet: '设施设备',
      data: [
        ['小区', '类别', '名称', '下次检验日期'],
        ['海利华宫', '电梯', '客梯', { value: new Date(Date.UTC(2027, 2, 1)), format: 'yyyy/m/d' }],
      ] as never,
    },
  ]).toBuffer()) as Buffer
  const [buildings, assets] = await readSheets(bytes, 'x.xlsx')
  assert.deepEqual(
    buildings!.cells.map((row) => row[0]),
    ['楼栋台账', '小区', '海利华宫', '海利华宫'],
  )
  assert.equal(assets!.cells[1]![3], '2027-03-01')
})

const skeleton = {
  'xl/workbook.xml':
    '<workbook><sheets><sheet name="楼栋" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

/** A zip archive of files, written by hand so that tests can make it lie. */
function zip(files: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text as string)
    const packed = deflateRawSync(content)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(content.length, 8)
    const names = Buffer.alloc(4)
    names.writeUInt16LE(Buffer.byteLength(name), 0)
    const method = Buffer.from([8, 0])
    const local = Buffer.concat([
      Buffer.from('PK\u0003\u0004\u0014\u0000\u0000\u0000', 'latin1'),
      method,
      Buffer.alloc(4),
      sizes,
      names,
      Buffer.from(name),
      packed,
    ])
    const at = Buffer.alloc(4)
    at.writeUInt32LE(offset)
    directory.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002\u0014\u0000\u0014\u0000\u0000\u0000', 'latin1'),
        method,
        Buffer.alloc(4),
        sizes,
        names,
        Buffer.alloc(10),
        at,
        Buffer.from(name),
      ]),
    )
    locals.push(local)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, entries, end])
}

const formulasIn = (bytes: Buffer): string =>
  [...unzip(bytes, { entries: 100, bytes: 10_000_000 }).values()].map(String).join('')
