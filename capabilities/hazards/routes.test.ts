// Paper and workbooks through the HTTP door: every field on the page, fonts embedded, numbers as numbers.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import readXlsx from 'read-excel-file/node'
import { newId } from '#base/id.ts'
import type { Actor } from '#base/permission.ts'
import { capability as evidence, receive } from '#evidence'
import { givePosts, registerOrganisations } from '#identity'
import { type Blobs, localBlobs } from '#server/blobs.ts'
import type { AnyCommand } from '#server/command.ts'
import { connect, dbOf, type Pool } from '#server/db.ts'
import { dispatch } from '#server/dispatch.ts'
import { createHttp } from '#server/http.ts'
import { ledgerOf } from '#server/react.ts'
import { endDb, freshDatabase } from '#server/testing.ts'
import { drawnPhoto, sha256Of } from '../evidence/testing.ts'
import { given } from '../places/testing.ts'
import { assignHazard, issueNotice, registerHazard, reportHazard } from './commands/index.ts'
import { capability } from './index.ts'
import { givenScene, plan, type Scene } from './testing.ts'

const now = new Date('2026-11-23T08:30:00+08:00')
const skip =
  spawnSync('pdftotext', ['-v']).error === undefined ? false : 'poppler-utils is not installed'

let http: FastifyInstance
let pool: Pool
let blobs: Blobs
let folder: string
let drop: () => Promise<void>
let scene: Scene
let people: Scene['people']
const hazardId = newId(now.getTime())

before(async () => {
  const database = await freshDatabase()
  drop = database.drop
  pool = connect(database.url, { max: 4 })
  folder = await mkdtemp(join(tmpdir(), 'baimi-hazards-'))
  blobs = localBlobs(folder)
  scene = await givenScene(pool)
  people = scene.people
  const db = dbOf(pool)
  const ledger = ledgerOf([evidence, capability], () => {})
  const known = new Map(Object.values(people).map((person) => [person.id, person]))
  http = await createHttp({
    services: {
      db,
      pool,
      blobs,
      stream: { open: async () => {}, stop: async () => {} } as never,
      capabilities: [evidence, capability],
      now: () => now,
    },
    dispatcher: { db, ledger },
    doorkeeper: async ({ headers }) => {
      const actor = known.get(String(headers['x-person']))
      return actor ? { actor, sessionId: newId(), csrf: 'c', language: 'zh' } : null
    },
  })

  const bytes = await drawnPhoto(400, 300)
  await receive(pool, blobs, { sha256: sha256Of(bytes), bytes, by: people.guard.id, at: now })
  const run = async (command: AnyCommand, by: Actor, input: object) => {
    const answer = await dispatch({ db, ledger }, command, by, { id: newId(), input }, now)
    assert.ok(answer.ok, JSON.stringify(answer))
  }
  await run(reportHazard, people.guard, {
    hazardId,
    compoundId: scene.compoundId,
    typeCode: 'FIRE-01',
    location: '3 栋 2 单元 1 楼疏散楼梯',
    note: '纸箱堵塞，门从外侧上锁',
    photos: [sha256Of(bytes)],
  })
  await run(registerHazard, people.manager, { hazardId, grade: 2 })
  await run(assignHazard, people.manager, { hazardId, assigneeId: people.engineer.id, ...plan })
  const orgId = newId()
  await registerOrganisations(pool, [
    { id: orgId, kind: 'district-office', name: '天心区住房和城乡建设局', placeId: given.city },
  ])
  await pool.begin(async (tx) =>
    givePosts(tx, [
      {
        personId: people.auditor.id,
        kind: 'district-officer',
        atId: given.district,
        orgId,
        fromOn: '2026-01-01',
      },
    ]),
  )
  await run(
    issueNotice,
    { ...people.district, id: people.auditor.id },
    {
      hazardId,
      docClass: 'order',
      inspectors: [
        { name: '张三', badge: 'ZF-001' },
        { name: '李四', badge: 'ZF-002' },
      ],
      copiesTo: '坡子街街道办事处',
    },
  )
})
after(async () => {
  await http.close()
  await pool.end()
  await drop()
  await endDb()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string, by: Actor | null) =>
  http.inject({ url, headers: by ? { 'x-person': by.id, host: 'baimi.example.gov.cn' } : {} })
const noticeUrl = `/api/hazard-notice.pdf?hazardId=${hazardId}`

test('the notice holds every field of the order, and says which paper it is', {
  skip,
}, async () => {
  const answer = await get(noticeUrl, people.manager)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.headers['content-type'], 'application/pdf')
  const file = join(folder, 'notice.pdf')
  await writeFile(file, answer.rawPayload)
  const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout.replace(
    /\s+/g,
    '',
  )
  for (const expected of [
    '天心区住房和城乡建设局',
    '责令改正通知书',
    '编号：ZG-2026-000001',
    '湘江美居物业服务有限公司',
    '“海利华宫”',
    '项目负责人李经理',
    '2026年11月23日',
    '张三（ZF-001）、李四（ZF-002）',
    'YH-2026-000001',
    '等级：较大',
    '3栋2单元1楼疏散楼梯',
    '安全出口、疏散通道锁闭或堵塞：纸箱堵塞',
    '《高层民用建筑消防安全管理规定》第二十八条',
    '条文以原文为准',
    '责令你单位于2026年12月8日前完成整改',
    '专人值守',
    '申请行政复议或者提起行政诉讼',
    '坡子街街道办事处',
    '签收人',
    '留置送达',
    '（盖章）',
    '扫码核验真伪',
    '第1页/共',
  ])
    assert.ok(text.includes(expected), `${expected} is not on the paper:\n${text}`)
  const fonts = spawnSync('pdffonts', [file], { encoding: 'utf8' })
    .stdout.split('\n')
    .slice(2)
    .filter(Boolean)
  assert.ok(fonts.length >= 2)
  for (const font of fonts)
    assert.match(font, /yes yes yes/, 'embedded, subset, with a way back to text')
})

