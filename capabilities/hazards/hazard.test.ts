// The rules of hazards, one by one. Pure: no database.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Grade } from '#law/cn/hazard-types.ts'
import { actNames, acts, can, diagram } from './acts.ts'
import { actBy, escalate, isOverdue, ladderAfter, stepsOf } from './escalation.ts'
import { actsFor, closerOf, type Hazard, maySee, verifierOf, whyNot } from './hazard.ts'
import { levelAbove, levelOf, levelPermission, levels } from './levels.ts'
import { permissions } from './permissions.ts'
import {
  assign,
  countedAt,
  daysLate,
  decideExtension,
  dueDay,
  graver,
  hold,
  isRecurrence,
  missingElements,
  register,
  regrade,
  reject,
  release,
} from './rules.ts'
import { states } from './words.ts'

const now = new Date('2026-11-23T10:00:00+08:00')
const here = 'compound'
const within = [here, 'community', 'street', 'district', 'city', 'company']

const hazard = (change: Partial<Hazard> = {}): Hazard => ({
  id: 'h',
  compoundId: here,
  within,
  typeCode: 'FIRE-01',
  onSpotKind: 'yes',
  grade: 3,
  state: 'assigned',
  version: 3,
  reportedAt: new Date('2026-11-23T09:00:00+08:00'),
  finders: ['guard'],
  registeredOn: '2026-11-20',
  listedLevel: 'project',
  assigneeId: 'engineer',
  plan: { measure: '更换', moneyYuan: 0, moneySource: '无需资金', interim: '值守' },
  dueOn: '2026-11-27',
  shiftDays: 0,
  deadlineReset: false,
  rectifiedBy: null,
  rectifiedOn: null,
  rectifiedOnSpot: false,
  extensions: 0,
  extensionAskedBy: null,
  extensionAskedDays: null,
  resumeTo: null,
  heldOn: null,
  ...change,
})

/** Somebody who holds a post, with what the permissions make of it. */
const holder = (id: string, kind: string, at = here) => ({
  id,
  holds: Object.fromEntries(
    Object.entries(permissions)
      .filter(([, { posts }]) => posts.includes(kind))
      .map(([permission]) => [permission, [at]]),
  ),
})
const guard = holder('guard', 'guard')
const engineer = holder('engineer', 'engineer')
const captain = holder('captain', 'captain')
const manager = holder('manager', 'project-manager')
const safety = holder('safety', 'company-safety', 'company')
const community = holder('community-officer', 'community-officer', 'community')
const street = holder('street-officer', 'street-officer', 'street')
const district = holder('district-officer', 'district-officer', 'district')
const city = holder('city-officer', 'city-officer', 'city')
const neighbour = holder('neighbour', 'project-manager', 'other-compound')
const stranger = { id: 'stranger', holds: {} }

const codeOf = (problem: { code: string } | undefined) => problem?.code
const rectified = (change: Partial<Hazard> = {}) =>
  hazard({ state: 'rectified', rectifiedBy: 'engineer', rectifiedOn: '2026-11-22', ...change })

// ── states ──────────────────────────────────────────────────────────────────────────────────────────

test('an act is refused in every state its row does not name, and the sentence names both', () => {
  const everything = {
    id: 'all',
    holds: Object.fromEntries(Object.keys(permissions).map((p) => [p, ['city']])),
  }
  for (const act of actNames)
    for (const state of states)
      if (!can(act, state)) {
        const objection = whyNot(act, hazard({ state }), everything, now)
        assert.equal(codeOf(objection), 'hazard.wrong-state', `${act} in ${state}`)
        assert.ok(objection!.text.zh.includes(acts[act].title.zh))
      }
})

test('no state is a dead end but those that are over, and every state is reached', () => {
  const reached = new Set(['reported', ...actNames.flatMap((act) => acts[act].to as string[])])
  assert.deepEqual([...reached].sort(), [...states].sort())
  for (const state of states) {
    const leads = actNames.some((act) => can(act, state) && acts[act].to.some((to) => to !== state))
    assert.equal(leads, !['closed', 'merged', 'dismissed'].includes(state), state)
  }
})

