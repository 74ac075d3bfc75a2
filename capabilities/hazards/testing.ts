// Given-helpers of hazards: a compound with people at every post, and hazards brought to any state by real commands.

import { newId } from '#base/id.ts'
import { type Actor, holdings } from '#base/permission.ts'
import type { PostKind } from '#identity'
import type { Tx } from '#server/command.ts'
import type { World } from '#server/testing.ts'
import { givenPhoto } from '../evidence/testing.ts'
import { givenPerson } from '../identity/testing.ts'
import { given, givenCompany, givenCompound, givenTree } from '../places/testing.ts'
import {
  acceptHazard,
  assignHazard,
  closeHazard,
  rectifyHazard,
  registerHazard,
  reportHazard,
} from './commands/index.ts'
import { permissions } from './permissions.ts'
import type { State } from './words.ts'

export type Scene = {
  compoundId: string
  neighbourId: string
  companyId: string
  people: Record<
    | 'guard'
    | 'otherGuard'
    | 'captain'
    | 'engineer'
    | 'manager'
    | 'safety'
    | 'grid'
    | 'community'
    | 'street'
    | 'district'
    | 'city'
    | 'auditor'
    /** the manager of the compound next door, under the same company's rival */
    | 'neighbour'
    /** a guard next door */
    | 'stranger',
    Actor
  >
  /** a fresh photo, brought by this person */
  photo(by: Actor): Promise<string>
}

/** 海利华宫 and the compound next door, each under its company, with people at every post. */
export async function givenScene(sql: Tx): Promise<Scene> {
  await givenTree(sql)
  const companyId = await givenCompany(sql)
  const rivalId = await givenCompany(sql, { name: '麓山物业服务有限公司' })
  const compoundId = await givenCompound(sql, { companyId })
  const neighbourId = await givenCompound(sql, { name: '隔壁小区', companyId: rivalId })
  const person = async (name: string, kind: PostKind, at: string): Promise<Actor> => ({
    id: await givenPerson(sql, [[kind, at]], { name }),
    name,
    holds: holdings(permissions, [{ kind, at }]),
  })
  return {
    compoundId,
    neighbourId,
    companyId,
    people: {
      guard: await person('保安小周', 'guard', compoundId),
      otherGuard: await person('保安小吴', 'guard', compoundId),
      captain: await person('队长老郑', 'captain', compoundId),
      engineer: await person('工程小王', 'engineer', compoundId),
      manager: await person('李经理', 'project-manager', compoundId),
      safety: await person('安全总监', 'company-safety', companyId),
      grid: await person('网格员', 'grid-worker', given.community),
      community: await person('社区干事', 'community-officer', given.community),
      street: await person('街道干事', 'street-officer', given.street),
      district: await person('区住建', 'district-officer', given.district),
      city: await person('市住建', 'city-officer', given.city),
      auditor: await person('审计员', 'auditor', given.city),
      neighbour: await person('隔壁经理', 'project-manager', neighbourId),
      stranger: await person('隔壁保安', 'guard', neighbourId),
    },
    photo: (by) => givenPhoto(sql, by.id),
  }
}

export const plan = {
  measure: '清空楼梯间并更换门锁',
  moneyYuan: 300,
  moneySource: '物业服务费',
  interim: '专人值守，每两小时巡查一次',
}

/** A hazard in 海利华宫, found by the guard, brought to a state by the commands people would use. */
export async function givenHazard(
  world: World,
  scene: Scene,
  given: {
    state?: Extract<
      State,
      'reported' | 'registered' | 'assigned' | 'rectified' | 'accepted' | 'closed'
    >
    grade?: 1 | 2 | 3 | 4
    typeCode?: string
    location?: string
    checkpointId?: string
  } = {},
): Promise<string> {
  const { people, photo, compoundId } = scene
  const { state = 'reported', grade = 3, typeCode = 'FIRE-10', location = '3 栋 1 楼' } = given
  const hazardId = newId(world.now.getTime())
  const { run } = world
  const verifier = { 1: people.district, 2: people.community, 3: people.manager, 4: people.manager }
  await run(reportHazard, people.guard, {
    hazardId,
    compoundId,
    typeCode,
    photos: [await photo(people.guard)],
    ...(given.checkpointId ? { checkpointId: given.checkpointId } : { location }),
  })
  const steps: [State, () => Promise<unknown>][] = [
    [
      'registered',
      () => run(registerHazard, people.manager, { hazardId, grade, reason: '按现场情况定级' }),
    ],
    [
      'assigned',
      () =>
        run(assignHazard, people.manager, { hazardId, assigneeId: people.engineer.id, ...plan }),
    ],
    [
      'rectified',
      async () =>
        run(rectifyHazard, people.engineer, { hazardId, photos: [await photo(people.engineer)] }),
    ],
    ['accepted', () => run(acceptHazard, verifier[grade], { hazardId })],
    ['closed', () => run(closeHazard, verifier[grade], { hazardId })],
  ]
  for (const [reached, step] of steps.slice(0, steps.findIndex(([to]) => to === state) + 1)) {
    await step()
    if (reached === state) break
  }
  return hazardId
}
