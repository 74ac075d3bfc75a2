// Ninety days of history, made by running the real commands in the order of a clock that the play moves.

import { addDays, type Day, dayOf, daysBetween, instant } from '#base/time.ts'
import type { Scene } from './build.ts'
import type { Camera } from './gallery.ts'
import { HazardStory } from './hazards.ts'
import { planRoute, type Walk, walksOf } from './rounds.ts'
import { inParallel, type Stage } from './stage.ts'

// The clock strikes when a day begins and after each third of it: sweeps find what was missed and overdue.
const strikes = ['00:06', '08:00', '16:00', '23:58'] as const
const together = 8

/** Plays from the day after `from` until `now`. */
export async function play(
  stage: Stage,
  scenes: Scene[],
  camera: Camera,
  from: Day,
  now: Date,
  note: (day: Day) => void,
): Promise<void> {
  const opening = instant(from, '18:00')
  for (const scene of scenes) await planRoute(stage, scene, from, opening)
  await stage.clock(opening)
  const byId = new Map(scenes.map((scene) => [scene.id, scene]))
  const stories = new Map(scenes.map((scene) => [scene.id, new HazardStory(stage, scene, camera)]))

  const waiting = new Map<string, Walk[]>()
  for (let day = addDays(from, 1); day <= dayOf(now); day = addDays(day, 1)) {
    note(day)
    const number = daysBetween(from, day)
    // Tables grow from nothing in a minute: the planner must be told before autovacuum gets round to it.
    if (number === 3 || number === 20) await stage.db.sql`analyze`
    for (const [i, strike] of strikes.entries()) {
      const at = instant(day, strike)
      const until = i === strikes.length - 1 ? at : instant(day, strikes[i + 1]!)
      if (at > now) break
      await stage.clock(at)
      if (i === 0) {
        const walks = await walksOf(stage, byId, day, number)
        for (const [id, list] of walks) waiting.set(id, [...(waiting.get(id) ?? []), ...list])
        for (const story of stories.values()) story.begin(day, number)
      }
      const end = until < now ? until : now
      await inParallel(scenes, together, (scene) =>
        playScene(scene, waiting, stories.get(scene.id)!, end),
      )
      await stage.settle(end)
    }
  }
  await stage.clock(now)
}

/** What happens in one compound up to an instant, in the order of time. */
async function playScene(
  scene: Scene,
  waiting: Map<string, Walk[]>,
  story: HazardStory,
  until: Date,
): Promise<void> {
  const walks = waiting.get(scene.id) ?? []
  waiting.set(
    scene.id,
    walks.filter(({ at }) => at > until),
  )
  const due = [...walks.filter(({ at }) => at <= until), ...story.due(until)]
  for (const { run } of due.sort((a, b) => a.at.getTime() - b.at.getTime())) await run()
  // What an act of now makes due is played now too, when its time has come.
  for (let more = story.due(until); more.length > 0; more = story.due(until))
    for (const { run } of more.sort((a, b) => a.at.getTime() - b.at.getTime())) await run()
}