test('a notice is for who may see the hazard', async () => {
  const foreign = await get(noticeUrl, people.neighbour)
  assert.deepEqual([foreign.statusCode, foreign.json().code], [404, 'hazard.not-found'])
  assert.equal((await get(noticeUrl, null)).statusCode, 401)
  const none = await get(`/api/hazard-notice.pdf?hazardId=${newId()}`, people.manager)
  assert.equal(none.json().code, 'hazard.not-found')
  const other = await get(`${noticeUrl}&noticeId=${newId()}`, people.manager)
  assert.equal(other.json().code, 'hazard.no-notice')
  assert.equal(
    (await get('/api/hazard-notice.pdf?hazardId=x', people.manager)).json().code,
    'input.invalid',
  )
})

test('whoever holds the paper may ask whether it is ours, and learns nothing about persons', async () => {
  const [row] = await pool`select id from hazards.notice`
  const answer = await get(`/api/hazard.notice-proof?noticeId=${row!.id}`, null)
  assert.deepEqual(answer.json(), {
    number: 'ZG-2026-000001',
    title: { zh: '责令改正通知书', en: 'order to rectify' },
    issuer: '天心区住房和城乡建设局',
    unit: '湘江美居物业服务有限公司',
    project: '海利华宫',
    issuedAt: now.toISOString(),
    state: 'assigned',
  })
  assert.equal((await get(`/api/hazard.notice-proof?noticeId=${newId()}`, null)).statusCode, 404)
})

test('the QR leads to a page that says so in words, and escapes what it repeats', async () => {
  const [row] = await pool`select id from hazards.notice`
  await pool`
    update hazards.notice set content = jsonb_set(content, '{unit,name}', '"<img src=x onerror=alert(1)>"')`
  const page = await get(`/notice/${row!.id}`, null)
  assert.equal(page.statusCode, 200)
  for (const expected of [
    '本文书由本平台出具',
    'ZG-2026-000001',
    '天心区住房和城乡建设局',
    '整改中',
  ])
    assert.ok(page.body.includes(expected), expected)
  assert.equal(page.body.includes('<img'), false)
  for (const unknown of [newId(), 'nonsense']) {
    const none = await get(`/notice/${unknown}`, null)
    assert.equal(none.statusCode, 404)
    assert.ok(none.body.includes('查无此文书'))
  }
})

test('the ledger is the list, as a workbook with dates and numbers', async () => {
  const answer = await get('/api/hazard-ledger.xlsx?group=open&grades=2', people.manager)
  assert.equal(answer.statusCode, 200, answer.body)
  const rows = await sheetOf(answer.rawPayload)
  assert.deepEqual(rows[0]!.slice(0, 5), ['编号', '小区', '等级', '状态', '类别'])
  assert.equal(rows.length, 2)
  assert.deepEqual(rows[1]!.slice(0, 4), ['YH-2026-000001', '海利华宫', '较大', '整改中'])
  assert.equal((rows[1]![7] as Date).toISOString(), '2026-11-23T08:30:00.000Z', 'the city’s clock')
  const none = await get('/api/hazard-ledger.xlsx?grades=1', people.manager)
  assert.equal((await sheetOf(none.rawPayload)).length, 1)
  assert.equal(
    (await get('/api/hazard-ledger.xlsx', people.guard)).json().code,
    'identity.forbidden',
  )
  assert.equal(
    (await sheetOf((await get('/api/hazard-ledger.xlsx', people.neighbour)).rawPayload)).length,
    1,
  )
})

async function sheetOf(bytes: Buffer): Promise<unknown[][]> {
  const [sheet] = await readXlsx(bytes)
  return (sheet as unknown as { data: unknown[][] }).data ?? (sheet as unknown as unknown[][])
}
