// What states, grades and reasons are called.

import { type Text, text } from '#base/text.ts'
import type { Grade } from '#law/cn/hazard-types.ts'

export const states = [
  'reported',
  'registered',
  'assigned',
  'rectified',
  'accepted',
  'closed',
  'suspended',
  'transferred',
  'merged',
  'dismissed',
] as const
export type State = (typeof states)[number]

/** `waits`: on whom. A state is shown by the word for what has been done, and said by whom it waits for. */
export const stateTitles: Record<State, Text> = {
  reported: text('待登记', 'to be registered'),
  registered: text('待派单', 'to be assigned'),
  assigned: text('整改中', 'being rectified'),
  rectified: text('待验收', 'to be verified'),
  accepted: text('待销号', 'to be closed'),
  closed: text('已销号', 'closed'),
  suspended: text('已挂起', 'suspended'),
  transferred: text('已移送', 'transferred'),
  merged: text('已归并', 'merged'),
  dismissed: text('不属隐患', 'dismissed'),
}

/** Over: nothing more will happen to it. */
export const overStates: readonly State[] = ['closed', 'merged', 'dismissed']
export const openStates: readonly State[] = states.filter((state) => !overStates.includes(state))
/** The deadline of rectification runs. */
export const runningStates: readonly State[] = ['registered', 'assigned']

export const gradeTitles: Record<Grade, Text> = {
  1: text('重大', 'major'),
  2: text('较大', 'serious'),
  3: text('一般', 'ordinary'),
  4: text('轻微', 'minor'),
}

/** 来源: how it came to be known. */
export const findings = {
  person: text('人员上报', 'reported by a person'),
  patrol: text('巡查发现', 'found on a patrol'),
  inspection: text('检查发现', 'found at an inspection'),
  resident: text('居民反映', 'reported by a resident'),
  device: text('设备告警', 'raised by a device'),
  authority: text('部门交办', 'handed down by an authority'),
  drill: text('演练发现', 'found at a drill'),
} satisfies Record<string, Text>
export type Finding = keyof typeof findings

/** 责任主体: whose it is to put right. */
export const owners = {
  property: text('物业企业', 'property company'),
  resident: text('业主或使用人', 'owner or occupant'),
  contractor: text('维保或施工单位', 'contractor'),
  developer: text('建设单位', 'developer'),
  utility: text('专业经营单位', 'utility company'),
  committee: text('业主委员会', 'owners’ committee'),
} satisfies Record<string, Text>
export type Owner = keyof typeof owners

/** 挂起原因 */
export const holdReasons = {
  money: text('等待资金', 'waiting for money'),
  vote: text('等待业主表决', 'waiting for the owners’ vote'),
  season: text('等待季节或天气', 'waiting for season or weather'),
  parts: text('等待配件或厂家', 'waiting for parts'),
  court: text('等待司法或行政程序', 'waiting for a legal procedure'),
} satisfies Record<string, Text>
export type HoldReason = keyof typeof holdReasons

/** 五落实 */
export const elements = {
  person: text('责任', 'person'),
  measure: text('措施', 'measure'),
  money: text('资金', 'money'),
  deadline: text('时限', 'deadline'),
  interim: text('预案', 'interim plan'),
} satisfies Record<string, Text>
export type Element = keyof typeof elements
