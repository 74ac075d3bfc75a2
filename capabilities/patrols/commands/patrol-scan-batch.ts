// Takes the scans a device made on one round: judged together, kept in one statement, summed up in one fact.
//
// A scan is a reading. It is never refused for being late; it is refused, alone and visibly, when it cannot
// be shown to be a scan of a checkpoint of this compound.

import { z } from 'zod'
import { mustBeAllowed } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { attachAll } from '#evidence'
import { type CommandContext, command, type Tx } from '#server/command.ts'
import { dailyFirePatrol } from '../law.ts'
import { datums } from '../position.ts'
import type { Verdict } from '../reasons.ts'
import { judgeRound, type RoundState } from '../round.ts'
import type { Scan } from '../scan.ts'
import { type Claim, labelKeyOf, proved, type Told } from './proof.ts'
import { type HeldRound, lockRound, ofRound, standingOf } from './round.ts'
import { isoSpan, stand } from './standing.ts'

const position = z.object({
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracyM: z.number().min(0).max(100_000).nullable().default(null),
  datum: z.enum(datums).default('WGS-84'),
})
const claim = z
  .object({
    id: z.uuid(),
    checkpointId: z.uuid(),
    at: z.iso.datetime({ offset: true }),
    token: z.string().min(1).max(300).optional(),
    nfc: z.string().min(1).max(64).optional(),
    code: z.string().min(1).max(20).optional(),
    answer: z.string().trim().max(200).nullable().default(null),
    photo: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null),
    position: position.nullable().default(null),
  })
  .refine(
    ({ token, nfc, code }) =>
      [token, nfc, code].filter((proof) => proof !== undefined).length === 1,
    { error: 'exactly one of token, nfc and code' },
  )

/** 批量打点. Records `patrol.scanned`, and `patrol.round-finished` with the last point. */
export const scanBatch = command({
  name: 'patrol.scan-batch',
  title: text('巡查打点', 'Scan checkpoints'),
  source: dailyFirePatrol,
  may: 'patrol.walk',
  offline: true,
  input: z.object({
    compoundId: z.uuid(),
    roundId: z.uuid(),
    deviceId: z.uuid().nullable().default(null),
    scans: z.array(claim).min(1).max(200),
  }),
  example: {
    compoundId: '01890a5d-ac96-774b-bcce-b302099a8057',
    roundId: '8c5f2a4e-1b7d-8e3a-9c6f-0d1e2f3a4b5c',
    scans: [
      {
        id: '01890a5d-ac96-774b-bcce-b302099a8059',
        checkpointId: '01890a5d-ac96-774b-bcce-b302099a8060',
        at: '2026-11-23T22:41:00+08:00',
        code: '482913',
      },
    ],
  },

  async run(context, { compoundId, roundId, deviceId, scans: claims }) {
    const { sql, actor, now } = context
    const isScanned = claims.some(({ token }) => token !== undefined)
    const [round, key] = await Promise.all([
      lockRound(sql, actor, compoundId, roundId),
      isScanned ? labelKeyOf(sql, compoundId) : undefined,
    ])
    mustBeAllowed(actor, 'patrol.walk', round.within)

    const known = new Set(round.known.map(({ id }) => id))
    const { fresh, refused } = await proved(sql, round, key, claims, known)
    const photos = await broughtPhotos(sql, actor.id, fresh)
    const scans = fresh.map(
      (one): Scan => ({
        ...one,
        by: actor.id,
        deviceId,
        receivedAt: now,
        photo: one.photo !== null && photos.has(one.photo) ? one.photo : null,
      }),
    )
    const judged = judgeRound(round.plan, [...round.known, ...scans], now)
    const told = tell(claims, judged, refused)
    sumUp(context, round, judged, told, known)
    if (scans.length > 0) await keep(context, round, judged, scans)
    return { round: { id: roundId, ...standingOf(judged) }, scans: told }
  },
})

