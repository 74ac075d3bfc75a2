// How guards walked in the demonstration: mostly well, sometimes late, sometimes not at all.

import { newId } from '#base/id.ts'
import { addMinutes, type Day, instant } from '#base/time.ts'
import type { Scene } from './build.ts'
import type { Temper } from './cast.ts'
import { type Random, randomOf } from './random.ts'
import type { Stage } from './stage.ts'

/** Chances per round: nobody came; a point or two left out; started late. */
const habits: Record<Temper, { missed: number; gaps: number; late: number }> = {
  model: { missed: 0.003, gaps: 0.01, late: 0.01 },
  steady: { missed: 0.015, gaps: 0.04, late: 0.04 },
  lax: { missed: 0.1, gaps: 0.14, late: 0.12 },
  turnaround: { missed: 0.02, gaps: 0.03, late: 0.04 },
}
// The old compound in its first month, before it was turned round.
const before = { missed: 0.3, gaps: 0.3, late: 0.25 }

const slots = ['10:00', '22:30', '02:00']

/** Plans the compound's one route: by day and by night, one window past midnight. */
export const planRoute = (stage: Stage, scene: Scene, fromOn: Day, now: Date): Promise<unknown> =>
  stage.must(
    'route.plan',
    scene.people.manager,
    {
      compoundId: scene.id,
      name: '全区防火巡查',
      purpose: 'fire',
      ordered: false,
      graceMinutes: 15,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      fromOn,
      slots: slots.map((opens) => ({ opens, minutes: 90 })),
      points: scene.checkpoints.map(({ id }) => ({ checkpointId: id })),
    },
    now,
  )

export type Walk = { at: Date; run: () => Promise<unknown> }
type Round = { compoundId: string; id: string; opensAt: Date; dueAt: Date; slot: number }

/** The walks of a day, each with the time at which its batch reaches the server. */
export async function walksOf(
  stage: Stage,
  scenes: Map<string, Scene>,
  day: Day,
  dayNumber: number,
): Promise<Map<string, Walk[]>> {
  const rounds = await stage.db.sql<Round[]>`
    select compound_id, id, opens_at, due_at, slot from patrols.round where day = ${day}`
  const walks = new Map<string, Walk[]>()
  for (const round of rounds) {
    const scene = scenes.get(round.compoundId)
    const walk = scene && walkOf(stage, scene, round, dayNumber)
    if (walk) walks.set(round.compoundId, [...(walks.get(round.compoundId) ?? []), walk])
  }
  return walks
}

function walkOf(stage: Stage, scene: Scene, round: Round, dayNumber: number): Walk | null {
  const random = randomOf('walk', round.id)
  const habit = scene.temper === 'turnaround' && dayNumber < 35 ? before : habits[scene.temper]
  if (random.chance(habit.missed)) return null
  const late = random.chance(habit.late)
  const began = addMinutes(round.opensAt, late ? random.int(75, 95) : random.int(3, 35))
  const skip = random.chance(habit.gaps) ? random.int(0, scene.checkpoints.length - 1) : -1
  const scans = scansOf(scene, began, skip, random)
  const guard = scene.guards[(round.slot + dayNumber) % scene.guards.length]!
  const done = new Date(scans.at(-1)!.at)
  // Underground garages: what was scanned without signal arrives later, and is judged by when it was done.
  const arrived = addMinutes(done, random.chance(0.15) ? random.int(20, 120) : 1)
  return {
    at: arrived,
    run: () =>
      stage.act(
        'patrol.scan-batch',
        guard,
        { compoundId: scene.id, roundId: round.id, scans },
        arrived,
        done,
      ),
  }
}

function scansOf(scene: Scene, began: Date, skip: number, random: Random) {
  let at = began
  return scene.checkpoints
    .filter((_, i) => i !== skip)
    .map(({ id, code }) => {
      at = new Date(at.getTime() + random.int(80, 210) * 1000)
      return {
        id: newId(at.getTime(), random.bytes()),
        checkpointId: id,
        at: at.toISOString(),
        code,
        answer: null,
      }
    })
}

/** The first instant of a day on which rounds may still be running from the day before. */
export const morning = (day: Day): Date => instant(day, '05:00')
