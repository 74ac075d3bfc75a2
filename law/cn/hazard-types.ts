// 隐患目录: what is known to go wrong in a residential compound, how grave it is, and on what rule that rests.
//
// The catalogue itself is a proposal of ours; the articles it points to come from copies and stay `draft`
// until somebody has read the issuing office's text. A city changes its own pack, never the code.

import { type Text, text } from '#base/text.ts'
import { assumed, type Citation, cite } from '../cite.ts'
import { dated } from '../dated.ts'

/** 隐患等级: 1 重大 · 2 较大 · 3 一般 · 4 轻微 */
export type Grade = 1 | 2 | 3 | 4
export const grades: readonly Grade[] = [1, 2, 3, 4]

export const categories = {
  FIRE: text('消防', 'Fire safety'),
  EBIKE: text('电动自行车', 'E-bikes'),
  ELEC: text('用电', 'Electricity'),
  GAS: text('燃气', 'Gas'),
  LIFT: text('电梯', 'Lifts'),
  WATER: text('供排水', 'Water'),
  BLDG: text('房屋结构', 'Buildings'),
  PLAY: text('游乐健身', 'Playgrounds'),
  CONF: text('有限空间', 'Confined spaces'),
  SEC: text('安防', 'Security'),
  CHEM: text('危险物品', 'Dangerous goods'),
  MGMT: text('管理', 'Management'),
  OTHER: text('其他', 'Other'),
} satisfies Record<string, Text>
export type Category = keyof typeof categories

export type HazardType = {
  code: string
  category: Category
  title: Text
  /** default; may be raised freely, lowered only with a reason */
  grade: Grade
  /** whether whoever finds it can put it right there and then */
  onSpot: 'yes' | 'part' | 'no'
  /** what must happen before anything else: stop it, close it, keep people away */
  atOnce?: Text
  basis: readonly Citation[]
}

const fireLaw = (article: string) => cite('中华人民共和国消防法', article)
const highRise = (article: string) => cite('高层民用建筑消防安全管理规定', article)
const order61 = (article: string) =>
  cite('机关、团体、企业、事业单位消防安全管理规定（公安部令第61号）', article)
const specialEquipment = (article: string) => cite('中华人民共和国特种设备安全法', article)
const order74 = (article: string) =>
  cite('特种设备使用单位落实使用安全主体责任监督管理规定（市场监管总局令第74号）', article)
const civilCode = (article: string) => cite('中华人民共和国民法典', article)
const propertyRules = (article: string) => cite('物业管理条例', article)

const stopUse = text('立即停止使用', 'Stop using it at once')
const cordon = text('立即设置警戒，禁止通行', 'Cordon it off at once')
const stopWork = text('立即停止作业', 'Stop the work at once')
const close = text('立即封闭，停止使用', 'Close it at once')

