// 登记: what it is, how grave, where, and whose. Also its grade later on, and that it is none.

import { z } from 'zod'
import { type Day, dayOf } from '#base/time.ts'
import type { Tx } from '#server/command.ts'
import { typeOn } from '../catalogue.ts'
import { unknownPoint, unknownType } from '../problems.ts'
import type { StoredHazard } from '../queries/load.ts'
import { graver, isRecurrence, register, regrade } from '../rules.ts'
import { pairs } from '../search.ts'
import { type Owner, owners } from '../words.ts'
import { exampleId, grade, reason, target, words } from './inputs.ts'
import { onHazard } from './on-hazard.ts'
import { groundsOf, type Where } from './open.ts'

const corrections = z.object({
  typeCode: z.string().max(20).optional(),
  checkpointId: z.uuid().nullish(),
  assetId: z.uuid().nullish(),
  buildingId: z.uuid().nullish(),
  location: z.string().trim().max(200).optional(),
})

/** 登记定级. The registrar may correct kind and place; whether it came back is then looked up again. */
export const registerHazard = onHazard('register', {
  input: z.object({
    ...target,
    ...corrections.shape,
    grade,
    reason: reason.optional(),
    owner: z.enum(Object.keys(owners) as [Owner, ...Owner[]]).default('property'),
    ownerName: z.string().trim().max(100).default(''),
    note: words.default(''),
  }),
  example: { hazardId: exampleId, grade: 2, owner: 'property' },

  async decide(h, { grade, reason, owner, ownerName, note, ...given }, { sql, actor, now, today }) {
    const corrected = await correct(sql, h, corrections.parse(given), today)
    const type = typeOn(corrected.typeCode, today)
    if (!type) throw unknownType({})
    const expected = corrected.reopenedOf === null ? type.grade : graver(type.grade)
    const change = register(h, { grade, expected, reason }, actor, now)
    const cameBack = corrected.reopenedOf !== null && h.reopenedOf === null
    return {
      change: { ...change, ...corrected, owner, ownerName, registeredBy: actor.id },
      note: reason ?? note,
      detail: { gradeBefore: h.grade, expected, typeBefore: h.typeCode, owner, ownerName },
      facts: [
        {
          name: 'hazard.registered',
          body: { listedLevel: change.listedLevel, gradeBefore: h.grade },
        },
        ...(cameBack
          ? [{ name: 'hazard.reopened' as const, body: { reopenedOf: corrected.reopenedOf } }]
          : []),
      ],
    }
  },
})

/** 调整等级: raised freely, lowered with a reason by the level that listed it. */
export const gradeHazard = onHazard('grade', {
  input: z.object({ ...target, grade, reason: reason.optional() }),
  example: { hazardId: exampleId, grade: 1, reason: '现场复核：影响整栋疏散' },

  decide: (h, { grade, reason }, { actor, now }) => ({
    change: regrade(h, { grade, reason }, actor, now),
    note: reason,
    detail: { gradeBefore: h.grade },
    facts: [{ name: 'hazard.graded', body: { gradeBefore: h.grade } }],
  }),
})

/** 认定不属隐患, with a reason that who reported it can read. */
export const dismissHazard = onHazard('dismiss', {
  input: z.object({ ...target, reason }),
  example: { hazardId: exampleId, reason: '现场核实为已报备的临时施工围挡' },

  decide: (_h, { reason }) => ({
    change: { state: 'dismissed' },
    note: reason,
    facts: [{ name: 'hazard.dismissed' }],
  }),
})

/** The kind and place as corrected, and the closed hazard they make it a return of. */
async function correct(sql: Tx, h: StoredHazard, given: z.output<typeof corrections>, today: Day) {
  const kept = {
    typeCode: h.typeCode,
    checkpointId: h.checkpointId,
    assetId: h.assetId,
    buildingId: h.buildingId,
    location: h.location,
    reopenedOf: h.reopenedOf,
  }
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  if (said.length === 0) return kept
  const where: Where = { ...kept, ...Object.fromEntries(said), compoundId: h.compoundId }
  if (!typeOn(where.typeCode, today)) throw unknownType({})

  const [ground] = await groundsOf(sql, [where], today)
  if (!ground?.pointKnown) throw unknownPoint({})
  const { checkpointId, assetId, buildingId, location, closed } = ground
  const foundOn = dayOf(h.reportedAt)
  const type = typeOn(where.typeCode, today)!
  return {
    typeCode: where.typeCode,
    checkpointId,
    assetId,
    buildingId,
    location,
    reopenedOf: closed && isRecurrence(closed.closedOn, foundOn) ? closed.id : null,
    search: pairs(location, h.note, type.title.zh),
  }
}
