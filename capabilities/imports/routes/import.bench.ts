// How long a city takes to come in: 5,000 compounds with 60,000 checkpoints, from the file to the last row.
//
// Run: node capabilities/imports/routes/import.bench.ts [compounds]

import writeXlsx from 'write-excel-file/node'
import { namedId, newId } from '#base/id.ts'
import { type Actor, holdings } from '#base/permission.ts'
import { capability as identity, registerOrganisations } from '#identity'
import { divisionId, loadDivisions, capability as places } from '#places'
import { connect, dbOf } from '#server/db.ts'
import { dispatch } from '#server/dispatch.ts'
import { ledgerOf } from '#server/react.ts'
import { endDb, freshDatabase } from '#server/testing.ts'
import { applyImport } from '../commands/index.ts'
import { capability } from '../index.ts'
import { permissions } from '../permissions.ts'
import { check } from './check.ts'

const count = Number(process.argv[2] ?? 5000)
const pointsEach = 12
const companies = Array.from({ length: 300 }, (_, i) => `第${i + 1}物业服务有限公司`)

const { url, drop } = await freshDatabase()
const pool = connect(url, { max: 4 })
const db = dbOf(pool)
const now = () => new Date()
try {
  await loadDivisions(pool)
  await registerOrganisations(
    pool,
    companies.map((name) => ({
      id: namedId('bench', name),
      kind: 'company',
      name,
      placeId: divisionId('4301'),
    })),
  )
  const file = await workbook()
  const services = { db, pool, now }
  const admin = administrator()
  for (const round of ['new', 'again']) {
    const started = performance.now()
    const upload = await check(services, admin, file, 'city.xlsx')
    const checked = performance.now()
    const ledger = ledgerOf([identity, places, capability], () => {})
    const envelope = { id: newId(), input: { uploadId: upload.id } }
    const answer = await dispatch({ db, ledger }, applyImport, admin, envelope, now())
    if (!answer.ok) throw answer.problem
    const done = performance.now()
    const counts = upload.verdicts
      .map(({ kind, counts }) => `${kind} +${counts.added} =${counts.unchanged}`)
      .join(', ')
    console.log(
      `${round}: checked in ${seconds(started, checked)}, applied in ${seconds(checked, done)}, ` +
        `together ${seconds(started, done)} (${counts}; ${(file.length / 1e6).toFixed(1)} MB)`,
    )
  }
} finally {
  await pool.end()
  await drop()
  await endDb()
}

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`
}

function administrator(): Actor {
  const all = { ...identity.permissions, ...places.permissions, ...permissions }
  const holds = holdings(all, [{ kind: 'administrator', at: divisionId('4301') }])
  return { id: newId(), name: '管理员', holds }
}

async function workbook(): Promise<Buffer> {
  const communities = await pool<{ code: string }[]>`
    select code from places.place where kind = 'community' order by code`
  const compounds: unknown[][] = [
    ['小区名称', '小区编号', '社区', '户数', '建筑面积', '建成年份', '物业企业'],
  ]
  const points: unknown[][] = [
    ['小区', '点位号', '点位名称', '类型', '位置', '楼层', '经度', '纬度', '坐标系'],
  ]
  for (let i = 0; i < count; i++) {
    const code = `B-${String(i + 1).padStart(5, '0')}`
    const { code: community } = communities[i % communities.length]!
    compounds.push([
      `百米花园${i + 1}期`,
      code,
      community,
      300 + (i % 1500),
      40_000 + i,
      1990 + (i % 35),
      companies[i % companies.length],
    ])
    for (let n = 1; n <= pointsEach; n++)
      points.push([
        code,
        n,
        `${n}栋大堂`,
        '单元大堂',
        '信报箱旁',
        1,
        112.9 + i / 1e5,
        28.2,
        'GCJ-02',
      ])
  }
  const sheets = [
    { sheet: '小区', data: compounds as never },
    { sheet: '点位', data: points as never },
  ]
  return writeXlsx(sheets).toBuffer() as Promise<Buffer>
}
