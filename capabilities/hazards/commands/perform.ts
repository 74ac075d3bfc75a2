// The way of every act on a hazard: lock it, see whether it may be done, let the rule decide, write, record.

import { mustBeAllowed } from '#base/permission.ts'
import { clockOf, type Day, dayOf } from '#base/time.ts'
import { admit, attach } from '#evidence'
import type { CommandContext, Record_, Tx } from '#server/command.ts'
import { type Act, acts, type Event, events, ruleOf } from '../acts.ts'
import { actBy, ladderAfter } from '../escalation.ts'
import type { FactName } from '../facts.ts'
import { maySee, whyNot } from '../hazard.ts'
import { movedOn, notFound, photoSeenBefore } from '../problems.ts'
import { loadHazard, type StoredHazard } from '../queries/load.ts'
import { type Change, countedAt } from '../rules.ts'

/** Columns beside those the rules decide on. */
type Told = Partial<
  Pick<
    StoredHazard,
    | 'typeCode'
    | 'note'
    | 'checkpointId'
    | 'assetId'
    | 'buildingId'
    | 'location'
    | 'cover'
    | 'reopenedOf'
    | 'mergedInto'
    | 'owner'
    | 'ownerName'
    | 'interimAt'
    | 'rejections'
    | 'acceptedBy'
    | 'closedOn'
    | 'daysLate'
    | 'heldUntil'
    | 'holdReason'
    | 'transferredTo'
  >
> & { registeredBy?: string; closedBy?: string; search?: string[]; reporters?: number }

export type Outcome = {
  change?: Change & Told
  note?: string | undefined
  /** what the timeline shows of it */
  detail?: Record<string, unknown>
  photos?: readonly string[]
  /** photos must be new: an old picture proves no rectification */
  freshPhotos?: boolean
  /** more persons who may see the hazard from now on */
  admits?: readonly string[]
  facts: { name: FactName; body?: Record<string, unknown> }[]
}

export type Moment = { now: Date; today: Day; at: Date }
export type Target = { hazardId: string; expect?: number | undefined }
export type Answer = { hazardId: string; state: string; version: number }

/**
 * Does one act.
 *
 * @param decide asks the rules; may read, must not write
 * @throws hazard.not-found, identity.forbidden, hazard.moved-on, and what stands against the act
 */
export async function perform(
  context: CommandContext,
  { hazardId, expect }: Target,
  act: Act,
  decide: (hazard: StoredHazard, moment: Moment) => Outcome | Promise<Outcome>,
): Promise<Answer> {
  const { sql, actor, now, record } = context
  const hazard = await loadHazard(sql, hazardId, { lock: true })
  if (!hazard || !maySee(actor, hazard)) throw notFound({})
  mustBeAllowed(actor, ruleOf(act).may, hazard.within)
  if (expect !== undefined && expect < hazard.version) await mustStand(sql, hazard, expect)

  const at = countedAt(context.at, now, hazard.reportedAt)
  const objection = whyNot(act, hazard, actor, at)
  if (objection) throw objection
  const outcome = await decide(hazard, { now, today: dayOf(now), at })
  return write(sql, record, hazard, act, actor.id, { at, now }, outcome)
}

/** Acts that move nothing for anybody else; who did not see them may still go on. */
const quiet: readonly (Act | Event)[] = [
  'comment',
  'measure',
  'report-again',
  'escalate',
  'overdue',
]

/** @throws hazard.moved-on when somebody moved the hazard since the actor looked at it */
async function mustStand(sql: Tx, hazard: StoredHazard, expect: number): Promise<void> {
  const [last] = await sql<{ act: Act | Event; at: Date; name: string | null }[]>`
    select a.act, a.recorded_at as at, person.name
      from hazards.act a
      left join identity.person on person.id = a.by
     where a.compound_id = ${hazard.compoundId} and a.hazard_id = ${hazard.id}
       and a.version > ${expect} and a.act <> all(${quiet as string[]})
     order by a.version desc
     limit 1`
  if (!last) return
  const title = last.act in acts ? acts[last.act as Act].title : events[last.act as Event]
  throw movedOn({ who: last.name ?? '系统', act: title, clock: clockOf(last.at) })
}

