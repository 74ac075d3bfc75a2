// What a workbook does to the city, on a real database: all of it or nothing, and the same again changes nothing.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { holdings } from '#base/permission.ts'
import { givePosts, capability as identity, registerPeople } from '#identity'
import { capability as places } from '#places'
import { endDb, type World, world } from '#server/testing.ts'
import {
  given,
  givenBuilding,
  givenCheckpoint,
  givenCompany,
  givenCompound,
  givenTree,
} from '../../places/testing.ts'
import { capability } from '../index.ts'
import { permissions } from '../permissions.ts'
import { checkImport, listImports } from '../queries/index.ts'
import { book, handIn } from '../testing.ts'
import { applyImport } from './index.ts'

after(endDb)

const all = [identity, places, capability]
const holding = (kind: string, at: string) =>
  holdings({ ...identity.permissions, ...places.permissions, ...permissions }, [{ kind, at }])

/** The tree with two companies, and an administrator. */
async function city({ sql, as }: World) {
  await givenTree(sql)
  const companyId = await givenCompany(sql)
  await givenCompany(sql, { name: '麓山物业服务有限公司', code: '91430100MA4L3K2P1U' })
  return { companyId, admin: as(holding('administrator', given.city)) }
}

const whole = {
  小区: [
    [
      '小区名称',
      '小区编号',
      '社区',
      '户数',
      '建筑面积',
      '建成年份',
      '物业企业',
      '合同开始日期',
      '业委会',
      '经度',
      '纬度',
      '坐标系',
    ],
    [
      '海利华宫',
      'CS-0001',
      '430103002001',
      860,
      '96,000㎡',
      2001,
      '湘江美居物业服务有限公司',
      '2026-01-01',
      '是',
      112.98,
      28.18,
      'gcj-02',
    ],
    [
      '中交中央公园Ｄ４区',
      null,
      '城南路街道/城南中路社区',
      '１２００',
      120_000.5,
      2019,
      '91430100MA4L3K2P1U',
      46_023,
      '否',
      null,
      null,
      null,
    ],
  ],
  楼栋: [
    ['小区', '楼栋', '高度', '地上层数', '外保温'],
    ['海利华宫', '3栋', 99.5, 33, '否'],
    ['CS-0001', '4栋', 54, 18, '是'],
  ],
  设施设备: [
    ['小区', '类别', '名称', '编号', '楼栋', '下次检验日期', '服务层数', '容积'],
    ['海利华宫', '电梯', '3栋1单元客梯', '31104301002020000123', '3栋', '2027年3月1日', 33, null],
    ['海利华宫', '生活水箱', '地下水箱', null, null, null, null, 60],
  ],
  人员岗位: [
    ['姓名', '手机号', '岗位', '任职地点', '任职日期'],
    ['张三', '138 0731 0001', '项目经理', '海利华宫', '2026-02-01'],
    ['李四', '13807310002', '秩序员', '海利华宫', null],
    ['李四', '13807310002', '消控室值班员', '海利华宫', null],
  ],
  点位: [
    ['小区', '点位号', '点位名称', '类型', '楼栋', '关联设施', '楼层', 'NFC'],
    ['海利华宫', 1, '3栋大堂', '单元大堂', '3栋', '31104301002020000123', 1, '04A2B3C4D5E6F7'],
    ['海利华宫', null, '地下水泵房', '水泵房', null, null, 'B1', null],
  ],
}

