// What a hazard is, and whether a person may act on it now.
//
// Pure: no clock, no database, no network. The browser runs this file too, so a button is dead with the
// very sentence the server would refuse with.
//
// 隐患 hazard · 登记 register · 整改 rectify · 验收 accept · 销号 close

import { type Actor, forbidden, may } from '#base/permission.ts'
import type { Problem } from '#base/problem.ts'
import { addHours, type Day, dayOf } from '#base/time.ts'
import type { Grade, HazardType } from '#law/cn/hazard-types.ts'
import { type Act, acts, ruleOf } from './acts.ts'
import {
  fiveElementGrades,
  listingLevel,
  maxExtensions,
  onSpotVerifierLevel,
  onSpotWithinHours,
  verifierLevel,
} from './law.ts'
import { higher, isAtLeast, type Level, levelAbove, levelOf } from './levels.ts'
import {
  extensionPending,
  extensionTooLate,
  finderVerified,
  levelTooLow,
  noExtensionAsked,
  notAssignee,
  notOnSpot,
  onSpotTooLate,
  ownDelay,
  ownRequest,
  selfVerified,
  tooManyExtensions,
  wrongState,
} from './problems.ts'
import { type State, stateTitles } from './words.ts'

/** As much of a hazard as decides on acts. Travels to the browser as it is; instants arrive there as text. */
export type Hazard = {
  id: string
  compoundId: string
  /** what its compound lies within: places above, organisations that run it */
  within: readonly string[]
  typeCode: string
  /** whether its kind can be put right where it is found */
  onSpotKind: HazardType['onSpot']
  grade: Grade
  state: State
  /** counts up with every act */
  version: number
  reportedAt: Date | string
  /** everyone who reported it */
  finders: readonly string[]
  registeredOn: Day | null
  /** the level it belongs to, which closes it; null until registered */
  listedLevel: Level | null
  assigneeId: string | null
  plan: Plan
  dueOn: Day | null
  /** days granted on top of the term: extensions, and time the clock stood still */
  shiftDays: number
  /** a rejection has given the full term anew; it does so once */
  deadlineReset: boolean
  rectifiedBy: string | null
  rectifiedOn: Day | null
  rectifiedOnSpot: boolean
  extensions: number
  /** who asked for more time and has not been answered */
  extensionAskedBy: string | null
  extensionAskedDays: number | null
  /** the state it returns to: from being suspended, transferred, or put right in vain on the spot */
  resumeTo: State | null
  /** since when the clock stands still */
  heldOn: Day | null
}

/** 五落实 beside person and deadline: measure, money, interim plan. */
export type Plan = {
  measure: string | null
  moneyYuan: number | null
  moneySource: string | null
  interim: string | null
}

export type Viewer = Pick<Actor, 'id' | 'holds'>

/** Whether a person may know of a hazard: by a post over the place, or because it is his own. */
export const maySee = (viewer: Viewer, h: Hazard): boolean =>
  may(viewer, 'hazard.view', h.within) ||
  (may(viewer, 'hazard.view-own', h.within) && isOwn(viewer, h))

const isOwn = ({ id }: Viewer, h: Hazard): boolean =>
  h.finders.includes(id) || h.assigneeId === id || h.rectifiedBy === id

/** 验收层级 of this hazard on a day. */
export const verifierOf = (h: Hazard, today: Day): Level =>
  (h.rectifiedOnSpot ? onSpotVerifierLevel : verifierLevel).on(today)[h.grade]

/** 销号层级: who listed it; what was put right before anybody listed it, a manager at least. */
export const closerOf = (h: Hazard, today: Day): Level =>
  h.listedLevel ?? higher('project', verifierOf(h, today))

/** 挂牌层级 by grade alone. */
export const listed = (h: Pick<Hazard, 'grade'>, today: Day): Level =>
  listingLevel.on(today)[h.grade]

export const needsFiveElements = (grade: Grade, today: Day): boolean =>
  fiveElementGrades.on(today).includes(grade)

