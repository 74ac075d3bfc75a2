// How hazards went in the demonstration: found, registered, assigned, put right, looked at, closed; or not yet.

import { newId } from '#base/id.ts'
import { addDays, addMinutes, clockOf, type Day, dayOf, instant } from '#base/time.ts'
import type { Scene } from './build.ts'
import type { Temper } from './cast.ts'
import type { Camera } from './gallery.ts'
import { type Plot, plots } from './plots.ts'
import { type Random, randomOf } from './random.ts'
import type { Walk } from './rounds.ts'
import type { Stage } from './stage.ts'

const hat = plots.flatMap((one) => Array.from({ length: one.often }, () => one))
const daysToFix = { 1: 30, 2: 15, 3: 7, 4: 3 } as const

/** Chance of a hazard a day, and how much of the deadline is used, from and to. */
const habits: Record<Temper, { aDay: number; from: number; to: number; rejected: number }> = {
  model: { aDay: 0.07, from: 0.05, to: 0.45, rejected: 0.04 },
  steady: { aDay: 0.11, from: 0.1, to: 0.9, rejected: 0.1 },
  lax: { aDay: 0.2, from: 0.4, to: 2.6, rejected: 0.25 },
  turnaround: { aDay: 0.1, from: 0.05, to: 0.5, rejected: 0.05 },
}
const before = { aDay: 0.5, from: 0.5, to: 2.2, rejected: 0.3 }
const turnedOnDay = 35

/** What goes wrong in one compound, and what is done about it; each act falls due when the one before was done. */
export class HazardStory {
  #next: Walk[] = []
  readonly #stage: Stage
  readonly #scene: Scene
  readonly #camera: Camera

  constructor(stage: Stage, scene: Scene, camera: Camera) {
    this.#stage = stage
    this.#scene = scene
    this.#camera = camera
  }

  /** Decides what will be found today. */
  begin(day: Day, number: number): void {
    const random = randomOf('hazard', this.#scene.name, day)
    const habit = this.#habit(number)
    for (let chance = habit.aDay; random.chance(Math.min(chance, 0.9)); chance -= 0.6)
      this.#find(random, instant(day, `${String(random.int(8, 21)).padStart(2, '0')}:15`), number)
  }

  /** The acts that are due up to an instant; they leave the story's list. */
  due(until: Date): Walk[] {
    const due = this.#next.filter(({ at }) => at <= until)
    this.#next = this.#next.filter(({ at }) => at > until)
    return due
  }

  #habit(number: number) {
    const { temper } = this.#scene
    return temper === 'turnaround' && number < turnedOnDay ? before : habits[temper]
  }