test('a whole workbook is taken in one go, and is on record', () =>
  world(all, async (w) => {
    const { sql, facts } = w
    const { admin, companyId } = await city(w)
    const handed = await handIn(w, admin, book(whole))
    assert.deepEqual(
      handed.said,
      Array.from({ length: 11 }, () => 'added'),
    )
    const { sheets } = await handed.apply()
    assert.deepEqual(
      sheets.map(({ kind, counts }) => [kind, counts.added]),
      [
        ['compounds', 2],
        ['buildings', 2],
        ['assets', 2],
        ['people', 3],
        ['checkpoints', 2],
      ],
    )

    const compounds = await sql`
      select p.id, p.name, p.code, c.households, c.floor_area_m2, c.committee, c.lng, c.datum, c.company_id, p.within
        from places.place p join places.compound c on c.compound_id = p.id order by p.code`
    const [one, two] = compounds
    assert.deepEqual(
      [
        one!.name,
        one!.households,
        one!.floorAreaM2,
        one!.committee,
        one!.lng,
        one!.datum,
        one!.companyId,
      ],
      ['海利华宫', 860, 96_000, true, 112.98, 'GCJ-02', companyId],
    )
    assert.deepEqual(one!.within, [
      one!.id,
      given.community,
      given.street,
      given.district,
      given.city,
      companyId,
    ])
    assert.deepEqual(
      [two!.name, two!.households, two!.floorAreaM2],
      ['中交中央公园Ｄ４区', 1200, 120_000.5],
    )
    const contracts = await sql`select from_on from places.contract order by from_on`
    assert.deepEqual(
      contracts.map(({ fromOn }) => fromOn),
      ['2026-01-01', '2026-01-01'],
    )
    const points = await sql`
      select c.number, c.name, c.proof, c.floor, c.nfc, b.name as building, a.name as asset, length(c.code) as digits
        from places.checkpoint c
        left join places.building b on b.id = c.building_id left join places.asset a on a.id = c.asset_id
       order by c.number`
    assert.deepEqual(
      [...points],
      [
        {
          number: 1,
          name: '3栋大堂',
          proof: 'P1',
          floor: 1,
          nfc: '04A2B3C4D5E6F7',
          building: '3栋',
          asset: '3栋1单元客梯',
          digits: 6,
        },
        {
          number: 2,
          name: '地下水泵房',
          proof: 'P3',
          floor: -1,
          nfc: null,
          building: null,
          asset: null,
          digits: 6,
        },
      ],
    )
    const people = await sql`
      select person.name, post.kind, post.from_on from identity.post join identity.person on person.id = post.person_id
       order by person.account, post.kind`
    assert.deepEqual(
      [...people].map((row) => Object.values(row)),
      [
        ['张三', 'project-manager', '2026-02-01'],
        ['李四', 'control-room', '2026-11-23'],
        ['李四', 'guard', '2026-11-23'],
      ],
    )
    const count = (name: string) => facts.filter((fact) => fact.name === name).length
    assert.deepEqual(
      [
        'compound.registered',
        'contract.signed',
        'compound.company-changed',
        'compound.loaded',
        'person.registered',
        'post.given',
        'import.applied',
      ].map(count),
      [2, 2, 2, 1, 2, 3, 1],
    )
    const loaded = facts.find(({ name }) => name === 'compound.loaded')!
    assert.deepEqual(loaded.body, {
      compoundId: one!.id,
      buildings: { added: 2, changed: 0 },
      assets: { added: 2, changed: 0 },
      checkpoints: { added: 2, changed: 0 },
    })
    // What was handed in is let go of with the import.
    assert.deepEqual([...(await sql`select 1 from imports.sheet`)], [])
  }))

test('the same workbook again changes nothing, and an upload is applied once', () =>
  world(all, async (w) => {
    const { sql, facts } = w
    const { admin } = await city(w)
    const first = await handIn(w, admin, book(whole))
    await first.apply()
    await assert.rejects(first.apply(), { code: 'import.already-applied' })
    const fingerprint = () => sql`
      select (select md5(string_agg(p::text, ',' order by id)) from places.place p) as places,
             (select md5(string_agg(c::text, ',' order by id)) from places.checkpoint c) as checkpoints,
             (select md5(string_agg(a::text, ',' order by id)) from places.asset a) as assets,
             (select count(*) from identity.post) as posts`
    const before = await fingerprint()
    const recorded = facts.length
    const again = await handIn(w, admin, book(whole))
    assert.deepEqual(
      again.said,
      Array.from({ length: 11 }, () => 'unchanged'),
    )
    await again.apply()
    assert.deepEqual([...(await fingerprint())], [...before])
    assert.deepEqual(
      facts.slice(recorded).map(({ name }) => name),
      ['import.applied'],
    )
  }))

