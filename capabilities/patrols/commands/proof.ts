// Which scans of a batch are proved to be of a checkpoint of this compound, and why the others are refused.

import { createSecretKey, type KeyObject } from 'node:crypto'
import { verifyLabel } from '#places'
import type { Tx } from '#server/command.ts'
import type { Method } from '../patrol.ts'
import type { Reason, Verdict } from '../reasons.ts'
import { plainCode, plainTag, type Scan } from '../scan.ts'
import type { HeldPoint, HeldRound } from './round.ts'

/** A scan as the device sent it, less what proves it. */
export type Claim = Pick<
  Scan,
  'id' | 'checkpointId' | 'at' | 'method' | 'answer' | 'photo' | 'position'
>
export type Told = { id: string; verdict: Verdict; reasons: Reason[] }

type Sent = Omit<Claim, 'at' | 'method'> & {
  at: string
  token?: string | undefined
  nfc?: string | undefined
  code?: string | undefined
}
type Label = Pick<HeldPoint, 'nfc' | 'code' | 'keyVersion'>

/**
 * Splits a batch into the scans to keep and those refused, with the reason.
 *
 * @param key that signs labels in this city
 * @param known ids of scans the round already has; a scan sent twice is neither fresh nor refused
 */
export async function proved(
  sql: Tx,
  round: HeldRound,
  key: KeyObject | undefined,
  sent: readonly Sent[],
  known: ReadonlySet<string>,
): Promise<{ fresh: Claim[]; refused: Map<string, Told> }> {
  const labels = new Map<string, Label>(round.points.map((point) => [point.checkpointId, point]))
  const strangers = sent.map((one) => one.checkpointId).filter((id) => !labels.has(id))
  if (strangers.length > 0) await addLabels(sql, round.compoundId, strangers, labels)

  const fresh = new Map<string, Claim>()
  const refused = new Map<string, Told>()
  for (const one of sent) {
    if (known.has(one.id) || fresh.has(one.id)) continue
    const reason = refusal(key, labels.get(one.checkpointId), one)
    if (reason) refused.set(one.id, { id: one.id, verdict: 'refused', reasons: [reason] })
    else fresh.set(one.id, claimOf(one))
  }
  return { fresh: [...fresh.values()], refused }
}

function claimOf({ id, checkpointId, at, answer, photo, position, ...proof }: Sent): Claim {
  const method: Method =
    proof.token !== undefined ? 'token' : proof.nfc !== undefined ? 'nfc' : 'code'
  return { id, checkpointId, at: new Date(at), method, answer, photo, position }
}

/** Labels of points that are not on this route: a scan of them is kept, and counts nowhere. */
async function addLabels(
  sql: Tx,
  compoundId: string,
  checkpointIds: readonly string[],
  labels: Map<string, Label>,
): Promise<void> {
  const rows = await sql<(Label & { id: string })[]>`
    select id, nfc, code, key_version from places.checkpoint
     where compound_id = ${compoundId} and id = any(${checkpointIds as string[]}::uuid[])`
  for (const { id, ...label } of rows) labels.set(id, label)
}

/** Why a scan is refused; undefined when its proof is that of the point it names. */
function refusal(
  key: KeyObject | undefined,
  label: Label | undefined,
  sent: Sent,
): Reason | undefined {
  if (!label) return 'unknown-checkpoint'
  if (sent.token !== undefined) {
    const read = key ? verifyLabel(key, sent.token) : null
    if (!read) return 'token-invalid'
    if (read.checkpointId !== sent.checkpointId) return 'token-elsewhere'
    return read.keyVersion === label.keyVersion ? undefined : 'label-replaced'
  }
  if (sent.nfc !== undefined)
    return label.nfc && plainTag(sent.nfc) === plainTag(label.nfc) ? undefined : 'nfc-mismatch'
  return plainCode(sent.code!) === label.code ? undefined : 'code-mismatch'
}

/** The key that signs the labels of a compound's city; asked for beside the round, in the same round trip. */
export async function labelKeyOf(sql: Tx, compoundId: string): Promise<KeyObject | undefined> {
  const [found] = await sql<{ key: Buffer }[]>`
    select key from places.label_key join places.place on city_id = any(place.within)
     where place.id = ${compoundId}`
  return found && createSecretKey(found.key)
}
