// The sheets of an import: what each is about, and its columns. Template, reader and diff are drawn from these.

import { type Text, text } from '#base/text.ts'
import { type PostKind, postKinds, posts } from '#identity'
import {
  type AssetKind,
  assetKindNames,
  assetKinds,
  type CheckpointKind,
  checkpointKindNames,
  checkpointKinds,
  datums,
  type FactName,
  factFields,
  factNames,
  type Proof,
  proofLevels,
  proofNames,
} from '#places'
import { amount, choice, day, floor, line, mark, type Reader, type Value, yesNo } from '../cell.ts'
import { type Column, type Columns, column } from '../columns.ts'

const titlesOf = <K extends string>(keys: readonly K[], title: (key: K) => Text): Record<K, Text> =>
  Object.fromEntries(keys.map((key) => [key, title(key)])) as Record<K, Text>

export const usageTitles = {
  residential: text('住宅', 'Residential'),
  mixed: text('商住', 'Mixed'),
  apartment: text('公寓', 'Apartments'),
}
export const buildingUsageTitles = {
  ...usageTitles,
  public: text('公共建筑', 'Public'),
  parking: text('车库', 'Parking'),
}
export const statusTitles = {
  'in-use': text('在用', 'In use'),
  stopped: text('停用', 'Stopped'),
}
export const kindTitles = titlesOf(checkpointKindNames, (key) => checkpointKinds[key].title)
const proofTitles: Record<Proof, Text> = titlesOf(proofNames, (key) => proofLevels[key].title)
const datumTitles = titlesOf(datums, (key) => text(key, key))

const compound = column('小区', 'Compound', line(60), {
  also: ['小区名称', '项目', '项目名称'],
  needed: true,
  hint: ['小区名称或编号', 'Its name or code'],
  example: ['海利华宫', '海利华宫'],
  width: 22,
})
const community = column('社区', 'Community', line(60), {
  also: ['所属社区'],
  hint: ['小区重名时填写', 'Where two compounds bear one name'],
  example: ['', ''],
})
const building = column('楼栋', 'Building', line(60), {
  also: ['楼栋名称', '所在楼栋'],
  hint: ['须已在“楼栋”表或系统中', 'Listed as a building'],
  example: ['3栋', ''],
})
const position = {
  lng: column('经度', 'Longitude', amount(-180, 180, 6), {
    hint: ['三项同时填写', 'All three or none'],
    example: [112.9834, ''],
  }),
  lat: column('纬度', 'Latitude', amount(-90, 90, 6), { example: [28.1862, ''] }),
  datum: column('坐标系', 'Datum', choice(datumTitles), {
    hint: ['高德、腾讯、微信为 GCJ-02', 'AMap, Tencent and WeChat give GCJ-02'],
    example: ['GCJ-02', ''],
  }),
}
const name = (zh: string, en: string, also: string[], example: [string, string]) =>
  column(zh, en, line(60), { also, needed: true, example, width: 22 })