test('what differs is shown before it is done; blank cells and missing columns change nothing', () =>
  world(all, async (w) => {
    const { sql, facts } = w
    const { admin } = await city(w)
    await (await handIn(w, admin, book(whole))).apply()
    const handed = await handIn(
      w,
      admin,
      book({
        小区: [
          ['小区名称', '社区', '户数', '物业企业', '合同开始日期', '地址'],
          ['海利华宫', '八角亭社区', 872, '麓山物业服务有限公司', '2026-11-01', null],
        ],
        楼栋: [
          ['小区', '楼栋', '地上层数'],
          ['海利华宫', '3栋', 34],
        ],
        设施设备: [
          ['小区', '类别', '名称', '编号', '下次检验日期'],
          ['海利华宫', '电梯', '3栋客梯', '31104301002020000123', '2028-03-01'],
        ],
        点位: [
          ['小区', '点位号', '点位名称', '类型'],
          ['海利华宫', 2, '水泵房', '水泵房'],
        ],
      }),
    )
    assert.deepEqual(handed.said, [
      'changed 户数 860→872 物业企业 湘江美居物业服务有限公司→麓山物业服务有限公司',
      'changed 地上层数 33→34',
      'changed 名称 3栋1单元客梯→3栋客梯 下次检验日期 2027-03-01→2028-03-01',
      'changed 点位名称 地下水泵房→水泵房',
    ])
    const codes = await sql`select code from places.checkpoint order by number`
    await handed.apply()
    const [row] = await sql`
      select c.households, c.floor_area_m2, o.name as company,
             (select floors from places.building where name = '3栋') as floors,
             (select height_m from places.building where name = '3栋') as height,
             (select facts from places.asset where kind = 'lift') as facts,
             (select name from places.checkpoint where number = 2) as checkpoint
        from places.compound c join places.place p on p.id = c.compound_id
        join identity.organisation o on o.id = c.company_id where p.name = '海利华宫'`
    assert.deepEqual(row, {
      households: 872,
      floorAreaM2: 96_000,
      company: '麓山物业服务有限公司',
      floors: 34,
      height: 99.5,
      facts: { nextInspectionOn: '2028-03-01', floors: 33 },
      checkpoint: '水泵房',
    })
    // A label on a wall keeps its code.
    assert.deepEqual(
      [...(await sql`select code from places.checkpoint order by number`)],
      [...codes],
    )
    const ended = facts.find(({ name }) => name === 'contract.ended')!
    assert.equal(ended.body.toOn, '2026-10-31')
    assert.deepEqual(facts.findLast(({ name }) => name === 'compound.changed')!.body.changed, [
      'households',
      'company',
    ])
  }))

