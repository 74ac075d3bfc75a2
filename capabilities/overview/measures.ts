// What is counted for a compound and a day, and what stands open at a place now.
//
// Flows happened on a day and never change afterwards, but for a round that a late scan judges anew.
// Gauges say how things stand; they move when a hazard moves, and are kept per place, not per day.

import { type Text, text } from '#base/text.ts'
import { type Day, daysBetween } from '#base/time.ts'

/** 日计数: the columns of `overview.counter` and `overview.rollup`. */
export const flows = {
  roundsDue: text('应巡班次', 'Rounds due'),
  roundsRunning: text('正在巡查', 'Rounds under way'),
  roundsDone: text('按时完成', 'Rounds in time'),
  roundsLate: text('迟到', 'Rounds late'),
  roundsSuspect: text('存疑', 'Rounds in doubt'),
  roundsExcused: text('免责', 'Rounds excused'),
  roundsMissed: text('漏巡', 'Rounds missed'),
  scans: text('打点', 'Scans'),
  reported: text('发现隐患', 'Hazards found'),
  registered: text('登记', 'Registered'),
  rectified: text('整改完成', 'Rectified'),
  rejected: text('验收退回', 'Sent back'),
  closed: text('销号', 'Closed'),
  wentOverdue: text('新增逾期', 'Went overdue'),
} satisfies Record<string, Text>

export type Flow = keyof typeof flows
export type Flows = Record<Flow, number>
export const flowNames = Object.keys(flows) as Flow[]
export const noFlows: Flows = Object.fromEntries(flowNames.map((name) => [name, 0])) as Flows

/** 等谁: on whom an open hazard waits. The board asks "who must act"; a state alone does not answer that. */
export const waits = {
  register: {
    title: text('待登记定级', 'To be registered'),
    who: text('项目经理', 'Project manager'),
  },
  assign: { title: text('待派单', 'To be assigned'), who: text('项目经理', 'Project manager') },
  rectify: { title: text('待整改', 'To be rectified'), who: text('整改责任人', 'Person assigned') },
  accept: { title: text('待验收', 'To be accepted'), who: text('验收人', 'Accepting level') },
  close: { title: text('待销号', 'To be closed'), who: text('挂牌单位', 'Listing level') },
  elsewhere: { title: text('移送、挂起', 'Transferred or suspended'), who: text('外部', 'Others') },
} satisfies Record<string, { title: Text; who: Text }>
export type Wait = keyof typeof waits
export const waitNames = Object.keys(waits) as Wait[]

export const grades = [1, 2, 3, 4] as const
export type Grade = (typeof grades)[number]

/**
 * 存续天数: how long hazards have been open. The edges are the terms of rectification of the four grades
 * (3, 7, 15 and 30 days), so a hazard beyond its grade's band has outlived its term.
 */
export const ageBands = [
  { upTo: 3, title: text('3 天内', '0–3 d') },
  { upTo: 7, title: text('4–7 天', '4–7 d') },
  { upTo: 15, title: text('8–15 天', '8–15 d') },
  { upTo: 30, title: text('16–30 天', '16–30 d') },
  { upTo: Number.POSITIVE_INFINITY, title: text('30 天以上', 'over 30 d') },
] as const

/** The band of a hazard opened on one day, seen on another: an index into `ageBands`. */
export const ageBand = (openedOn: Day, today: Day): number =>
  ageBands.findIndex(({ upTo }) => daysBetween(openedOn, today) <= upTo)

/** The days on which the hazards of a band were opened; `from` is absent for the last band. */
export function openedWithin(
  band: number,
  dayBefore: (days: number) => Day,
): { from?: Day; to: Day } {
  const { upTo } = ageBands[band]!
  const after = band === 0 ? 0 : ageBands[band - 1]!.upTo + 1
  return { to: dayBefore(after), ...(Number.isFinite(upTo) ? { from: dayBefore(upTo) } : {}) }
}