export const compoundColumns = {
  name: name('小区名称', 'Name', ['小区', '项目名称', '名称'], ['海利华宫', '中交中央公园D4区']),
  code: column('小区编号', 'Code', mark(24, /^[A-Za-z0-9-]{2,24}$/), {
    also: ['项目编号', '编号'],
    hint: ['自编编号，全市唯一', 'Your own, unique in the city'],
    example: ['CS-TX-0001', 'CS-YL-0002'],
  }),
  community: column('社区', 'Community', line(60), {
    also: ['所属社区', '社区代码', '村'],
    needed: true,
    hint: [
      '名称或区划代码；重名时写“街道/社区”',
      'Name or code; “street/community” where two bear one name',
    ],
    example: ['430103002008', '八角亭社区'],
    width: 20,
  }),
  grid: column('网格', 'Grid', line(60), { also: ['所属网格'], example: ['', '第一网格'] }),
  usage: column('用途', 'Use', choice(usageTitles), {
    also: ['物业类型'],
    example: ['住宅', '住宅'],
  }),
  address: column('地址', 'Address', line(120), {
    also: ['详细地址', '坐落'],
    example: ['人民中路 1 号', ''],
    width: 30,
  }),
  households: column('户数', 'Households', amount(0, 100_000), {
    also: ['总户数'],
    example: [860, 1200],
  }),
  residents: column('居住人数', 'Residents', amount(0, 500_000), { example: ['', 3200] }),
  floorAreaM2: column('建筑面积', 'Floor area', amount(0, 1e8, 2), {
    also: ['总建筑面积'],
    hint: ['平方米', 'Square metres'],
    example: [96_000, 120_000.5],
  }),
  builtYear: column('建成年份', 'Built in', amount(1900, 2100), {
    also: ['竣工年份'],
    example: [2001, 2019],
  }),
  company: column('物业企业', 'Company', line(60), {
    also: ['物业公司', '物业服务企业', '统一社会信用代码'],
    hint: ['企业全称或统一社会信用代码', 'Full name or credit code'],
    example: ['湘江美居物业服务有限公司', ''],
    width: 28,
  }),
  contractFrom: column('合同开始日期', 'Contract from', day, {
    hint: ['不填为今天', 'Today if blank'],
    example: ['2025-01-01', ''],
  }),
  contractTo: column('合同截止日期', 'Contract to', day, {
    hint: ['长期合同不填', 'Blank if open'],
  }),
  committee: column('业委会', 'Owners’ committee', yesNo, {
    also: ['是否成立业委会'],
    example: ['是', '否'],
  }),
  partyGroup: column('党组织', 'Party group', yesNo, {
    also: ['是否成立党组织'],
    example: ['是', '是'],
  }),
  ...position,
} satisfies Columns

export const buildingColumns = {
  compound,
  community,
  name: name('楼栋', 'Building', ['楼栋名称', '楼号', '栋号'], ['3栋', '4栋']),
  heightM: column('高度', 'Height', amount(0.01, 1000, 2), {
    also: ['建筑高度'],
    hint: ['米', 'Metres'],
    example: [99.5, 54],
  }),
  floors: column('地上层数', 'Floors', amount(1, 200), {
    also: ['层数', '楼层数'],
    example: [33, 18],
  }),
  basements: column('地下层数', 'Basements', amount(0, 10), { example: [2, 1] }),
  units: column('单元数', 'Units', amount(0, 100), { example: [2, 1] }),
  households: column('户数', 'Households', amount(0, 10_000), { example: [264, 72] }),
  usage: column('用途', 'Use', choice(buildingUsageTitles), { example: ['住宅', '住宅'] }),
  builtYear: column('建成年份', 'Built in', amount(1900, 2100), { example: ['', 2019] }),
  insulation: column('外保温', 'External insulation', yesNo, {
    also: ['外墙保温'],
    example: ['否', '是'],
  }),
} satisfies Columns

const factReader = (fact: FactName): Reader<Value> => {
  const field = factFields[fact]
  if (field.type === 'number') return amount(field.min, field.max, field.whole ? 0 : 3)
  if (field.type === 'day') return day
  if (field.type === 'yes-no') return yesNo
  return field.type === 'choice' ? choice(field.choices as Record<string, Text>) : line(100)
}

/** What is known about assets, one column each; a kind takes those that are its own. */
export const factColumns = Object.fromEntries(
  factNames.map((fact): [FactName, Column] => {
    const { title, ...field } = factFields[fact]
    const unit = 'unit' in field ? field.unit : undefined
    return [fact, column(title.zh, title.en, factReader(fact), unit ? { hint: [unit, unit] } : {})]
  }),
) as Record<FactName, Column>

