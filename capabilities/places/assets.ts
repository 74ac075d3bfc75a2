// 设施设备: what may stand in a compound, and which facts about it its duties will ask for.

import { z } from 'zod'
import { problem } from '#base/problem.ts'
import { type Text, text } from '#base/text.ts'
import { type FactName, type FactValue, factFields, factSchema } from './asset-facts.ts'

type AssetKindOf<N extends FactName> = {
  title: Text
  /** facts that may be written down */
  facts: readonly N[]
  /** those without which its duties cannot be dated or judged; shown as missing until filled in */
  needed: readonly N[]
}

const kind = <const N extends FactName>(
  zh: string,
  en: string,
  needed: readonly N[],
  also: readonly N[] = [],
): AssetKindOf<N> => ({ title: text(zh, en), facts: [...needed, ...also], needed })

export const assetKinds = {
  // Lifts and power
  lift: kind(
    '电梯',
    'Lift',
    ['nextInspectionOn', 'floors', 'maintainer'],
    ['ratedLoadKg', 'lastServicedOn', 'producedOn', 'intercom', 'batteryBan'],
  ),
  'distribution-room': kind(
    '配电房',
    'Distribution room',
    ['voltage', 'nextTestOn'],
    ['capacityKva', 'owner', 'underground'],
  ),
  generator: kind('发电机', 'Generator', ['powerKw', 'autoStart'], ['lastServicedOn']),
  'ev-charger': kind(
    '汽车充电桩',
    'Car charger',
    ['ports', 'underground'],
    ['powerKw', 'owner', 'maintainer'],
  ),
  'charging-shed': kind(
    '电动自行车充电棚',
    'E-bike charging shed',
    ['ports', 'underground', 'videoDays', 'nextTestOn'],
    ['exitDistanceM', 'owner', 'maintainer'],
  ),
  // Fire
  'fire-control-room': kind(
    '消防控制室',
    'Fire control room',
    ['seats', 'networked'],
    ['maintainer'],
  ),
  'fire-alarm': kind(
    '火灾自动报警系统',
    'Fire alarm system',
    ['nextTestOn', 'maintainer'],
    ['quantity', 'networked', 'lastServicedOn'],
  ),
  'fire-pump': kind(
    '消防水泵',
    'Fire pump',
    ['autoStart', 'nextTestOn'],
    ['flowLps', 'pressureMpa', 'powerKw', 'maintainer', 'lastServicedOn'],
  ),
  'hydrant-system': kind(
    '消火栓系统',
    'Hydrant system',
    ['quantity', 'nextTestOn'],
    ['pressureMpa', 'maintainer', 'lastServicedOn'],
  ),
  sprinkler: kind(
    '自动喷水灭火系统',
    'Sprinkler system',
    ['nextTestOn', 'maintainer'],
    ['quantity', 'pressureMpa', 'lastServicedOn'],
  ),
  'smoke-control': kind(
    '防排烟系统',
    'Smoke control',
    ['nextTestOn', 'maintainer'],
    ['quantity', 'lastServicedOn'],
  ),
  'emergency-lighting': kind(
    '应急照明和疏散指示',
    'Emergency lighting',
    ['quantity', 'nextTestOn'],
    ['maintainer', 'lastServicedOn'],
  ),
  'fire-door': kind(
    '防火门、防火卷帘',
    'Fire doors and shutters',
    ['quantity'],
    ['nextTestOn', 'maintainer'],
  ),
  extinguisher: kind(
    '灭火器',
    'Extinguishers',
    ['quantity', 'agent', 'producedOn'],
    ['lastServicedOn'],
  ),
  'mini-fire-station': kind('微型消防站', 'Mini fire station', ['members'], ['quantity']),
  // Water
  'pump-room': kind(
    '生活水泵房',
    'Water pump room',
    ['doubleLocked'],
    ['maintainer', 'underground'],
  ),
  'water-tank': kind(
    '生活水箱',
    'Drinking water tank',
    ['capacityM3', 'lastCleanedOn'],
    ['doubleLocked', 'maintainer'],
  ),
  'drainage-pump': kind(
    '集水井排水泵',
    'Drainage pump',
    ['quantity', 'autoStart'],
    ['powerKw', 'lastServicedOn'],
  ),
  'septic-tank': kind('化粪池', 'Septic tank', ['capacityM3', 'lastCleanedOn'], ['quantity']),
  'water-feature': kind('水景', 'Water feature', ['depthM'], ['areaM2']),
  // Seeing and passing
  camera: kind(
    '视频监控',
    'Cameras',
    ['quantity', 'videoDays', 'covers'],
    ['networked', 'maintainer'],
  ),
  gate: kind('出入口道闸门禁', 'Gate', ['passage', 'opensOnAlarm'], ['maintainer']),
  parking: kind('停车场', 'Parking', ['spaces', 'underground'], ['areaM2']),
  // The shell and the ground
  lightning: kind('防雷装置', 'Lightning protection', ['nextTestOn', 'explosive'], ['maintainer']),
  facade: kind('建筑外墙', 'Facade', ['facing'], ['areaM2', 'nextTestOn']),
  gas: kind('燃气设施', 'Gas installation', ['owner'], ['nextInspectionOn']),
  playground: kind(
    '儿童游乐设施',
    'Playground',
    ['nextInspectionOn'],
    ['quantity', 'areaM2', 'maintainer'],
  ),
  fitness: kind('健身器材', 'Fitness equipment', ['quantity'], ['nextInspectionOn', 'maintainer']),
  'flood-store': kind('防汛物资', 'Flood store', ['quantity'], []),
  refuse: kind('垃圾收集点', 'Refuse point', ['quantity'], []),
} as const satisfies Record<string, AssetKindOf<FactName>>

