// What a patrol is: routes, rounds, scans, and which acts on a round are lawful in which state.
//
// Pure, like round.ts, scan.ts and route.ts beside it: the guard's phone runs the same judgement in a
// basement without signal that the server runs hours later.
//
// 路线 route · 班 round · 点位 checkpoint · 打点 scan · 漏巡 missed · 存疑 suspect · 移交 hand-over

import { problem } from '#base/problem.ts'
import { type Text, text } from '#base/text.ts'
import type { Citation } from '#law/cite.ts'
import { dailyFirePatrol, noElectricBikesInside, patrolRecord } from './law.ts'

/** The unit of control is point × round; both the point and its round are in one of these. */
export const states = {
  due: text('待巡', 'Due'),
  done: text('已巡', 'Done'),
  late: text('迟巡', 'Late'),
  missed: text('漏巡', 'Missed'),
  excused: text('免巡', 'Excused'),
  suspect: text('存疑', 'To review'),
} as const satisfies Record<string, Text>
export type State = keyof typeof states
export const stateNames = Object.keys(states) as [State, ...State[]]

/** How a scan proved presence. A typed code is the weakest, and is always shown as such. */
export const methods = {
  token: text('扫码', 'QR scan'),
  nfc: text('NFC', 'NFC tap'),
  code: text('手输编码', 'Typed code'),
} as const satisfies Record<string, Text>
export type Method = keyof typeof methods
export const methodNames = Object.keys(methods) as [Method, ...Method[]]

/** P0 a tap, P1 a scan, P2 a scan with a live photo, P3 a scan with a measured value. */
export type Proof = 'P0' | 'P1' | 'P2' | 'P3'

export const purposes: Record<string, { title: Text; source: Citation | null }> = {
  general: { title: text('综合巡查', 'General patrol'), source: patrolRecord },
  fire: { title: text('防火巡查', 'Fire patrol'), source: dailyFirePatrol },
  'e-bike': { title: text('电动自行车夜查', 'E-bike check'), source: noElectricBikesInside },
  facility: { title: text('设备房巡查', 'Equipment rooms'), source: null },
}
export type Purpose = 'general' | 'fire' | 'e-bike' | 'facility'
export const purposeNames = ['general', 'fire', 'e-bike', 'facility'] as const

/** Why a guard may end a round before its last point. */
export const endReasons = {
  incident: text('处置突发情况', 'Called to an incident'),
  unsafe: text('现场不安全', 'Unsafe on site'),
  blocked: text('点位无法到达', 'Points cannot be reached'),
  unwell: text('身体不适', 'Unwell'),
  other: text('其他', 'Other'),
} as const satisfies Record<string, Text>
export type EndReason = keyof typeof endReasons
export const endReasonNames = Object.keys(endReasons) as [EndReason, ...EndReason[]]

/** A manager's word: excused needs no walk, accepted and rejected settle a doubt. */
export type Decision = {
  /** null: the whole round */
  checkpointId: string | null
  kind: 'excused' | 'accepted' | 'rejected'
}

/** What the acts below look at. */
export type Round = {
  state: State
  opensAt: Date
  closesAt: Date
  walkerId: string | null
  startedAt: Date | null
  endedAt: Date | null
}

/** Which act is lawful in which state of a round. Buttons and the README diagram read this too. */
export const acts = {
  start: { title: text('开始巡查', 'Start'), from: ['due'] },
  'hand-over': { title: text('移交', 'Hand over'), from: ['due'] },
  'end-early': { title: text('提前结束', 'End early'), from: ['due'] },
  excuse: { title: text('准予免巡', 'Excuse'), from: ['due', 'missed', 'suspect'] },
  review: { title: text('复核', 'Review'), from: ['suspect'] },
} as const satisfies Record<string, { title: Text; from: readonly State[] }>
export type Act = keyof typeof acts

export const can = (act: Act, round: Pick<Round, 'state'>): boolean =>
  (acts[act].from as readonly State[]).includes(round.state)

export const wrongState = problem<{ act: Act; state: State }>(
  'round.wrong-state',
  409,
  (d) => `这一班${states[d.state]?.zh ?? d.state}，不能${acts[d.act]?.title.zh ?? d.act}`,
  (d) => `This round is ${d.state}; “${acts[d.act]?.title.en ?? d.act}” is not possible now`,
)
export const notStarted = problem(
  'round.not-started',
  409,
  '这一班还没有人开始，不能移交或提前结束',
  'Nobody has started this round, so it cannot be handed over or ended',
)
export const alreadyStarted = problem<{ by: string }>(
  'round.already-started',
  409,
  '这一班已由其他人开始。如需接手，请由对方或队长移交',
  'Somebody else started this round. Have them or the captain hand it over',
)
export const notOpen = problem<{ opensAt: string }>(
  'round.not-open',
  409,
  '还没有到这一班的开始时间',
  'The window of this round has not opened yet',
)
export const sameWalker = problem(
  'round.same-walker',
  409,
  '这一班已经在此人手上，无需移交',
  'This person already walks the round',
)
export const ownReview = problem(
  'round.own-review',
  409,
  '巡查人不得复核自己的打点',
  'Whoever walked a round may not review it',
)

/** @throws round.wrong-state */
export function mustBeAble(act: Act, round: Pick<Round, 'state'>): void {
  if (!can(act, round)) throw wrongState({ act, state: round.state })
}

/**
 * 开始巡查: whoever starts first walks the round; starting one's own round again changes nothing.
 *
 * @param at claimed time of the start
 * @throws round.wrong-state, round.not-open, round.already-started
 */
export function start(round: Round, by: string, at: Date): { walkerId: string; startedAt: Date } {
  mustBeAble('start', round)
  if (at < round.opensAt) throw notOpen({ opensAt: round.opensAt.toISOString() })
  if (round.walkerId !== null && round.walkerId !== by) throw alreadyStarted({ by: round.walkerId })
  return { walkerId: by, startedAt: round.startedAt ?? at }
}

/**
 * 移交: from whoever walks it now to another; both stay on file.
 *
 * @throws round.wrong-state, round.not-started, round.same-walker
 */
export function handOver(round: Round, to: string): { fromId: string; toId: string } {
  mustBeAble('hand-over', round)
  if (round.walkerId === null) throw notStarted({})
  if (round.walkerId === to) throw sameWalker({})
  return { fromId: round.walkerId, toId: to }
}

/** @throws round.wrong-state, round.not-started */
export function endEarly(round: Round): void {
  mustBeAble('end-early', round)
  if (round.walkerId === null) throw notStarted({})
}