test('one wrong row stops everything, and every row says what is wrong with it', () =>
  world(all, async (w) => {
    const { sql, facts } = w
    const { admin } = await city(w)
    await givenCompound(sql, { name: '双胞胎', parentId: given.community })
    await givenCompound(sql, { name: '双胞胎', parentId: given.otherCommunity })
    const handed = await handIn(
      w,
      admin,
      book({
        小区: [
          ['小区名称', '小区编号', '社区', '户数', '物业企业', '经度'],
          ['好小区', null, '八角亭社区', 100, null, null],
          ['无社区', null, '不存在社区', 100, null, null],
          ['坏户数', null, '八角亭社区', '约一百', null, null],
          ['外地企业', null, '八角亭社区', 100, '北京某某物业', null],
          ['占编号', '430103', '八角亭社区', 100, null, null],
          ['半个坐标', null, '八角亭社区', 100, null, 112.9],
          ['好小区', null, '八角亭社区', 100, null, null],
          [null, null, '八角亭社区', 100, null, null],
        ],
        楼栋: [
          ['小区', '社区', '楼栋', '高度'],
          ['好小区', null, '1栋', 50],
          ['坏户数', null, '1栋', 50],
          ['没有的小区', null, '1栋', 50],
          ['双胞胎', null, '1栋', 50],
          ['双胞胎', '城南中路社区居委会', '1栋', 50],
          ['好小区', null, '１栋', 50],
        ],
        设施设备: [
          ['小区', '类别', '名称', '楼栋', '服务层数', '充电端口数'],
          ['好小区', '电梯', '客梯', '9栋', 3, null],
          ['好小区', '电梯', '客梯二', null, null, 4],
          ['好小区', '火箭', '客梯三', null, null, null],
        ],
        人员岗位: [
          ['姓名', '手机号', '岗位', '任职地点'],
          ['张三', '1380731', '秩序员', '好小区'],
          ['张三', null, '秩序员', '好小区'],
          ['李四', '13807310002', '项目经理', '好小区'],
          ['王五', '13807310003', '项目经理', '好小区'],
          ['赵六', '13807310004', '街道工作人员', '好小区'],
          ['李四四', '13807310002', '秩序员', '好小区'],
        ],
        点位: [
          ['小区', '点位号', '点位名称', '类型', '关联设施', 'NFC'],
          ['好小区', 1, '大门', '大门', null, '04A2B3C4D5E6F7'],
          ['好小区', 1, '后门', '大门', null, null],
          ['好小区', 2, '侧门', '大门', null, '04a2b3c4d5e6f7'],
          ['好小区', 3, '机房', '其他', '没有的设施', null],
          ['好小区', null, '大门', '护城河', null, null],
        ],
      }),
    )
    assert.deepEqual(handed.said, [
      'added',
      'refused 社区 没有“不存在社区”，或不在您的管辖范围内',
      'refused 户数 应为数字',
      'refused 物业企业 没有登记“北京某某物业”，请先登记这家物业企业',
      'refused 小区编号 编号已被使用',
      'refused 经度 经度、纬度、坐标系要一起填写',
      'refused 小区名称 与第 2 行重复',
      'refused 小区名称 必填',
      'added',
      'refused 小区 该小区在“小区”表中的那一行有误，请先改正',
      'refused 小区 没有小区“没有的小区”，或不在您的管辖范围内',
      'refused 小区 有 2 个小区叫“双胞胎”，请改填小区编号，或在“社区”列注明',
      'added',
      'refused 楼栋 与第 2 行重复',
      'refused 楼栋 小区内没有这栋楼',
      'refused 充电端口数 电梯没有这一项',
      `refused 类别 ${handed.rows[16]!.errors[0]!.why.zh}`,
      'refused 手机号 应为 11 位手机号',
      'refused 手机号 手机号和账号至少填一项',
      'added',
      'refused 岗位 这里自 2026-11-23 起已有“项目经理”，请先免去再任命',
      'refused 任职地点 没有“好小区”，或不在您的管辖范围内',
      'refused 姓名 该账号登记的是另一个姓名',
      'added',
      'refused 点位号 与第 2 行重复',
      'refused NFC 标签已用于另一个点位',
      'refused 关联设施 小区内没有这项设施',
      `refused 类型 ${handed.rows[27]!.errors[0]!.why.zh}`,
    ])
    await assert.rejects(handed.apply(), { code: 'import.rows-refused' })
    assert.deepEqual([...(await sql`select 1 from places.place where name = '好小区'`)], [])
    assert.deepEqual(facts, [])
  }))