test('the diagram in the README is the acts table', async () => {
  const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8')
  assert.ok(
    readme.includes(diagram()),
    'run: node -e "import(\'./acts.ts\').then(a => console.log(a.diagram()))"',
  )
})

test('every act has a permission that some post carries', () => {
  for (const act of actNames) assert.ok(permissions[acts[act].may]!.posts.length > 0, act)
})

// ── who may see ─────────────────────────────────────────────────────────────────────────────────────

test('a guard sees what he found, an engineer what he fixes, and neither the rest', () => {
  assert.equal(maySee(guard, hazard()), true)
  assert.equal(maySee(engineer, hazard()), true)
  assert.equal(maySee(holder('other', 'guard'), hazard()), false)
  assert.equal(maySee(captain, hazard()), true)
  assert.equal(maySee(neighbour, hazard()), false)
  assert.equal(
    maySee(stranger, hazard({ finders: ['stranger'] })),
    false,
    'a post that ended shows nothing',
  )
})

test('a guard of another compound does not see a hazard because he once found one there', () => {
  assert.equal(maySee(holder('guard', 'guard', 'other-compound'), hazard()), false)
})

// ── levels ──────────────────────────────────────────────────────────────────────────────────────────

test('levels follow the post and the place it is held at', () => {
  assert.deepEqual(
    [guard, captain, manager, safety, community, street, district, city].map((v) =>
      levelOf(v, within),
    ),
    [null, ...levels],
  )
  assert.equal(levelOf(neighbour, within), null)
  assert.equal(levelAbove('project'), 'company')
  assert.equal(levelAbove('city'), 'city')
  for (const level of levels) assert.ok(levelPermission(level) in permissions)
})

test('§4.2: each grade is verified at its level or above, and not below', () => {
  const rows: [Grade, typeof manager, typeof manager][] = [
    [4, captain, guard],
    [3, manager, captain],
    [2, community, safety],
    [1, district, street],
  ]
  for (const [grade, enough, tooLow] of rows) {
    assert.equal(whyNot('accept', rectified({ grade }), enough, now), undefined, `grade ${grade}`)
    assert.equal(whyNot('accept', rectified({ grade }), city, now), undefined)
    const refusal = codeOf(whyNot('accept', rectified({ grade }), tooLow, now))
    assert.ok(
      ['hazard.level-too-low', 'identity.forbidden'].includes(refusal!),
      `grade ${grade}: ${refusal}`,
    )
  }
})

test('what was put right on the spot is looked at by a supervisor, a major one by the district', () => {
  const levelsOf = ([1, 2, 3, 4] as const).map((grade) =>
    verifierOf(rectified({ grade, rectifiedOnSpot: true }), '2026-11-23'),
  )
  assert.deepEqual(levelsOf, ['district', 'project', 'team', 'team'])
})

// ── four eyes ───────────────────────────────────────────────────────────────────────────────────────

test('four eyes: who rectified neither accepts, rejects nor closes; nor does for whom it was done', () => {
  const byManager = rectified({ rectifiedBy: 'manager' })
  assert.equal(codeOf(whyNot('accept', byManager, manager, now)), 'hazard.self-verified')
  assert.equal(codeOf(whyNot('reject', byManager, manager, now)), 'hazard.self-verified')
  const accepted = hazard({ state: 'accepted', rectifiedBy: 'engineer', assigneeId: 'manager' })
  assert.equal(codeOf(whyNot('close', accepted, manager, now)), 'hazard.self-verified')
  assert.equal(whyNot('accept', byManager, safety, now), undefined)
})

test('four eyes: who found a major or serious hazard does not verify it; of the lesser grades he may', () => {
  const found = { finders: ['guard', 'community-officer', 'manager', 'district-officer'] }
  assert.equal(
    codeOf(whyNot('accept', rectified({ grade: 2, ...found }), community, now)),
    'hazard.finder-verified',
  )
  assert.equal(
    codeOf(whyNot('reject', rectified({ grade: 1, ...found }), district, now)),
    'hazard.finder-verified',
  )
  assert.equal(whyNot('accept', rectified({ grade: 3, ...found }), manager, now), undefined)
})

// ── closing ─────────────────────────────────────────────────────────────────────────────────────────

