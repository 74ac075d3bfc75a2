// 上报: somebody has seen something. Photo, kind, place; everything else can come later.

import { z } from 'zod'
import { may } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { command } from '#server/command.ts'
import { sources } from '../law.ts'
import { unknownPlace } from '../problems.ts'
import { countedAt } from '../rules.ts'
import { exampleId, examplePhoto, somePhotos, words } from './inputs.ts'
import { openAll } from './open.ts'

/**
 * 隐患上报. Queued without signal; the device names the hazard, so what follows can already point to it.
 *
 * A second report of an open hazard is taken like the first: only somebody who knows the place can say
 * that two are one (`hazard.merge`). The answer names those it may be.
 */
export const reportHazard = command({
  name: 'hazard.report',
  title: text('上报隐患', 'Report a hazard'),
  source: sources.loop,
  may: 'hazard.report',
  offline: true,
  input: z.object({
    hazardId: z.uuid(),
    compoundId: z.uuid(),
    typeCode: z.string().max(20),
    checkpointId: z.uuid().optional(),
    assetId: z.uuid().optional(),
    buildingId: z.uuid().optional(),
    location: z.string().trim().max(200).optional(),
    note: words.optional(),
    photos: somePhotos,
  }),
  example: {
    hazardId: exampleId,
    compoundId: '0199f0a0-0000-7000-8000-00000000000c',
    typeCode: 'FIRE-01',
    location: '3 栋 2 单元 1 楼',
    photos: [examplePhoto],
  },

  async run({ sql, actor, now, at, record }, { hazardId, ...report }) {
    const [compound] = await sql<{ within: string[] }[]>`
      select within from places.place where id = ${report.compoundId} and kind = 'compound'`
    if (!compound || !may(actor, 'hazard.report', compound.within)) throw unknownPlace({})

    const found = { ...report, id: hazardId, by: actor.id, at: countedAt(at, now, new Date(0)) }
    const [opened] = await openAll(sql, record, [{ ...found, finding: 'person' }], now)
    return { ...opened!, state: 'reported' }
  },
})
