// A compound as the field journeys need it: people who sign in, a round that is open now, labels to scan.

import { newId } from '#base/id.ts'
import { addMinutes, clockOf, dayOf } from '#base/time.ts'
import { givePosts, hashPassword, type PostKind, registerPeople } from '#identity'
import { labelKeyFor, tokenFor } from '#places'
import type { Pool } from '#server/db.ts'
import { givenRound } from '../capabilities/patrols/testing.ts'
import { givenCompany, givenCompound, givenTree } from '../capabilities/places/testing.ts'

export const password = 'Walk the last hundred metres'

export type FieldPoint = { id: string; number: number; code: string; qr: string }
export type FieldWorld = {
  compoundId: string
  roundId: string
  opensAt: Date
  points: FieldPoint[]
  people: Record<'guard' | 'other' | 'engineer' | 'manager' | 'captain', string>
}

/** A route of so many points whose window opened twenty minutes ago. */
export function givenField(pool: Pool, points = 6): Promise<FieldWorld> {
  return pool.begin(async (sql) => {
    await givenTree(sql)
    const companyId = await givenCompany(sql)
    const compoundId = await givenCompound(sql, { companyId })
    const opensAt = addMinutes(new Date(), -20)
    const round = await givenRound(sql, compoundId, {
      points,
      day: dayOf(opensAt),
      plan: {
        name: '夜间防火巡查',
        fromOn: dayOf(opensAt),
        slots: [{ opens: clockOf(opensAt), minutes: 75 }],
      },
    })
    for (const [i, name] of names.slice(0, points).entries())
      await sql`
        update places.checkpoint set name = ${name}
         where compound_id = ${compoundId} and id = ${round.points[i]!.id}`
    const [place] = await sql<{ within: string[] }[]>`
      select within from places.place where id = ${compoundId}`
    const key = (await labelKeyFor(sql, place!.within))!
    return {
      compoundId,
      roundId: round.roundId,
      opensAt: round.opensAt,
      points: round.points.map(({ id, code }, i) => ({
        id,
        number: i + 1,
        code,
        qr: `https://baimi.example/p/${tokenFor(key, id, 1)}`,
      })),
      people: await givenPeople(sql, compoundId),
    }
  })
}

const names = [
  '东门岗亭',
  '3 栋大堂',
  '3 栋 12 层消防通道',
  '地下车库 B 区消防泵房',
  '电动自行车充电棚',
  '5 栋地下二层生活水泵房及二次供水水箱间',
]

const staff = {
  guard: ['周建国', 'guard'],
  other: ['刘伟', 'guard'],
  engineer: ['陈志强', 'engineer'],
  manager: ['李红梅', 'project-manager'],
  captain: ['王海', 'captain'],
} as const satisfies Record<string, [name: string, post: PostKind]>

async function givenPeople(sql: Parameters<typeof registerPeople>[0], compoundId: string) {
  const hash = await hashPassword(password)
  const people: Record<string, string> = {}
  for (const [account, [name, kind]] of Object.entries(staff)) {
    const id = newId()
    await registerPeople(sql, [{ id, name, account, password: hash }])
    await sql`update identity.person set password_at = now() where id = ${id}`
    await givePosts(sql, [{ personId: id, kind, atId: compoundId, fromOn: '2026-01-01' }])
    people[account] = id
  }
  return people as FieldWorld['people']
}