test('the level that listed a hazard closes it: a major one the district, one found by the street the street', () => {
  const closing = (grade: Grade, listedLevel: Hazard['listedLevel']) =>
    rectified({ state: 'accepted', grade, listedLevel })
  assert.equal(codeOf(whyNot('close', closing(1, 'district'), street, now)), 'hazard.level-too-low')
  assert.equal(whyNot('close', closing(1, 'district'), district, now), undefined)
  assert.equal(codeOf(whyNot('close', closing(3, 'street'), manager, now)), 'hazard.level-too-low')
  assert.equal(whyNot('close', closing(3, 'street'), street, now), undefined)
  assert.equal(whyNot('close', closing(3, 'project'), manager, now), undefined)
  assert.equal(closerOf(closing(4, null), '2026-11-23'), 'project')
})

test('registration lists a hazard at the level of its grade, or higher where a higher level registers', () => {
  const reported = hazard({ state: 'reported', registeredOn: null, listedLevel: null, dueOn: null })
  const listedBy = (viewer: typeof manager, grade: Grade) =>
    register(reported, { grade, expected: grade, reason: undefined }, viewer, now).listedLevel
  assert.equal(listedBy(manager, 3), 'project')
  assert.equal(listedBy(manager, 1), 'district')
  assert.equal(listedBy(street, 3), 'street')
  assert.equal(listedBy(city, 1), 'city')
})

// ── deadlines ───────────────────────────────────────────────────────────────────────────────────────

test('§4.2: the term runs from registration: 30, 15, 7 and 3 days', () => {
  const due = ([1, 2, 3, 4] as const).map((grade) => dueDay(grade, '2026-11-23'))
  assert.deepEqual(due, ['2026-12-23', '2026-12-08', '2026-11-30', '2026-11-26'])
})

test('lateness is counted in city days, on the rectification, not on how long others took to look', () => {
  assert.equal(daysLate({ dueOn: '2026-11-27', rectifiedOn: '2026-11-27' }), 0)
  assert.equal(daysLate({ dueOn: '2026-11-27', rectifiedOn: '2026-11-29' }), 2)
  assert.equal(daysLate({ dueOn: null, rectifiedOn: '2026-11-29' }), 0)
})

test('a phone’s clock is believed for a day, never before the finding and never into the future', () => {
  const found = new Date('2026-11-22T20:00:00+08:00')
  const claim = (at: string) => countedAt(new Date(at), now, found).toISOString()
  assert.equal(claim('2026-11-22T21:00:00+08:00'), '2026-11-22T13:00:00.000Z')
  assert.equal(claim('2026-11-22T19:00:00+08:00'), found.toISOString())
  assert.equal(claim('2026-11-21T09:00:00+08:00'), now.toISOString(), 'too old to be believed')
  assert.equal(claim('2026-11-23T10:00:40+08:00'), now.toISOString())
})

// ── grading ─────────────────────────────────────────────────────────────────────────────────────────

test('the default grade is raised freely and lowered only with a reason', () => {
  const reported = hazard({ state: 'reported', registeredOn: null, listedLevel: null, dueOn: null })
  const graded = (grade: Grade, reason?: string) =>
    register(reported, { grade, expected: 2, reason }, manager, now).grade
  assert.equal(graded(1), 1)
  assert.equal(graded(2), 2)
  assert.throws(() => graded(3), { code: 'hazard.reason-needed' })
  assert.equal(graded(3, '现场已封闭'), 3)
})

test('once listed, a grade is lowered by the level that listed it only', () => {
  const major = hazard({ grade: 1, listedLevel: 'district' })
  const lower = (viewer: typeof manager, reason?: string) =>
    regrade(major, { grade: 3, reason }, viewer, now)
  assert.throws(() => lower(district), { code: 'hazard.reason-needed' })
  assert.throws(() => lower(manager, '已经安全'), { code: 'hazard.level-too-low' })
  assert.equal(lower(district, '已经安全').listedLevel, 'project')
  assert.throws(() => regrade(major, { grade: 1, reason: undefined }, district, now), {
    code: 'hazard.same-grade',
  })
})