/** Photos that this person has uploaded. One that never arrived is missing, not a reason to lose the scan. */
async function broughtPhotos(sql: Tx, by: string, scans: readonly Claim[]): Promise<Set<string>> {
  const photos = scans.flatMap(({ photo }) => photo ?? [])
  if (photos.length === 0) return new Set()
  const rows = await sql<{ sha256: string }[]>`
    select sha256 from evidence.upload where person_id = ${by} and sha256 = any(${photos})`
  return new Set(rows.map(({ sha256 }) => sha256))
}

/** The verdict on each scan of the batch, in the order they were sent. */
function tell(
  claims: readonly { id: string }[],
  judged: RoundState,
  refused: ReadonlyMap<string, Told>,
): Told[] {
  const verdicts = new Map(
    judged.scans.map(({ scan, verdict, reasons }) => [scan.id, { id: scan.id, verdict, reasons }]),
  )
  return claims.map(({ id }) => refused.get(id) ?? verdicts.get(id)!)
}

/** Keeps the scans and how the round stands with them: one statement, whatever their number. */
async function keep(
  context: CommandContext,
  round: HeldRound,
  judged: RoundState,
  scans: readonly Scan[],
): Promise<void> {
  const { sql, actor, now } = context
  const verdicts = new Map(judged.scans.map((one) => [one.scan.id, one]))
  const rows = scans.map(({ id, checkpointId, at, method, answer, photo, position }) => {
    const { verdict, reasons } = verdicts.get(id)!
    return { id, checkpointId, at, method, verdict, reasons, answer, photo, ...position }
  })
  await sql`
    with kept as (
      insert into patrols.scan
             (compound_id, day, round_id, id, checkpoint_id, by, device_id, at, received_at, method,
              verdict, reasons, answer, photo, lng, lat, accuracy_m, datum)
      select ${round.compoundId}, ${round.day}, ${round.id}, id, "checkpointId", ${actor.id},
             ${scans[0]!.deviceId}, at, ${now}, method, verdict, reasons, answer, photo,
             lng, lat, "accuracyM", datum
        from jsonb_to_recordset(${rows as never}::jsonb) as scan(
             id uuid, "checkpointId" uuid, at timestamptz, method text, verdict text, reasons text[],
             answer text, photo text, lng float8, lat float8, "accuracyM" float8, datum text)
          on conflict do nothing)
    ${stand(sql, context, round, judged, begun(round, scans, actor.id), true)}`
  await attachAll(sql, [
    {
      matter: {
        compoundId: round.compoundId,
        kind: 'round',
        id: round.id,
        permission: 'patrol.view',
        people: [actor.id],
      },
      sha256s: scans.flatMap(({ photo }) => photo ?? []),
      by: actor.id,
      at: now,
    },
  ])
}

/** Whoever scans first has begun the round, though he never pressed the button. */
function begun(round: HeldRound, scans: readonly Scan[], by: string) {
  const first = new Date(Math.min(...scans.map(({ at }) => at.getTime())))
  return {
    scans: round.scans + scans.length,
    walkerId: round.walkerId ?? by,
    firstWalkerId: round.firstWalkerId ?? by,
    startedAt: round.startedAt ?? first,
  }
}

function sumUp(
  { actor, record }: CommandContext,
  round: HeldRound,
  judged: RoundState,
  told: readonly Told[],
  known: ReadonlySet<string>,
): void {
  const batch: Record<Verdict | 'repeated', number> = {
    counted: 0,
    late: 0,
    doubtful: 0,
    outside: 0,
    refused: 0,
    repeated: 0,
  }
  for (const { id, verdict } of told) batch[known.has(id) ? 'repeated' : verdict]++
  if (batch.repeated === told.length) return // nothing new under the sun
  record(
    'patrol.scanned',
    { placeId: round.compoundId, within: round.within, people: [actor.id] },
    { ...ofRound(round), batch, ...isoSpan(judged), ...standingOf(judged) },
  )
}