  #later(at: Date, run: () => Promise<unknown>): void {
    this.#next.push({ at, run })
  }

  #find(random: Random, at: Date, number: number): void {
    const found = random.pick(hat)
    const { people, guards, checkpoints } = this.#scene
    const by = random.chance(0.7)
      ? random.pick(guards)
      : random.chance(0.5)
        ? people.grid
        : people.engineer2
    const point = checkpoints.find(({ kind }) => kind === found.at) ?? checkpoints[0]!
    const hazardId = newId(at.getTime(), random.bytes())
    this.#later(at, async () => {
      const photo = await this.#camera(by, found.subject, 'before', at)
      const reported = await this.#act('hazard.report', by, at, {
        hazardId,
        compoundId: this.#scene.id,
        typeCode: found.typeCode,
        checkpointId: point.id,
        note: found.note,
        photos: [photo],
      })
      if (reported)
        this.#take({ hazardId, found, number, random }, addMinutes(at, random.int(10, 240)))
    })
  }

  #take(hazard: Told, at: Date): void {
    const { hazardId, found, number, random } = hazard
    const { manager, engineer, engineer2 } = this.#scene.people
    this.#later(at, async () => {
      // A grave one is not the manager's to dismiss; then it goes the way of the others.
      const reason = '现场核实，住户搬家临时堆放，当场已清走'
      const isNone = random.chance(0.04)
      if (isNone && (await this.#act('hazard.dismiss', manager, at, { hazardId, reason }))) return
      const grade = await this.#register(hazardId, found.grade, at)
      const taken = { ...hazard, found: { ...found, grade } }
      const assigneeId = random.chance(0.6) ? engineer : engineer2
      const assignAt = addMinutes(at, random.int(2, 40))
      this.#later(assignAt, async () => {
        await this.#act('hazard.assign', manager, assignAt, {
          hazardId,
          assigneeId,
          measure: found.measure,
          interim: found.interim,
          moneyYuan: random.int(0, 12) * 150,
          moneySource: '物业服务费',
        })
        const { from, to } = this.#habit(number)
        const share = from + (to - from) * random.next()
        const fixAt = addMinutes(assignAt, Math.round(share * daysToFix[grade] * 1440))
        if (share > 1 && random.chance(0.35))
          this.#askForTime(taken, assigneeId, addDays(dayOf(assignAt), daysToFix[grade] - 1))
        this.#fix({ ...taken, assigneeId }, daylight(fixAt, random))
      })
    })
  }

  /** What came back within ninety days is graver by one; registering it as before would need a reason. */
  async #register(hazardId: string, grade: Plot['grade'], at: Date): Promise<Plot['grade']> {
    const { manager } = this.#scene.people
    if (await this.#act('hazard.register', manager, at, { hazardId, grade })) return grade
    const graver = Math.max(1, grade - 1) as Plot['grade']
    await this.#act('hazard.register', manager, at, { hazardId, grade: graver })
    return graver
  }

  #askForTime({ hazardId, found }: Told, assigneeId: string, on: Day): void {
    const asked = instant(on, '10:20')
    const { safety, street, district } = this.#scene.people
    const above = found.grade === 1 ? district : found.grade === 2 ? street : safety
    this.#later(asked, async () => {
      await this.#act('hazard.ask-extension', assigneeId, asked, {
        hazardId,
        days: 5,
        reason: '配件到货推迟，厂家已出具说明',
      })
      const decided = addMinutes(asked, 180)
      this.#later(decided, () =>
        this.#act('hazard.decide-extension', above, decided, {
          hazardId,
          days: 5,
          reason: '同意，期间加强值守',
        }),
      )
    })
  }

  #fix(hazard: Told & { assigneeId: string }, at: Date): void {
    const { hazardId, found, random, assigneeId } = hazard
    this.#later(at, async () => {
      const photo = await this.#camera(assigneeId, found.subject, 'after', at)
      await this.#act('hazard.rectify', assigneeId, at, {
        hazardId,
        photos: [photo],
        note: `${found.measure}，已完成`,
      })
      this.#look(hazard, daylight(addMinutes(at, random.int(60, 60 * 30)), random))
    })
  }

  #look(hazard: Told & { assigneeId: string }, at: Date): void {
    const { hazardId, found, random, number } = hazard
    const { manager, community, district } = this.#scene.people
    const verifier = found.grade === 1 ? district : found.grade === 2 ? community : manager
    this.#later(at, async () => {
      if (random.chance(this.#habit(number).rejected)) {
        await this.#act('hazard.reject', verifier, at, {
          hazardId,
          reason: '现场复查，问题仍然存在，请重新整改',
        })
        this.#fix(hazard, daylight(addMinutes(at, random.int(1, 4) * 1440), random))
        return
      }
      await this.#act('hazard.accept', verifier, at, {
        hazardId,
        photos: [],
        note: '现场复查，已整改到位',
        close: true,
      })
    })
  }

  #act(name: string, personId: string, at: Date, input: object): Promise<unknown> {
    return this.#stage.act(name, personId, input, at)
  }
}

type Told = { hazardId: string; found: Plot; number: number; random: Random }

/** Repairs and inspections are done by day. */
function daylight(at: Date, random: Random): Date {
  const clock = clockOf(at)
  if (clock >= '08:00' && clock < '19:00') return at
  const day = clock < '08:00' ? dayOf(at) : addDays(dayOf(at), 1)
  return instant(day, `${String(random.int(8, 17)).padStart(2, '0')}:40`)
}
