// The facts that patrols records, and the shape of each. Names of persons are nowhere in them.

import { z } from 'zod'
import { text } from '#base/text.ts'
import type { FactKinds } from '#server/capability.ts'
import { endReasonNames, stateNames } from './patrol.ts'

const may = 'patrol.view'
const id = z.uuid()
const count = z.int().min(0)
const state = z.enum(stateNames)
const instant = z.iso.datetime()
const ofRoute = { compoundId: id, routeId: id, version: z.int(), fromOn: z.string() }
const ofRound = { compoundId: id, roundId: id, routeId: id, day: z.string() }
/** how the round stands after it */
const standing = {
  state,
  points: count,
  done: count,
  late: count,
  suspect: count,
  excused: count,
  missed: count,
}

export const facts = {
  'patrol.route-planned': {
    title: text('巡查路线已制定', 'A route was planned'),
    may,
    body: z.object({ ...ofRoute, rounds: count, points: count }),
  },
  'patrol.route-changed': {
    title: text('巡查路线已调整', 'A route was changed'),
    may,
    body: z.object({ ...ofRoute, rounds: count, points: count }),
  },
  'patrol.route-retired': {
    title: text('巡查路线已停用', 'A route was retired'),
    may,
    body: z.object({ compoundId: id, routeId: id, lastOn: z.string() }),
  },
  'patrol.round-started': {
    title: text('开始巡查', 'A round was started'),
    may,
    body: z.object({ ...ofRound, at: instant }),
  },
  'patrol.scanned': {
    title: text('巡查打点', 'Checkpoints were scanned'),
    may,
    body: z.object({
      ...ofRound,
      /** of this batch: by the verdict on receipt; `refused` were not kept, `repeated` were known */
      batch: z.object({
        counted: count,
        late: count,
        doubtful: count,
        outside: count,
        refused: count,
        repeated: count,
      }),
      firstAt: instant.nullable(),
      lastAt: instant.nullable(),
      ...standing,
    }),
  },
  'patrol.round-finished': {
    title: text('巡查完成', 'A round was finished'),
    may,
    body: z.object({
      ...ofRound,
      ...standing,
      firstAt: instant.nullable(),
      lastAt: instant.nullable(),
    }),
  },
  'patrol.round-late': {
    title: text('迟巡', 'A round was late'),
    may,
    body: z.object({ ...ofRound, ...standing }),
  },
  'patrol.round-missed': {
    title: text('漏巡', 'A round was missed'),
    may,
    body: z.object({ ...ofRound, ...standing, inARow: z.int().min(1) }),
  },
  'patrol.round-rejudged': {
    title: text('补传后重新评判', 'A round was judged anew'),
    may,
    body: z.object({
      ...ofRound,
      ...standing,
      from: state,
      /** when the last scan claims to have been made, and when the server heard of it */
      claimedAt: instant.nullable(),
      receivedAt: instant,
    }),
  },
  'patrol.round-handed-over': {
    title: text('班次移交', 'A round was handed over'),
    may,
    body: z.object({ ...ofRound, fromId: id, toId: id, at: instant }),
  },
  'patrol.round-ended-early': {
    title: text('提前结束巡查', 'A round was ended early'),
    may,
    body: z.object({ ...ofRound, ...standing, reason: z.enum(endReasonNames), at: instant }),
  },
  'patrol.round-excused': {
    title: text('准予免巡', 'A round was excused'),
    may,
    body: z.object({ ...ofRound, ...standing, checkpointIds: z.array(id).nullable() }),
  },
  'patrol.round-reviewed': {
    title: text('存疑打点已复核', 'A doubt was reviewed'),
    may,
    body: z.object({
      ...ofRound,
      ...standing,
      checkpointId: id.nullable(),
      verdict: z.enum(['accepted', 'rejected']),
    }),
  },
  'patrol.finding-recorded': {
    title: text('巡查发现问题', 'A finding was recorded'),
    may,
    body: z.object({
      findingId: id,
      compoundId: id,
      checkpointId: id,
      roundId: id.nullable(),
      typeCode: z.string(),
      note: z.string(),
      photos: z.array(z.string()),
      by: id,
      at: instant,
    }),
  },
} satisfies FactKinds