test('raised to an upper grade without the five elements, a hazard is to be assigned anew', () => {
  const bare = hazard({
    plan: { measure: '更换', moneyYuan: null, moneySource: null, interim: null },
  })
  assert.equal(regrade(bare, { grade: 2, reason: undefined }, manager, now).state, 'registered')
  assert.equal(regrade(hazard(), { grade: 2, reason: undefined }, manager, now).state, 'assigned')
  assert.equal(
    regrade(hazard(), { grade: 2, reason: undefined }, manager, now).listedLevel,
    'community',
  )
})

test('a raised grade brings its longer term from registration, a lowered one its shorter from today', () => {
  assert.equal(regrade(hazard(), { grade: 1, reason: undefined }, manager, now).dueOn, '2026-12-20')
  const lowered = regrade(
    hazard({ dueOn: '2026-12-20', grade: 1 }),
    { grade: 4, reason: '轻微' },
    manager,
    now,
  )
  assert.equal(lowered.dueOn, '2026-11-26')
  const nearly = regrade(
    hazard({ dueOn: '2026-11-24', grade: 3 }),
    { grade: 4, reason: '轻微' },
    manager,
    now,
  )
  assert.equal(nearly.dueOn, '2026-11-24', 'nobody gains days by lowering')
})

// ── five elements ───────────────────────────────────────────────────────────────────────────────────

test('五落实: the two upper grades are not assigned while one of the elements is missing', () => {
  const none = { measure: null, moneyYuan: null, moneySource: null, interim: null }
  const try_ = (grade: Grade, plan: Hazard['plan']) =>
    assign(
      hazard({ grade, state: 'registered' }),
      { assigneeId: 'engineer', plan, dueOn: undefined },
      now,
    )
  assert.throws(() => try_(2, none), { code: 'hazard.plan-incomplete' })
  assert.throws(() => try_(1, { ...hazard().plan, interim: '' }), {
    code: 'hazard.plan-incomplete',
  })
  assert.equal(try_(2, hazard().plan).state, 'assigned')
  assert.equal(try_(3, none).state, 'assigned')
  assert.deepEqual(missingElements(none), ['measure', 'money', 'interim'])
})

test('a deadline may be set earlier than the term, never later and never in the past', () => {
  const dueOn = (day: string) =>
    assign(hazard(), { assigneeId: 'e', plan: hazard().plan, dueOn: day }, now).dueOn
  assert.equal(dueOn('2026-11-24'), '2026-11-24')
  assert.throws(() => dueOn('2026-11-28'), { code: 'hazard.due-too-late' })
  assert.throws(() => dueOn('2026-11-22'), { code: 'hazard.due-in-past' })
})

// ── on the spot ─────────────────────────────────────────────────────────────────────────────────────

test('on the spot is for kinds that allow it, within two hours, by who found it or has it', () => {
  const found = hazard({
    state: 'reported',
    assigneeId: null,
    registeredOn: null,
    listedLevel: null,
  })
  assert.equal(whyNot('rectify-on-spot', found, guard, now), undefined)
  assert.equal(whyNot('rectify-on-spot', found, captain, now), undefined)
  const late = new Date('2026-11-23T11:00:01+08:00')
  assert.equal(codeOf(whyNot('rectify-on-spot', found, guard, late)), 'hazard.on-spot-too-late')
  assert.equal(
    codeOf(whyNot('rectify-on-spot', { ...found, onSpotKind: 'no' }, guard, now)),
    'hazard.not-on-spot',
  )
  assert.equal(codeOf(whyNot('rectify-on-spot', hazard(), guard, now)), 'hazard.not-assignee')
})

// ── rejecting ───────────────────────────────────────────────────────────────────────────────────────

test('a rejection gives the full term anew, once, and never shortens it', () => {
  const first = reject(rectified(), now)
  assert.deepEqual(
    [first.state, first.dueOn, first.deadlineReset],
    ['assigned', '2026-11-30', true],
  )
  const second = reject(rectified({ deadlineReset: true }), now)
  assert.equal(second.dueOn, undefined)
  assert.equal(reject(rectified({ dueOn: '2026-12-30' }), now).dueOn, '2026-12-30')
})

test('what was put right in vain on the spot returns to where it was', () => {
  const change = reject(
    rectified({ rectifiedOnSpot: true, resumeTo: 'reported', dueOn: null }),
    now,
  )
  assert.deepEqual(
    [change.state, change.rectifiedBy, change.rectifiedOnSpot],
    ['reported', null, false],
  )
})