test('a row is worth what the importer may do there: company, manager, neighbour and stranger', () =>
  world(all, async (w) => {
    const { sql, as } = w
    const { companyId } = await city(w)
    const own = await givenCompound(sql, { name: '自家小区', companyId })
    const foreign = await givenCompound(sql, {
      name: '别家小区',
      companyId: await givenCompany(sql, {
        name: '麓山物业服务有限公司',
        code: '91430100MA4L3K2P1U',
      }),
    })
    const rows = (compound: string) =>
      book({
        小区: [
          ['小区名称', '社区', '户数'],
          [compound, '八角亭社区', 1],
        ],
        楼栋: [
          ['小区', '楼栋'],
          [compound, '8栋'],
        ],
        人员岗位: [
          ['姓名', '手机号', '岗位', '任职地点'],
          ['张三', '13807310001', '秩序员', compound],
        ],
        点位: [
          ['小区', '点位名称', '类型'],
          [compound, '大门', '大门'],
        ],
      })
    const verdicts = async (kind: string, at: string, compound: string) =>
      (await handIn(w, as(holding(kind, at)), rows(compound))).rows.map(({ verdict }) => verdict)
    assert.deepEqual(await verdicts('company-manager', companyId, '自家小区'), [
      'refused',
      'added',
      'added',
      'added',
    ])
    assert.deepEqual(await verdicts('company-manager', companyId, '别家小区'), [
      'refused',
      'refused',
      'refused',
      'refused',
    ])
    assert.deepEqual(await verdicts('project-manager', own, '自家小区'), [
      'refused',
      'added',
      'added',
      'added',
    ])
    assert.deepEqual(await verdicts('project-manager', foreign, '自家小区'), [
      'refused',
      'refused',
      'refused',
      'refused',
    ])
    assert.deepEqual(await verdicts('street-officer', given.street, '自家小区'), [
      'changed',
      'added',
      'refused',
      'refused',
    ])
    assert.deepEqual(await verdicts('street-officer', given.otherStreet, '自家小区'), [
      'refused',
      'refused',
      'refused',
      'refused',
    ])
    const refused = await handIn(w, as(holding('company-manager', companyId)), rows('别家小区'))
    await assert.rejects(refused.apply(), { code: 'import.rows-refused' })
  }))

test('nobody appoints himself, above himself, or a disabled account', () =>
  world(all, async (w) => {
    const { sql, as } = w
    await city(w)
    const own = await givenCompound(sql, { name: '自家小区' })
    const people = await registerPeople(sql, [
      { account: '13807310001', name: '张三', phone: '13807310001' },
      { account: '13807310002', name: '李四', phone: '13807310002' },
    ])
    const manager = as(holding('project-manager', own), {
      id: people.find(({ account }) => account === '13807310001')!.id,
    })
    await sql`update identity.person set disabled_at = now() where account = '13807310002'`
    const { said } = await handIn(
      w,
      manager,
      book({
        人员岗位: [
          ['姓名', '手机号', '岗位', '任职地点'],
          ['张三', '13807310001', '秩序员', '自家小区'],
          ['李四', '13807310002', '秩序员', '自家小区'],
          ['王五', '13807310003', '项目经理', '自家小区'],
          ['王五', '13807310003', '系统管理员', '长沙市'],
        ],
      }),
    )
    assert.deepEqual(said, [
      'refused 岗位 不能任命自己',
      'refused 账号 该账号已停用',
      'refused 岗位 您的岗位没有这项权限',
      'refused 岗位 您的岗位没有这项权限',
    ])
  }))

test('a post that is held already is left as it is', () =>
  world(all, async (w) => {
    const { sql } = w
    const { admin, companyId } = await city(w)
    const own = await givenCompound(sql, { name: '自家小区', companyId })
    const [person] = await registerPeople(sql, [
      { account: '13807310001', name: '张三', phone: '13807310001' },
    ])
    await givePosts(sql, [{ personId: person!.id, kind: 'guard', atId: own, fromOn: '2025-01-01' }])
    const { said } = await handIn(
      w,
      admin,
      book({
        人员岗位: [
          ['姓名', '手机号', '岗位', '任职地点', '离任日期'],
          ['张三', '13807310001', '秩序员', '自家小区', null],
          ['张三', '+86 138-0731-0001', '物业企业负责人', '湘江美居物业服务有限公司', null],
        ],
      }),
    )
    assert.deepEqual(said, ['unchanged', 'added'])
  }))