export type AssetKind = keyof typeof assetKinds
export const assetKindNames = Object.keys(assetKinds) as [AssetKind, ...AssetKind[]]
export const assetStatuses = ['in-use', 'stopped', 'retired'] as const
export type AssetStatus = (typeof assetStatuses)[number]
export const assetStatusTitles: Record<AssetStatus, Text> = {
  'in-use': text('在用', 'In use'),
  stopped: text('停用', 'Stopped'),
  retired: text('报废', 'Retired'),
}

/** The facts about an asset of a kind, as far as they are known. */
export type AssetFacts<K extends AssetKind = AssetKind> = {
  [N in (typeof assetKinds)[K]['facts'][number]]?: FactValue<N>
}
export type AnyFacts = Readonly<Partial<Record<FactName, FactValue>>>

export const factsUnfit = problem<{ kind: AssetKind; issues: { fact: string; message: string }[] }>(
  'asset.facts-unfit',
  400,
  (d) => `${assetKinds[d.kind]?.title.zh ?? '…'}的资料有误：${issuesIn(d.issues, 'zh')}`,
  (d) =>
    `Facts about ${assetKinds[d.kind]?.title.en ?? '…'} are wrong: ${issuesIn(d.issues, 'en')}`,
)

const issuesIn = (issues: { fact: string; message: string }[], lang: 'zh' | 'en'): string =>
  (
    issues.map?.(
      ({ fact, message }) => `${factFields[fact as FactName]?.title[lang] ?? fact} ${message}`,
    ) ?? ['…']
  ).join(lang === 'zh' ? '；' : '; ')

const schemas = new Map<AssetKind, z.ZodType<AnyFacts>>()

/** What the facts about an asset of this kind may be: any of them may be unknown, none may be foreign. */
export function factsSchema(kind: AssetKind): z.ZodType<AnyFacts> {
  const made =
    schemas.get(kind) ??
    (z.strictObject(
      Object.fromEntries(
        assetKinds[kind].facts.map((fact) => [fact, factSchema(factFields[fact]).optional()]),
      ),
    ) as z.ZodType<AnyFacts>)
  schemas.set(kind, made)
  return made
}

/** @throws asset.facts-unfit */
export function mustBeFacts(kind: AssetKind, facts: unknown): AnyFacts {
  const parsed = factsSchema(kind).safeParse(facts)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 10).flatMap((issue) =>
    (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]).map((fact) => ({
      fact,
      message: issue.message,
    })),
  )
  throw factsUnfit({ kind, issues })
}

/** What is still to be found out about an asset before its duties can be dated. */
export const missingFacts = (kind: AssetKind, facts: AnyFacts): FactName[] =>
  assetKinds[kind].needed.filter((fact) => facts[fact] === undefined)
