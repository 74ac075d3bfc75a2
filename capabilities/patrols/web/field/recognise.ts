// Which point of a round a label, a tag or a typed code belongs to. Without signal: the phone holds fingerprints
// of every genuine label of its compounds, and the server verifies the label itself on arrival.

import { readToken } from '#places/web/field'
import { clockWords, t } from '#web/i18n.ts'
import { sha256Hex } from '#web/sha256.ts'
import type { ReplicaPoint } from '../../replica.ts'
import { plainCode, plainTag } from '../../scan.ts'
import type { MyRound } from './rounds.ts'

/** What shows that one stood there: exactly one of the three. */
export type Evidence = { token: string } | { nfc: string } | { code: string }
export type Recognised = { point: ReplicaPoint; evidence: Evidence } | { refusal: string }

// Not scan.ts's codeHash: that one needs WebCrypto, which pages without https do not have.
const hashOf = (words: string): Promise<string> =>
  sha256Hex(new TextEncoder().encode(words).buffer as ArrayBuffer)

/** A scanned QR code. */
export async function byLabel(round: MyRound, scanned: string): Promise<Recognised> {
  const label = readToken(scanned)
  if (!label) return { refusal: t('这不是点位二维码', 'This is not a checkpoint label') }
  const point = round.compoundPoints.find(({ id }) => id === label.checkpointId)
  if (!point) return { refusal: t('这个点位不在本小区', 'This point is not of this compound') }
  const print = point.labelPrint
  if (print && (await hashOf(label.token)).slice(0, print.length) !== print)
    return {
      refusal: t(
        '这张标签已作废，请扫现场的新标签，或告诉队长',
        'This label no longer counts; scan the new one, or tell the captain',
      ),
    }
  return onRound(round, point, { token: label.token })
}

/** A tapped NFC tag. */
export async function byTag(round: MyRound, serial: string): Promise<Recognised> {
  for (const point of round.compoundPoints)
    if (point.tagHash && (await hashOf(`${point.id}:${plainTag(serial)}`)) === point.tagHash)
      return onRound(round, point, { nfc: serial })
  return { refusal: t('没有登记过这个 NFC 标签', 'This NFC tag is not registered') }
}

/** Six typed digits: only those on the label of a point of this round fit. @returns null when none does */
export async function byCode(round: MyRound, typed: string): Promise<Recognised | null> {
  const code = plainCode(typed)
  for (const point of round.points.values())
    if ((await hashOf(`${point.id}:${code}`)) === point.codeHash)
      return onRound(round, point, { code })
  return null
}

function onRound(round: MyRound, point: ReplicaPoint, evidence: Evidence): Recognised {
  const state = round.standing.points.find(({ checkpointId }) => checkpointId === point.id)
  if (!state)
    return {
      refusal: t(
        `${point.number} 号点位不在本班路线上`,
        `Point ${point.number} is not on this round`,
      ),
    }
  if (state.at && (state.state === 'done' || state.state === 'late'))
    return {
      refusal: t(
        `${point.number} 号点位 ${clockWords(state.at)} 已扫过`,
        `Point ${point.number} was scanned at ${clockWords(state.at)}`,
      ),
    }
  return { point, evidence }
}