// ── extending ───────────────────────────────────────────────────────────────────────────────────────

test('more time is asked for by who does the work, in time, twice at most', () => {
  assert.equal(whyNot('ask-extension', hazard(), engineer, now), undefined)
  assert.equal(
    whyNot('ask-extension', hazard(), manager, now),
    undefined,
    'the manager answers for it',
  )
  assert.equal(codeOf(whyNot('ask-extension', hazard(), guard, now)), 'hazard.not-assignee')
  assert.equal(
    codeOf(whyNot('ask-extension', hazard({ extensions: 2 }), engineer, now)),
    'hazard.too-many-extensions',
  )
  assert.equal(
    codeOf(whyNot('ask-extension', hazard({ dueOn: '2026-11-22' }), engineer, now)),
    'hazard.extension-too-late',
  )
  assert.equal(
    codeOf(whyNot('ask-extension', hazard({ extensionAskedBy: 'engineer' }), engineer, now)),
    'hazard.extension-pending',
  )
})

test('more time is granted by the level above who verifies, never by who asked', () => {
  const asked = (grade: Grade, by = 'engineer') =>
    hazard({ grade, extensionAskedBy: by, extensionAskedDays: 5 })
  assert.equal(codeOf(whyNot('decide-extension', asked(3), manager, now)), 'hazard.level-too-low')
  assert.equal(whyNot('decide-extension', asked(3), safety, now), undefined)
  assert.equal(codeOf(whyNot('decide-extension', asked(2), community, now)), 'hazard.level-too-low')
  assert.equal(whyNot('decide-extension', asked(2), street, now), undefined)
  assert.equal(whyNot('decide-extension', asked(1), city, now), undefined)
  assert.equal(
    codeOf(whyNot('decide-extension', asked(3, 'safety'), safety, now)),
    'hazard.own-request',
  )
  assert.equal(
    codeOf(whyNot('decide-extension', hazard(), safety, now)),
    'hazard.no-extension-asked',
  )
})

test('a decision grants what was asked or fewer days, or none', () => {
  const asked = hazard({ extensionAskedBy: 'engineer', extensionAskedDays: 5 })
  assert.equal(decideExtension(asked, 9).dueOn, '2026-12-02')
  assert.deepEqual(decideExtension(asked, 3), {
    extensionAskedBy: null,
    extensionAskedDays: null,
    extensions: 1,
    shiftDays: 3,
    dueOn: '2026-11-30',
  })
  assert.deepEqual(decideExtension(asked, 0), { extensionAskedBy: null, extensionAskedDays: null })
})

// ── holding ─────────────────────────────────────────────────────────────────────────────────────────

test('the clock stands still while suspended or transferred, and goes on where it stood', () => {
  const held = { ...hazard(), ...hold(hazard(), 'suspended', now, '2026-12-31') } as Hazard
  assert.deepEqual(
    [held.state, held.resumeTo, held.heldOn],
    ['suspended', 'assigned', '2026-11-23'],
  )
  assert.equal(actBy({ ...held, reportedOn: '2026-11-20' }), null)
  const back = release(held, '2026-12-03')
  assert.deepEqual([back.state, back.dueOn, back.shiftDays], ['assigned', '2026-12-07', 10])
  assert.throws(() => hold(hazard(), 'suspended', now, '2026-11-23'), {
    code: 'hazard.hold-in-past',
  })
})

test('nobody stops his own clock, and nobody below who would verify stops it', () => {
  assert.equal(
    codeOf(whyNot('suspend', hazard({ assigneeId: 'manager' }), manager, now)),
    'hazard.own-delay',
  )
  assert.equal(whyNot('suspend', hazard(), manager, now), undefined)
  assert.equal(codeOf(whyNot('suspend', hazard({ grade: 2 }), safety, now)), 'hazard.level-too-low')
  assert.equal(
    codeOf(whyNot('transfer', hazard({ grade: 1 }), street, now)),
    'hazard.level-too-low',
  )
  assert.equal(whyNot('transfer', hazard({ grade: 2 }), community, now), undefined)
})