export const assetColumns = {
  compound,
  community,
  kind: column(
    '类别',
    'Kind',
    choice<AssetKind>(titlesOf(assetKindNames, (key) => assetKinds[key].title)),
    {
      also: ['设施类别', '设备类别'],
      needed: true,
      hint: ['见“类别”表', 'See the sheet of kinds'],
      example: ['电梯', '生活水箱'],
      width: 20,
    },
  ),
  name: name('名称', 'Name', ['设施名称', '设备名称'], ['3栋1单元客梯', '地下生活水箱']),
  number: column('编号', 'Number', line(60), {
    also: ['注册代码', '设备编号', '出厂编号'],
    hint: ['有编号时按编号识别', 'What it is known by, where it has one'],
    example: ['31104301002020000123', ''],
    width: 24,
  }),
  building,
  location: column('位置', 'Location', line(80), {
    also: ['安装位置'],
    example: ['', '负一层东侧'],
  }),
  installedOn: column('启用日期', 'In use since', day, {
    also: ['投用日期', '安装日期'],
    example: ['2020-06-01', ''],
  }),
  status: column('状态', 'Status', choice(statusTitles), { example: ['在用', '在用'] }),
  ...factColumns,
} satisfies Columns

const postTitles: Record<PostKind, Text> = titlesOf(postKinds, (kind) => posts[kind].title)

export const personColumns = {
  name: name('姓名', 'Name', [], ['张三', '李四']),
  phone: column('手机号', 'Phone', line(20), {
    also: ['手机', '联系电话', '电话'],
    example: ['13800000000', '13900000000'],
  }),
  account: column('账号', 'Account', mark(32, /^[A-Za-z0-9._-]{3,32}$/), {
    also: ['登录账号'],
    hint: ['不填则用手机号登录', 'The phone number if blank'],
    example: ['', ''],
  }),
  post: column('岗位', 'Post', choice<PostKind>(postTitles), {
    also: ['职务'],
    needed: true,
    example: ['项目经理', '秩序员'],
  }),
  at: column('任职地点', 'Held at', line(60), {
    also: ['小区', '任职单位', '所在小区'],
    needed: true,
    hint: [
      '小区、网格、社区、街道、区县或物业企业的名称或编号',
      'Name or code of a place or company',
    ],
    example: ['海利华宫', '海利华宫'],
    width: 24,
  }),
  community,
  fromOn: column('任职日期', 'From', day, {
    also: ['到岗日期', '入职日期'],
    hint: ['不填为今天', 'Today if blank'],
    example: ['2026-01-01', ''],
  }),
  toOn: column('离任日期', 'To', day, { hint: ['在岗不填', 'Blank while held'] }),
} satisfies Columns

export const checkpointColumns = {
  compound,
  community,
  number: column('点位号', 'Number', amount(1, 9999), {
    also: ['编号', '序号'],
    hint: ['不填则自动编号', 'Given if blank'],
    example: [1, 2],
  }),
  name: name('点位名称', 'Name', ['名称', '点位'], ['3栋1单元大堂', '地下水泵房']),
  kind: column('类型', 'Kind', choice<CheckpointKind>(kindTitles), {
    also: ['点位类型'],
    needed: true,
    example: ['单元大堂', '水泵房'],
  }),
  proof: column('证明等级', 'Proof', choice<Proof>(proofTitles), {
    hint: ['P0 至 P3，不填按类型', 'By kind if blank'],
    example: ['', 'P3'],
  }),
  building,
  asset: column('关联设施', 'Asset', line(60), {
    hint: ['设施编号或名称', 'Its number or name'],
    example: ['', ''],
  }),
  location: column('位置', 'Location', line(80), { also: ['具体位置'], example: ['信报箱旁', ''] }),
  floor: column('楼层', 'Floor', floor, { example: [1, 'B1'] }),
  ...position,
  nfc: column('NFC', 'NFC', mark(40, /^[0-9A-Fa-f:]{8,40}$/), { also: ['NFC标签号', '标签号'] }),
} satisfies Columns

/** In the order in which they build on each other. */
export const sheets = {
  compounds: { title: text('小区', 'Compounds'), columns: compoundColumns },
  buildings: { title: text('楼栋', 'Buildings'), columns: buildingColumns },
  assets: { title: text('设施设备', 'Assets'), columns: assetColumns },
  people: { title: text('人员岗位', 'People and posts'), columns: personColumns },
  checkpoints: { title: text('点位', 'Checkpoints'), columns: checkpointColumns },
} as const satisfies Record<string, { title: Text; columns: Columns }>
export type SheetKind = keyof typeof sheets
export const sheetKinds = Object.keys(sheets) as SheetKind[]