/** Writes what an act did: the hazard as it is now, the act for ever, the photos into custody, the facts. */
export async function write(
  sql: Tx,
  record: Record_,
  hazard: StoredHazard,
  act: Act | Event,
  by: string,
  { at, now }: { at: Date; now: Date },
  { change = {}, note = '', detail = {}, photos = [], admits = [], ...outcome }: Outcome,
): Promise<Answer> {
  const after: StoredHazard = { ...hazard, ...change, version: hazard.version + 1 }
  const people = [...new Set([...peopleOf(after), ...admits])]
  const [{ seenBefore }] = await Promise.all([
    photos.length === 0
      ? { seenBefore: [] }
      : attach(sql, { matter: matterOf(after, people), sha256s: photos, by, at }),
    update(sql, hazard, after, change, now),
    sql`
      insert into hazards.act (compound_id, hazard_id, version, act, by, at, recorded_at, from_state,
                               to_state, grade, due_on, note, detail, photos)
      values (${hazard.compoundId}, ${hazard.id}, ${after.version}, ${act}, ${by}, ${at}, ${now},
              ${hazard.state}, ${after.state}, ${after.grade}, ${after.dueOn}, ${note},
              ${detail as never}::jsonb, ${photos as string[]})`,
    admits.length > 0 ? admit(sql, hazard.compoundId, hazard.id, people) : undefined,
  ])
  if (outcome.freshPhotos && seenBefore.length > 0) throw photoSeenBefore({ photos: seenBefore })

  for (const { name, body } of outcome.facts)
    record(name, aboutOf(after, people), { ...standing(hazard, after), ...body })
  return { hazardId: hazard.id, state: after.state, version: after.version }
}

async function update(
  sql: Tx,
  before: StoredHazard,
  after: StoredHazard,
  { plan, ...change }: Change & Told,
  now: Date,
): Promise<void> {
  const today = dayOf(now)
  const waiting = { ...after, reportedOn: dayOf(after.receivedAt) }
  const moved = after.state !== before.state || after.dueOn !== before.dueOn
  const ladder = ladderAfter(waiting, after.stepsTaken, today)
  const columns = {
    ...change,
    ...plan,
    version: after.version,
    ...(moved
      ? {
          actBy: actBy(waiting),
          nextStepOn: ladder.nextOn,
          stepsTaken: ladder.taken,
          overdueAt: after.dueOn !== null && after.dueOn >= today ? null : after.overdueAt,
        }
      : {}),
  }
  await sql`
    update hazards.hazard set ${sql(columns)}
     where compound_id = ${before.compoundId} and id = ${before.id}`
}

/** Who may see it though his post reaches no further: who found it and whose it is to fix. */
export const peopleOf = (h: StoredHazard): string[] =>
  [...h.finders, h.assigneeId, h.rectifiedBy].filter((id) => id !== null)

export const matterOf = (h: { compoundId: string; id: string }, people: readonly string[]) => ({
  compoundId: h.compoundId,
  kind: 'hazard',
  id: h.id,
  permission: 'hazard.view',
  people,
})

export const aboutOf = (h: StoredHazard, people: readonly string[] = peopleOf(h)) => ({
  placeId: h.compoundId,
  within: h.within,
  people,
})

/** What every fact says: which hazard, how grave, where it stood and stands, by when. */
export const standing = (
  before: Pick<StoredHazard, 'state'> | null,
  after: Pick<StoredHazard, 'id' | 'compoundId' | 'typeCode' | 'grade' | 'state' | 'dueOn'>,
) => ({
  hazardId: after.id,
  compoundId: after.compoundId,
  typeCode: after.typeCode,
  grade: after.grade,
  from: before?.state ?? null,
  to: after.state,
  dueOn: after.dueOn,
})