test('a major report is no hazard only if the district says so', () => {
  const reported = hazard({ state: 'reported', grade: 1 })
  assert.equal(codeOf(whyNot('dismiss', reported, manager, now)), 'hazard.level-too-low')
  assert.equal(whyNot('dismiss', reported, district, now), undefined)
})

// ── recurrence ──────────────────────────────────────────────────────────────────────────────────────

test('the same kind at the same point within 90 days has come back, one grade graver', () => {
  assert.equal(isRecurrence('2026-08-25', '2026-11-23'), true)
  assert.equal(isRecurrence('2026-08-24', '2026-11-23'), false)
  assert.deepEqual(([1, 2, 3, 4] as const).map(graver), [1, 1, 2, 3])
})

// ── escalation ──────────────────────────────────────────────────────────────────────────────────────

const waiting = {
  state: 'assigned',
  reportedOn: '2026-11-20',
  registeredOn: '2026-11-20',
  dueOn: '2026-11-27',
} as const

test('§4.5: half of the term reminds; past the deadline manager, company, street, district, watch list', () => {
  assert.deepEqual(stepsOf(waiting), [
    { step: 'remind', on: '2026-11-24' },
    { step: 'overdue', on: '2026-11-28' },
    { step: 'manager', on: '2026-11-28' },
    { step: 'company', on: '2026-11-30' },
    { step: 'community', on: '2026-12-04' },
    { step: 'district', on: '2026-12-12' },
    { step: 'watch', on: '2026-12-27' },
  ])
})

test('steps are taken once each and in order, also after days of silence', () => {
  assert.deepEqual(escalate(waiting, 0, '2026-11-23'), { due: [], taken: 0, nextOn: '2026-11-24' })
  assert.deepEqual(escalate(waiting, 1, '2026-12-01'), {
    due: ['overdue', 'manager', 'company'],
    taken: 4,
    nextOn: '2026-12-04',
  })
  assert.deepEqual(escalate(waiting, 4, '2026-12-01'), { due: [], taken: 4, nextOn: '2026-12-04' })
  assert.equal(escalate(waiting, 4, '2027-12-01').nextOn, null)
})

test('nobody registers a report for a day: the ladder begins, without a word of overdue', () => {
  const reported = {
    state: 'reported',
    reportedOn: '2026-11-20',
    registeredOn: null,
    dueOn: null,
  } as const
  assert.deepEqual(
    stepsOf(reported)
      .map(({ step, on }) => `${step} ${on}`)
      .slice(0, 2),
    ['manager 2026-11-22', 'company 2026-11-24'],
  )
})

test('a deadline that moves ahead is a fresh start; one that is missed goes on where it was', () => {
  assert.deepEqual(ladderAfter({ ...waiting, dueOn: '2026-12-10' }, 4, '2026-12-01'), {
    taken: 1,
    nextOn: '2026-12-11',
  })
  assert.deepEqual(ladderAfter(waiting, 4, '2026-12-01'), { taken: 4, nextOn: '2026-12-04' })
  assert.deepEqual(ladderAfter({ ...waiting, state: 'rectified' }, 4, '2026-12-01'), {
    taken: 4,
    nextOn: null,
  })
})

test('overdue follows from the day, and only while it is to be rectified', () => {
  assert.equal(isOverdue(waiting, '2026-11-27'), false)
  assert.equal(isOverdue(waiting, '2026-11-28'), true)
  assert.equal(isOverdue({ ...waiting, state: 'rectified' }, '2026-11-28'), false)
})

// ── buttons ─────────────────────────────────────────────────────────────────────────────────────────

test('a button is dead with the sentence the server would refuse with', () => {
  const forManager = Object.fromEntries(
    actsFor(hazard(), manager, now).map(({ act, whyNot }) => [act, codeOf(whyNot) ?? 'yes']),
  )
  assert.equal(forManager['rectify'], 'yes')
  assert.equal(forManager['assign'], 'yes')
  assert.equal(forManager['accept'], 'hazard.wrong-state')
  assert.equal(forManager['issue-notice'], 'identity.forbidden')
  assert.equal(
    actsFor(hazard(), stranger, now).every(({ whyNot }) => codeOf(whyNot) === 'identity.forbidden'),
    true,
  )
})
