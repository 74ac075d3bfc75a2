// What is written down about assets: every fact once, with its words and bounds. Duties are derived from these
// facts, forms and import columns are drawn from them, and the server checks them.

import { z } from 'zod'
import { type Text, text } from '#base/text.ts'
import { isDay } from '#base/time.ts'

export type FactField =
  | { type: 'number'; title: Text; unit?: string; min: number; max: number; whole: boolean }
  | { type: 'day'; title: Text }
  | { type: 'text'; title: Text }
  | { type: 'yes-no'; title: Text }
  | { type: 'choice'; title: Text; choices: Record<string, Text> }

const count = (zh: string, en: string, max = 100_000) =>
  ({ type: 'number', title: text(zh, en), min: 0, max, whole: true }) as const
const measure = (zh: string, en: string, unit: string, max = 1_000_000) =>
  ({ type: 'number', title: text(zh, en), unit, min: 0, max, whole: false }) as const
const day = (zh: string, en: string) => ({ type: 'day', title: text(zh, en) }) as const
const words = (zh: string, en: string) => ({ type: 'text', title: text(zh, en) }) as const
const yesNo = (zh: string, en: string) => ({ type: 'yes-no', title: text(zh, en) }) as const
const choice = <C extends Record<string, Text>>(zh: string, en: string, choices: C) =>
  ({ type: 'choice', title: text(zh, en), choices }) as const

export const factFields = {
  // Days that a duty counts from or to.
  nextInspectionOn: day('下次检验日期', 'Next inspection on'),
  nextTestOn: day('下次检测日期', 'Next test on'),
  lastServicedOn: day('上次维保日期', 'Last serviced on'),
  lastCleanedOn: day('上次清洗日期', 'Last cleaned on'),
  producedOn: day('出厂日期', 'Produced on'),
  // Who looks after it.
  maintainer: words('维保单位', 'Maintained by'),
  owner: words('产权单位', 'Owned by'),
  // How many, how much.
  quantity: count('数量', 'Quantity'),
  floors: count('服务层数', 'Floors served', 200),
  seats: count('每班值班人数', 'Staff per shift', 50),
  members: count('队员人数', 'Members', 500),
  spaces: count('车位数', 'Parking spaces', 50_000),
  ports: count('充电端口数', 'Charging ports', 10_000),
  videoDays: count('录像保存天数', 'Days of video kept', 3650),
  ratedLoadKg: measure('额定载重', 'Rated load', 'kg', 20_000),
  capacityM3: measure('容积', 'Volume', 'm³', 100_000),
  capacityKva: measure('变压器容量', 'Transformer capacity', 'kVA', 100_000),
  powerKw: measure('功率', 'Power', 'kW', 100_000),
  flowLps: measure('流量', 'Flow', 'L/s', 10_000),
  pressureMpa: measure('压力', 'Pressure', 'MPa', 10),
  areaM2: measure('面积', 'Area', 'm²'),
  depthM: measure('水深', 'Depth', 'm', 100),
  exitDistanceM: measure('距安全出口', 'Distance to the nearest exit', 'm', 1000),
  // Whether.
  autoStart: yesNo('能自动启动', 'Starts by itself'),
  networked: yesNo('已联网监控', 'Monitored remotely'),
  intercom: yesNo('五方对讲正常', 'Intercom works'),
  batteryBan: yesNo('已装电动车阻入', 'Keeps e-bikes out'),
  doubleLocked: yesNo('双人双锁', 'Locked twice'),
  underground: yesNo('位于地下', 'Underground'),
  opensOnAlarm: yesNo('火警联动开启', 'Opens on a fire alarm'),
  explosive: yesNo('易燃易爆场所', 'Explosive surroundings'),
  // Which.
  voltage: choice('电压等级', 'Voltage', {
    '10kV': text('10kV 高压', '10 kV'),
    '0.4kV': text('0.4kV 低压', '0.4 kV'),
  }),
  agent: choice('灭火剂', 'Agent', {
    powder: text('干粉', 'Dry powder'),
    co2: text('二氧化碳', 'Carbon dioxide'),
    water: text('水基', 'Water-based'),
  }),
  covers: choice('监控范围', 'Watches', {
    gate: text('出入口', 'Entrances'),
    facade: text('高空抛物', 'Falling objects'),
    charging: text('充电场所', 'Charging'),
    lift: text('电梯轿厢', 'Lift car'),
    public: text('公共区域', 'Common areas'),
  }),
  passage: choice('通行对象', 'For', {
    vehicle: text('车行', 'Vehicles'),
    pedestrian: text('人行', 'Pedestrians'),
    fire: text('消防车', 'Fire engines'),
  }),
  facing: choice('外墙形式', 'Facade', {
    paint: text('涂料', 'Paint'),
    tile: text('面砖', 'Tile'),
    stone: text('干挂石材', 'Hung stone'),
    glass: text('玻璃幕墙', 'Glass curtain wall'),
  }),
} as const satisfies Record<string, FactField>

export type FactName = keyof typeof factFields
export const factNames = Object.keys(factFields) as FactName[]

type ValueOf<F> = F extends { type: 'number' }
  ? number
  : F extends { type: 'yes-no' }
    ? boolean
    : string
export type FactValue<N extends FactName = FactName> = ValueOf<(typeof factFields)[N]>

/** What a value of this fact must be. */
export function factSchema(field: FactField): z.ZodType<string | number | boolean> {
  if (field.type === 'number') {
    const number = z.number().min(field.min).max(field.max)
    return field.whole ? number.int() : number
  }
  if (field.type === 'yes-no') return z.boolean()
  if (field.type === 'choice') return z.enum(Object.keys(field.choices) as [string, ...string[]])
  if (field.type === 'day') return z.string().refine(isDay, 'YYYY-MM-DD')
  return z.string().trim().min(1).max(100)
}