const starter: readonly HazardType[] = [
  {
    code: 'FIRE-01',
    category: 'FIRE',
    title: text('安全出口、疏散通道锁闭或堵塞', 'Exit or escape route locked or blocked'),
    grade: 2,
    onSpot: 'yes',
    basis: [fireLaw('第二十八条'), highRise('第二十八条'), order61('第三十一条第三项')],
  },
  {
    code: 'FIRE-02',
    category: 'FIRE',
    title: text('占用消防车通道、登高操作场地', 'Fire lane or climbing area occupied'),
    grade: 2,
    onSpot: 'yes',
    basis: [fireLaw('第二十八条'), highRise('第二十二条')],
  },
  {
    code: 'FIRE-03',
    category: 'FIRE',
    title: text(
      '消火栓、灭火器被遮挡、缺失或过期',
      'Hydrant or extinguisher blocked, missing or expired',
    ),
    grade: 3,
    onSpot: 'yes',
    basis: [
      fireLaw('第十六条'),
      fireLaw('第二十八条'),
      order61('第二十九条'),
      order61('第三十一条第四项'),
    ],
  },
  {
    code: 'FIRE-04',
    category: 'FIRE',
    title: text('常闭式防火门敞开或闭门器损坏', 'Fire door left open or its closer broken'),
    grade: 3,
    onSpot: 'yes',
    basis: [highRise('第二十八条')],
  },
  {
    code: 'FIRE-05',
    category: 'FIRE',
    title: text(
      '整栋报警、喷淋、消火栓泵或防排烟失效',
      'Alarm, sprinkler, pump or smoke control of a building out of order',
    ),
    grade: 1,
    onSpot: 'no',
    atOnce: text('立即增派人员值守巡查', 'Put a watch on the building at once'),
    basis: [fireLaw('第十六条'), cite('重大火灾隐患判定规则（GB 35181-2025）')],
  },
  {
    code: 'FIRE-06',
    category: 'FIRE',
    title: text('消防控制室脱岗、单人值班或无证', 'Control room absent, single or uncertified'),
    grade: 2,
    onSpot: 'yes',
    basis: [highRise('第二十六条')],
  },
  {
    code: 'FIRE-07',
    category: 'FIRE',
    title: text('未经批准、未告知停用消防设施', 'Fire system shut down without approval or notice'),
    grade: 2,
    onSpot: 'yes',
    basis: [highRise('第三十二条')],
  },
  {
    code: 'FIRE-08',
    category: 'FIRE',
    title: text('管井未封堵或堆放杂物', 'Shaft not sealed, or goods kept in it'),
    grade: 3,
    onSpot: 'part',
    basis: [highRise('第二十条')],
  },
  {
    code: 'FIRE-09',
    category: 'FIRE',
    title: text(
      '外墙保温破损、无标识或墙边堆物',
      'Facade insulation cracked, unmarked, or goods at the wall',
    ),
    grade: 3,
    onSpot: 'no',
    basis: [highRise('第十九条')],
  },
  {
    code: 'FIRE-10',
    category: 'FIRE',
    title: text(
      '疏散预案、指示标志或应急照明缺失不亮',
      'Escape plan, sign or emergency light missing or dark',
    ),
    grade: 3,
    onSpot: 'no',
    basis: [highRise('第三十一条'), highRise('第四十二条')],
  },
  {
    code: 'FIRE-11',
    category: 'FIRE',
    title: text('动火作业无审批、无监护', 'Hot work without permit or watch'),
    grade: 2,
    onSpot: 'yes',
    atOnce: stopWork,
    basis: [highRise('第十五条'), order61('第二十条')],
  },
  {
    code: 'EBIKE-01',
    category: 'EBIKE',
    title: text(
      '电动自行车在门厅、楼梯、走道停放充电',
      'E-bike parked or charged inside the building',
    ),
    grade: 2,
    onSpot: 'yes',
    basis: [highRise('第三十七条')],
  },
  {
    code: 'EBIKE-02',
    category: 'EBIKE',
    title: text('飞线充电', 'Charging by a cable from a window'),
    grade: 2,
    onSpot: 'yes',
    basis: [highRise('第三十七条')],
  },
  {
    code: 'EBIKE-03',
    category: 'EBIKE',
    title: text(
      '充电棚无断电保护、无灭火器或间距不足',
      'Charging shed without cut-off or extinguisher, or too close',
    ),
    grade: 3,
    onSpot: 'no',
    basis: [highRise('第三十七条')],
  },
  {
    code: 'ELEC-01',
    category: 'ELEC',
    title: text(
      '配电箱敞开、带电部位外露或堆物',
      'Distribution box open, live parts exposed, or goods piled up',
    ),
    grade: 2,
    onSpot: 'part',
    basis: [highRise('第十六条'), highRise('第二十五条')],
  },
  {
    code: 'ELEC-02',
    category: 'ELEC',
    title: text(
      '公共插座、泳池、水景无漏电保护',
      'No leakage protection on public sockets or pools',
    ),
    grade: 2,
    onSpot: 'no',
    atOnce: stopUse,
    basis: [assumed('公共用电漏电保护要求，对应标准条文待核')],
  },
  {
    code: 'GAS-01',
    category: 'GAS',
    title: text('高层或地下室使用、存放液化气瓶', 'LPG cylinder in a high-rise or a basement'),
    grade: 1,
    onSpot: 'yes',
    atOnce: text('立即移出建筑', 'Take it out of the building at once'),
    basis: [highRise('第十七条')],
  },
  {
    code: 'GAS-02',
    category: 'GAS',
    title: text('燃气泄漏、管道锈蚀或被占压', 'Gas smell, corroded pipe, or pipe built over'),
    grade: 1,
    onSpot: 'yes',
    atOnce: text(
      '立即疏散、禁火，通知燃气企业',
      'Clear the area, no flames, call the gas company at once',
    ),
    basis: [cite('城镇燃气管理条例')],
  },
  {
    code: 'LIFT-01',
    category: 'LIFT',
    title: text('电梯超期未检、无检验标志', 'Lift past its inspection or without its mark'),
    grade: 1,
    onSpot: 'no',
    atOnce: stopUse,
    basis: [specialEquipment('第四十条')],
  },
  {
    code: 'LIFT-02',
    category: 'LIFT',
    title: text('电梯报警对讲失效、门或平层故障', 'Lift alarm dead, door or levelling fault'),
    grade: 2,
    onSpot: 'no',
    atOnce: stopUse,
    basis: [order74('第七十条'), cite('特种设备使用管理规则（TSG 08）')],
  },
  {
    code: 'LIFT-03',
    category: 'LIFT',
    title: text('电梯维保超过 15 日', 'Lift not maintained for more than 15 days'),
    grade: 3,
    onSpot: 'no',
    basis: [cite('电梯维护保养规则（TSG T5002）')],
  },
  {
    code: 'WATER-01',
    category: 'WATER',
    title: text(
      '水箱未上锁、未按期清洗或水质不合格',
      'Tank unlocked, not cleaned in time, or water test failed',
    ),
    grade: 2,
    onSpot: 'part',
    basis: [cite('城市供水水质管理规定（建设部令第156号）', '第十四条')],
  },
  {
    code: 'WATER-02',
    category: 'WATER',
    title: text('汛期地下室排水泵故障', 'Basement drainage pump out of order in flood season'),
    grade: 2,
    onSpot: 'no',
    basis: [assumed('汛期应急预案')],
  },
  {
    code: 'BLDG-01',
    category: 'BLDG',
    title: text('外墙、阳台构件可能坠落', 'Part of a facade or balcony may fall'),
    grade: 1,
    onSpot: 'no',
    atOnce: cordon,
    basis: [
      civilCode('第一千二百五十三条'),
      civilCode('第一千二百五十四条'),
      propertyRules('第五十五条'),
    ],
  },
  {
    code: 'BLDG-02',
    category: 'BLDG',
    title: text('装修拆改承重结构', 'Load-bearing part changed by renovation'),
    grade: 1,
    onSpot: 'no',
    atOnce: stopWork,
    basis: [cite('住宅室内装饰装修管理办法', '第五条')],
  },
  {
    code: 'BLDG-03',
    category: 'BLDG',
    title: text('围墙、边坡、井盖、道路塌陷', 'Wall, slope, manhole cover or road collapse'),
    grade: 2,
    onSpot: 'no',
    atOnce: cordon,
    basis: [cite('中华人民共和国治安管理处罚法', '第四十三条第二项、第三项')],
  },
  {
    code: 'PLAY-01',
    category: 'PLAY',
    title: text('游乐、健身设施损坏', 'Playground or fitness part broken'),
    grade: 3,
    onSpot: 'no',
    atOnce: close,
    basis: [assumed('游乐、健身设施产品标准，对应条文待核')],
  },
  {
    code: 'CONF-01',
    category: 'CONF',
    title: text(
      '有限空间作业无审批、无检测、无监护',
      'Confined-space work without permit, test or watcher',
    ),
    grade: 1,
    onSpot: 'no',
    atOnce: stopWork,
    basis: [cite('中华人民共和国安全生产法', '第四十四条')],
  },
  {
    code: 'SEC-01',
    category: 'SEC',
    title: text(
      '门禁、监控、周界失效超过 24 小时',
      'Gate, camera or perimeter out of order for over 24 hours',
    ),
    grade: 3,
    onSpot: 'no',
    basis: [propertyRules('第四十六条'), assumed('物业服务合同约定')],
  },
  {
    code: 'CHEM-01',
    category: 'CHEM',
    title: text(
      '违规存放危险物品、聚众明火或燃放烟花',
      'Dangerous goods stored, open fires or fireworks',
    ),
    grade: 2,
    onSpot: 'yes',
    basis: [highRise('第十八条'), highRise('第十九条')],
  },
  {
    code: 'MGMT-01',
    category: 'MGMT',
    title: text(
      '岗位无证、预案缺失或未按期演练',
      'Post without certificate, plan missing, or drill missed',
    ),
    grade: 3,
    onSpot: 'no',
    basis: [order61('第三十八条至第四十条')],
  },
  {
    // Nobody in a basement shall be stopped by a catalogue; the manager names it when he registers it.
    code: 'OTHER-01',
    category: 'OTHER',
    title: text('其他隐患', 'Another hazard'),
    grade: 3,
    onSpot: 'part',
    basis: [assumed('目录外隐患，登记时归类')],
  },
]

export const hazardTypes = dated<readonly HazardType[]>({
  '2026-01-01': { value: starter, source: assumed('物业安全隐患起步目录') },
})
