// One round: every point with its time, its proof, its state and the reasons; and what was decided about it.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { query, type Sql } from '#server/query.ts'
import {
  type HeldRound,
  heldRound,
  type PlanRow,
  roundNotFound,
  standingOf,
} from '../commands/round.ts'
import { patrolRecord } from '../law.ts'
import { can } from '../patrol.ts'
import { judgeRound, type RoundState } from '../round.ts'

type Word = { kind: string; checkpointId: string | null; reason: string; by: string; at: Date }
type HandOver = { fromId: string; toId: string; by: string; reason: string; at: Date }
type Finding = {
  id: string
  checkpointId: string
  typeCode: string
  note: string
  photos: string[]
  by: string
  at: Date
}

type ViewRow = PlanRow & { purpose: string; endCode: string | null; endNote: string | null }

/** 班次详情. Judged now, from all its scans. */
export const roundView = query({
  name: 'round.view',
  title: text('班次详情', 'A round'),
  source: patrolRecord,
  may: 'patrol.view',
  input: z.object({ compoundId: z.uuid(), roundId: z.uuid() }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
  },

  async run({ sql, actor, now }, { compoundId, roundId }) {
    const [row] = await sql<ViewRow[]>`
      select * from patrols.round_plan where compound_id = ${compoundId} and id = ${roundId}`
    if (!row || !may(actor, 'patrol.view', row.within)) throw roundNotFound({ roundId })
    const round = heldRound(row)
    const judged = judgeRound(round.plan, round.known, now)
    const [decisions, handOvers, findings] = await Promise.all([
      wordsOn(sql, compoundId, roundId),
      handOversOf(sql, compoundId, roundId),
      findingsOf(sql, compoundId, roundId),
    ])
    return {
      ...headOf(row),
      standing: standingOf(judged),
      leads: judged.leads,
      firstAt: judged.firstAt,
      lastAt: judged.lastAt,
      ...walked(round, judged),
      decisions: [...decisions],
      handOvers: [...handOvers],
      findings: [...findings],
      people: await namesOf(sql, [
        round.walkerId,
        round.firstWalkerId,
        ...judged.scans.map(({ scan }) => scan.by),
        ...decisions.map(({ by }) => by),
        ...handOvers.flatMap(({ fromId, toId, by }) => [fromId, toId, by]),
        ...findings.map(({ by }) => by),
      ]),
      youMay: {
        excuse: can('excuse', judged) && may(actor, 'patrol.excuse', row.within),
        review: may(actor, 'patrol.review', row.within),
        handOver: can('hand-over', judged) && may(actor, 'patrol.plan', row.within),
      },
    }
  },
})

export type RoundView = Awaited<ReturnType<typeof roundView.run>>

const headOf = (row: ViewRow) => ({
  id: row.id,
  compoundId: row.compoundId,
  compoundName: row.compoundName,
  routeId: row.routeId,
  version: row.version,
  name: row.name,
  purpose: row.purpose,
  ordered: row.ordered,
  day: row.day,
  opensAt: row.opensAt,
  dueAt: row.dueAt,
  lateAt: row.lateAt,
  closesAt: row.closesAt,
  startedAt: row.startedAt,
  settledAt: row.settledAt,
  rejudgedAt: row.rejudgedAt,
  ended: row.endedAt && { at: row.endedAt, code: row.endCode, note: row.endNote },
  usualSeconds: row.usualSeconds,
  walkerId: row.walkerId,
  firstWalkerId: row.firstWalkerId,
})

/** The points as they stand, without what proves them; and the scans that speak for none. */
export function walked(round: HeldRound, judged: RoundState) {
  const details = new Map(round.points.map((point) => [point.checkpointId, point]))
  const scans = new Map(judged.scans.map((one) => [one.scan.id, one.scan]))
  const points = judged.points.map((point) => {
    const { number, name, kind, location, floor, proof, question } = details.get(
      point.checkpointId,
    )!
    const { answer = null, photo = null } = scans.get(point.scanId ?? '') ?? {}
    return { ...point, number, name, kind, location, floor, proof, question, answer, photo }
  })
  const others = judged.scans
    .filter(({ verdict }) => verdict === 'outside')
    .map(({ scan: { id, checkpointId, at, receivedAt, by, method }, reasons }) => {
      return { id, checkpointId, at, receivedAt, by, method, reasons }
    })
  return { points, others }
}

const wordsOn = (sql: Sql, compoundId: string, roundId: string) => sql<Word[]>`
  select kind, checkpoint_id, reason, by, at from patrols.decision
   where compound_id = ${compoundId} and round_id = ${roundId} order by at, id`

const handOversOf = (sql: Sql, compoundId: string, roundId: string) => sql<HandOver[]>`
  select from_id, to_id, by, reason, at from patrols.hand_over
   where compound_id = ${compoundId} and round_id = ${roundId} order by at, id`

const findingsOf = (sql: Sql, compoundId: string, roundId: string) => sql<Finding[]>`
  select id, checkpoint_id, type_code, note, photos, by, at from patrols.finding
   where compound_id = ${compoundId} and round_id = ${roundId} order by at, id`

export async function namesOf(
  sql: Sql,
  ids: readonly (string | null)[],
): Promise<Record<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  const rows = await sql<{ id: string; name: string }[]>`
    select id, name from identity.person where id = any(${wanted}::uuid[])`
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