test('import.apply judges anew: what changed since the check is seen', () =>
  world(all, async (w) => {
    const { sql } = w
    const { admin } = await city(w)
    const compoundId = await givenCompound(sql, { name: '海利华宫' })
    const handed = await handIn(
      w,
      admin,
      book({
        点位: [
          ['小区', '点位号', '点位名称', '类型'],
          ['海利华宫', 1, '大门', '大门'],
        ],
      }),
    )
    assert.deepEqual(handed.said, ['added'])
    await givenCheckpoint(sql, compoundId, { number: 1, name: '先到的大门' })
    await sql`update places.checkpoint set to_on = '2026-11-01'`
    await assert.rejects(handed.apply(), { code: 'import.rows-refused' })
  }))

test('import.apply refuses strangers, others’ uploads, and uploads that are gone', () =>
  world(all, async (w) => {
    const { sql, run, ask, as, sweep } = w
    const { admin } = await city(w)
    const handed = await handIn(
      w,
      admin,
      book({
        小区: [
          ['小区名称', '社区'],
          ['新小区', '八角亭社区'],
        ],
      }),
    )
    const uploadId = handed.id
    await assert.rejects(run(applyImport, as({}), { uploadId }), { code: 'identity.forbidden' })
    const other = as(holding('administrator', given.city))
    await assert.rejects(run(applyImport, other, { uploadId }), { code: 'import.not-found' })
    await assert.rejects(ask(checkImport, other, { uploadId }), { code: 'import.not-found' })
    await assert.rejects(ask(checkImport, as({}), { uploadId }), { code: 'identity.forbidden' })
    await assert.rejects(ask(listImports, as({}), {}), { code: 'identity.forbidden' })
    await assert.rejects(run(applyImport, admin, { uploadId: newId() }), {
      code: 'import.not-found',
    })
    assert.deepEqual((await ask(listImports, other, {})).rows, [])
    assert.equal((await ask(listImports, admin, {})).rows[0]!.id, uploadId)
    const seen = await ask(checkImport, admin, { uploadId })
    assert.deepEqual([seen.refused, seen.verdicts[0]!.counts.added, seen.appliedAt], [0, 1, null])

    await sweep('2026-11-24T08:29:00+08:00')
    assert.equal((await sql`select 1 from imports.sheet`).length, 1)
    await sweep('2026-11-24T08:31:00+08:00')
    await assert.rejects(run(applyImport, admin, { uploadId }), { code: 'import.not-found' })
  }))

test('a compound named in another community moves there, with what stands in it', () =>
  world(all, async (w) => {
    const { sql, facts } = w
    const { admin } = await city(w)
    const compoundId = await givenCompound(sql, { name: '海利华宫', code: 'CS-0001' })
    const buildingId = await givenBuilding(sql, compoundId)
    const handed = await handIn(
      w,
      admin,
      book({
        小区: [
          ['小区名称', '小区编号', '社区'],
          ['海利华宫', 'CS-0001', '430103004002'],
        ],
      }),
    )
    assert.deepEqual(handed.said, ['changed 社区 八角亭社区→城南中路社区'])
    await handed.apply()
    const [row] = await sql<
      { within: string[] }[]
    >`select within from places.place where id = ${buildingId}`
    assert.ok(row!.within.includes(given.otherStreet))
    assert.deepEqual(facts.find(({ name }) => name === 'place.moved')!.body, {
      placeId: compoundId,
      kind: 'compound',
      fromId: given.community,
      toId: given.otherCommunity,
    })
  }))
