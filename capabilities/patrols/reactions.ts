// What patrols does when a day begins, when a checkpoint is taken out of use, and once a minute.

import type { Text } from '#base/text.ts'
import { text } from '#base/text.ts'
import { addDays, clockOf, type Day, dayOf } from '#base/time.ts'
import type { ReactionContext, Reactions, Sweeps } from '#server/capability.ts'
import { notify } from '#server/notify.ts'
import { openRounds, replan } from './commands/plan.ts'
import { closeRounds } from './commands/standing.ts'
import { missedInARowForCompany } from './law.ts'
import type { State } from './patrol.ts'

export const reactions: Reactions = {
  /** Opens today's rounds and tomorrow's, and the drawers their scans will lie in. */
  async 'day.began'({ sql }, facts) {
    const days = new Set<Day>()
    for (const { body } of facts) days.add(body.day).add(addDays(body.day, 1))
    const ahead = [...days].sort()
    for (const month of new Set(
      [...ahead, addDays(ahead.at(-1)!, 31)].map((day) => day.slice(0, 7)),
    ))
      await sql`select patrols.make_scan_month(${`${month}-01`})`
    await sql`
      update patrols.route set usual_seconds = usual.seconds
        from patrols.usual_walk(${ahead[0]!}) as usual
       where route.compound_id = usual.compound_id and route.id = usual.route_id`
    for (const day of ahead) await openRounds(sql, day)
  },

  /** A point taken out of use is nobody's duty from the next day on. */
  async 'checkpoint.retired'({ sql, now }, facts) {
    for (const compoundId of new Set(facts.map(({ body }) => body.compoundId as string)))
      await replan(sql, dayOf(now), now, { compoundId })
  },
}

export const sweeps: Sweeps = {
  /** 漏巡: closes the rounds whose time is over with points nobody scanned. */
  async 'close-rounds'(context) {
    await closeRounds(context, context.sql`closes_at <= ${context.now}`)
  },

  /** Tells managers of missed and late rounds, and of an upload that changed the picture; each once. */
  'tell-managers': tellManagers,
}

type Untold = {
  compoundId: string
  compoundName: string
  id: string
  name: string
  state: State
  opensAt: Date
  dueAt: Date
  points: number
  missed: number
  late: number
  inARow: number
  managers: string[]
  company: string[]
}

async function tellManagers({ sql, now }: ReactionContext): Promise<void> {
  const inARow = missedInARowForCompany.on(dayOf(now))
  const rounds = await sql<Untold[]>`
    with untold as (
      select compound_id, id from patrols.round
       where told_at is null and settled_at is not null
         and (state in ('missed', 'late') or rejudged_at is not null)
       order by settled_at limit 2000
         for update skip locked),
    told as (
      update patrols.round set told_at = ${now}
        from untold where round.compound_id = untold.compound_id and round.id = untold.id
      returning round.*)
    select told.compound_id, place.name as compound_name, told.id, version.name, told.state,
           told.opens_at, told.due_at, told.points, told.missed, told.late,
           case when told.state = 'missed' then patrols.missed_in_a_row(told) else 0 end as in_a_row,
           patrols.holders(array[told.compound_id], '{project-manager}', ${now}) as managers,
           patrols.holders(place.within, '{company-manager,company-safety}', ${now}) as company
      from told
      join places.place on place.id = told.compound_id
      join patrols.route_version version
        on version.compound_id = told.compound_id and version.route_id = told.route_id
       and version.version = told.version`
  await notify(
    sql,
    rounds.flatMap((round) => {
      const goesUp = round.inARow >= inARow
      const notice = {
        at: now,
        text: sentence(round),
        link: `/patrols/rounds/${round.compoundId}/${round.id}`,
        cause: round.id,
      }
      const kind = round.state === 'missed' || round.state === 'late' ? round.state : 'rejudged'
      return [
        ...round.managers.map((personId) => ({
          ...notice,
          personId,
          kind: `patrol.round-${kind}`,
        })),
        ...(goesUp ? round.company : []).map((personId) => ({
          ...notice,
          personId,
          kind: 'patrol.missed-in-a-row',
          text: inARowSentence(round),
        })),
      ]
    }),
  )
}

const windowOf = ({ opensAt, dueAt }: Untold) => `${clockOf(opensAt)}–${clockOf(dueAt)}`

function sentence(round: Untold): Text {
  const { compoundName, name, points, missed, late, state } = round
  const window = windowOf(round)
  if (state === 'missed')
    return text(
      `${compoundName}“${name}”${window} 漏巡：${points} 个点位中 ${missed} 个未巡`,
      `${compoundName}, ${name} ${window}: missed ${missed} of ${points} points`,
    )
  if (state === 'late')
    return text(
      `${compoundName}“${name}”${window} 迟巡：${late} 个点位超过宽限时间`,
      `${compoundName}, ${name} ${window}: ${late} points after the grace`,
    )
  return text(
    `${compoundName}“${name}”${window} 补传后已按打点时间重新评判，不再计为漏巡`,
    `${compoundName}, ${name} ${window}: judged anew after a late upload, no longer missed`,
  )
}

const inARowSentence = (round: Untold): Text =>
  text(
    `${round.compoundName}“${round.name}”已连续 ${round.inARow} 班漏巡`,
    `${round.compoundName}, ${round.name}: missed ${round.inARow} rounds in a row`,
  )
