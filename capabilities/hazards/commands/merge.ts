// 归并: two reports of one hazard. Nobody who reported it is forgotten.

import { z } from 'zod'
import { type mayAnywhere, may as mayAt } from '#base/permission.ts'
import { admit } from '#evidence'
import { command, type Tx } from '#server/command.ts'
import { ruleOf } from '../acts.ts'
import { mergedIntoItself, mergeIntoMilder, mergeTargetOver, notFound } from '../problems.ts'
import { loadHazard, type StoredHazard } from '../queries/load.ts'
import { overStates } from '../words.ts'
import { exampleId, target, words } from './inputs.ts'
import { perform, write } from './perform.ts'

const { title, source, may } = ruleOf('merge')

/** The duplicate ends as 已归并; its reporters become reporters of the other, which they may see from now on. */
export const mergeHazard = command({
  name: 'hazard.merge',
  title,
  source,
  may,
  offline: false,
  input: z.object({ ...target, intoId: z.uuid(), note: words.default('') }),
  example: { hazardId: exampleId, intoId: '0199f0a0-0000-7000-8000-000000000002' },

  async run(context, { intoId, note, ...duplicate }) {
    const { sql, actor, now, at, record } = context
    if (intoId === duplicate.hazardId) throw mergedIntoItself({})
    // Held in one order, whichever is merged into which: two people merging crosswise do not wait for ever.
    await sql`
      select from hazards.hazard where id = any(${[intoId, duplicate.hazardId]}) order by id for update`
    const into = await loadHazard(sql, intoId)

    const answer = await perform(context, duplicate, 'merge', (h) => {
      mustTake(into, h, context.actor)
      return {
        change: { state: 'merged', mergedInto: intoId },
        note,
        detail: { intoId, intoNumber: into!.number },
        facts: [{ name: 'hazard.merged', body: { intoId } }],
      }
    })
    const reporters = await takeReporters(sql, into!, duplicate.hazardId)
    const finders = [...new Set([...into!.finders, ...reporters.ids])]
    await write(
      sql,
      record,
      { ...into!, finders },
      'merge-in',
      actor.id,
      { at, now },
      {
        change: { reporters: reporters.count },
        detail: { fromId: duplicate.hazardId, fromNumber: reporters.number },
        facts: [],
      },
    )
    await admit(sql, into!.compoundId, intoId, finders)
    return answer
  },
})

/** @throws hazard.not-found, hazard.merge-target-over, hazard.merge-into-milder */
function mustTake(
  into: StoredHazard | undefined,
  duplicate: StoredHazard,
  actor: Parameters<typeof mayAnywhere>[0],
): void {
  // Another compound's hazard is none, as far as this merge is concerned.
  if (!into || into.compoundId !== duplicate.compoundId) throw notFound({})
  if (!mayAt(actor, may, into.within)) throw notFound({})
  if (overStates.includes(into.state)) throw mergeTargetOver({})
  if (into.grade > duplicate.grade) throw mergeIntoMilder({})
}

async function takeReporters(sql: Tx, { compoundId, id }: StoredHazard, fromId: string) {
  const rows = await sql<{ personId: string; number: string }[]>`
    with kept as (
      insert into hazards.reporter (compound_id, hazard_id, person_id, at)
      select compound_id, ${id}, person_id, at from hazards.reporter
       where compound_id = ${compoundId} and hazard_id = ${fromId}
          on conflict do nothing)
    select r.person_id, h.number
      from hazards.reporter r
      join hazards.hazard h on h.compound_id = r.compound_id and h.id = ${fromId}
     where r.compound_id = ${compoundId} and r.hazard_id in (${id}, ${fromId})`
  const ids = [...new Set(rows.map(({ personId }) => personId))]
  return { ids, count: ids.length, number: rows[0]!.number }
}