/** Why this person may not do this now; undefined when nothing stands against it. */
export function whyNot(act: Act, h: Hazard, viewer: Viewer, now: Date): Problem | undefined {
  const { from, may: permission, title } = ruleOf(act)
  if (!may(viewer, permission, h.within)) return forbidden({ permission })
  if (!from.includes(h.state)) return wrongState({ act: title, state: stateTitles[h.state] })
  return objections[act]?.(h, viewer, now)
}

/** Every act with what stands against it. Buttons live by this. */
export const actsFor = (h: Hazard, viewer: Viewer, now: Date) =>
  (Object.keys(acts) as Act[]).map((act) => ({ act, whyNot: whyNot(act, h, viewer, now) }))

type Objection = (h: Hazard, viewer: Viewer, now: Date) => Problem | undefined

const objections: Partial<Record<Act, Objection>> = {
  rectify: (h, viewer) => unlessMine(h, viewer),
  'rectify-on-spot': (h, viewer, now) => {
    if (h.onSpotKind === 'no') return notOnSpot({})
    const hours = onSpotWithinHours.on(dayOf(now))
    if (now > addHours(new Date(h.reportedAt), hours)) return onSpotTooLate({ hours })
    return unlessMine(h, viewer)
  },
  accept: verifies,
  reject: verifies,
  close: (h, viewer, now) =>
    isFixer(viewer, h) ? selfVerified({}) : unlessAtLeast(closerOf(h, dayOf(now)), h, viewer),
  'ask-extension': (h, viewer, now) => {
    if (h.extensionAskedBy !== null) return extensionPending({})
    const max = maxExtensions.on(dayOf(now))
    if (h.extensions >= max) return tooManyExtensions({ max })
    if (h.dueOn !== null && h.dueOn < dayOf(now)) return extensionTooLate({})
    return unlessMine(h, viewer)
  },
  'decide-extension': (h, viewer, now) => {
    if (h.extensionAskedBy === null) return noExtensionAsked({})
    if (h.extensionAskedBy === viewer.id) return ownRequest({})
    return unlessAtLeast(levelAbove(verifierLevel.on(dayOf(now))[h.grade]), h, viewer)
  },
  suspend: stopsTheClock,
  transfer: stopsTheClock,
  dismiss: (h, viewer, now) => unlessAtLeast(verifierLevel.on(dayOf(now))[h.grade], h, viewer),
}

/** 四眼: who verifies is not who fixed, nor for the two upper grades who found, and stands high enough. */
function verifies(h: Hazard, viewer: Viewer, now: Date): Problem | undefined {
  if (isFixer(viewer, h)) return selfVerified({})
  if (h.grade <= 2 && h.finders.includes(viewer.id)) return finderVerified({})
  return unlessAtLeast(verifierOf(h, dayOf(now)), h, viewer)
}

/** Suspending and transferring stop the deadline: nobody does it for himself, nor below who would verify. */
function stopsTheClock(h: Hazard, viewer: Viewer, now: Date): Problem | undefined {
  if (h.assigneeId === viewer.id) return ownDelay({})
  return unlessAtLeast(verifierLevel.on(dayOf(now))[h.grade], h, viewer)
}

/** The fixer is who reported it as rectified, and also for whom that was done. */
const isFixer = ({ id }: Viewer, h: Hazard): boolean => h.rectifiedBy === id || h.assigneeId === id

const unlessAtLeast = (needed: Level, h: Hazard, viewer: Viewer): Problem | undefined =>
  isAtLeast(levelOf(viewer, h.within), needed) ? undefined : levelTooLow({ needed })

/** Work on a hazard is for its assignee, before it has one for whoever knows of it, always for who assigns. */
function unlessMine(h: Hazard, viewer: Viewer): Problem | undefined {
  const mine = h.assigneeId === null ? maySee(viewer, h) : h.assigneeId === viewer.id
  return mine || may(viewer, 'hazard.assign', h.within) ? undefined : notAssignee({})
}
