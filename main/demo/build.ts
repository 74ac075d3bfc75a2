// Builds the demonstration city on its first day: organisations, people in their posts, compounds and what stands in them.

import { addDays, type Day, dayOf } from '#base/time.ts'
import {
  givePosts,
  hashPassword,
  type PostKind,
  type PostRow,
  registerOrganisations,
  registerPeople,
} from '#identity'
import { cityCode, divisionId } from '#places'
import { type CastCompound, companies, compounds, demoPassword, personName } from './cast.ts'
import { type Random, randomOf } from './random.ts'
import { inParallel, partId, type Stage } from './stage.ts'

/** A compound on stage: who works there and where they walk. */
export type Scene = CastCompound & {
  id: string
  /** person ids by post */
  people: Record<
    | 'manager'
    | 'captain'
    | 'engineer'
    | 'engineer2'
    | 'grid'
    | 'community'
    | 'street'
    | 'district'
    | 'safety',
    string
  >
  guards: string[]
  checkpoints: { id: string; code: string; name: string; kind: string }[]
}

type Division = { id: string; kind: string; name: string; shortName: string; parentId: string }

const cityId = divisionId(cityCode)

/** @returns the scenes; every division, organisation, person and post of the play is there afterwards */
export async function build(
  stage: Stage,
  now: Date,
): Promise<{ scenes: Scene[]; administrator: string }> {
  const divisions = await stage.db.sql<Division[]>`
    select id, kind, name, short_name, parent_id from places.place where code is not null order by code`
  const troupe = new Troupe(await hashPassword(demoPassword), addDays(dayOf(now), -30))
  const administrator = troupe.hire('administrator', cityId, null, 'admin')
  troupe.hire('city-officer', cityId, null, 'city')
  troupe.hire('auditor', cityId, null, 'auditor')
  const scenes = compounds.map((one) => castScene(one, divisions, troupe))
  await stage.db.begin(async (tx) => {
    await registerOrganisations(
      tx,
      companies.map((name) => ({ id: companyId(name), kind: 'company', name, demo: true })),
    )
    await registerPeople(tx, troupe.people)
  })
  // Posts at the city first: they are what the commands below are allowed by.
  await stage.db.begin((tx) =>
    givePosts(
      tx,
      troupe.posts.filter(({ atId }) => atId === cityId),
    ),
  )
  await inParallel(scenes, 4, (scene) => raise(stage, scene, administrator, now))
  await stage.settle(now)
  await stage.db.begin((tx) => givePosts(tx, troupe.posts))
  await stage.db.sql`update places.place set demo = true where code is null`
  return { scenes, administrator }
}

const companyId = (name: string): string => partId('company', name)

/** Everybody who plays. A person is hired once for each post; some accounts are the demonstration logins. */
class Troupe {
  readonly people: {
    id: string
    name: string
    account: string
    phone: string
    password: string
    demo: true
  }[] = []
  readonly posts: PostRow[] = []
  readonly #hired = new Map<string, string>()
  readonly #password: string
  readonly #since: Day

  constructor(password: string, since: Day) {
    this.#password = password
    this.#since = since
  }

  hire(kind: PostKind, atId: string, orgId: string | null, account?: string): string {
    const part = `${kind} ${atId} ${account ?? ''}`
    const known = this.#hired.get(part)
    if (known) return known
    const n = this.people.length + 1
    const id = partId('person', part)
    this.people.push({
      id,
      name: personName(n),
      account: account ?? `demo${String(n).padStart(4, '0')}`,
      // No such numbers are given out.
      phone: `1990000${String(n).padStart(4, '0')}`,
      password: this.#password,
      demo: true,
    })
    this.posts.push({ personId: id, kind, atId, orgId, fromOn: this.#since, demo: true })
    this.#hired.set(part, id)
    return id
  }
}

/** Casts one compound. The first one carries the demonstration logins. */
function castScene(one: CastCompound, divisions: Division[], troupe: Troupe): Scene {
  const [districtName, streetName, nth] = one.community.split(' ')
  const district = divisions.find(({ name }) => name === districtName)!
  const street = divisions.find(
    ({ name, parentId }) => name === streetName && parentId === district.id,
  )!
  const communities = divisions.filter(
    ({ name, parentId }) => parentId === street.id && /社区/.test(name),
  )
  const community = communities[Number(nth) % communities.length]!
  const id = partId('compound', one.name)
  const company = companyId(companies[one.company]!)
  const star = one === compounds[0]
  const login = (account: string): string | undefined => (star ? account : undefined)
  const atGrid = partId('grid', community.id)
  const hire = (kind: PostKind, account?: string): string => troupe.hire(kind, id, company, account)
  const scene: Scene = {
    ...one,
    id,
    people: {
      manager: hire('project-manager', login('manager')),
      captain: hire('captain', login('captain')),
      engineer: hire('engineer', login('engineer')),
      engineer2: troupe.hire('engineer', id, company, `eng-${compounds.indexOf(one)}`),
      grid: troupe.hire('grid-worker', atGrid, null, login('grid')),
      community: troupe.hire('community-officer', community.id, null, login('community')),
      street: troupe.hire('street-officer', street.id, null, login('street')),
      district: troupe.hire('district-officer', district.id, null, login('district')),
      safety: troupe.hire('company-safety', company, company, login('company')),
    },
    guards: [login('guard'), 'b', 'c'].map((which, i) =>
      troupe.hire(
        'guard',
        id,
        company,
        i === 0 ? which : `guard-${compounds.indexOf(one)}-${which}`,
      ),
    ),
    checkpoints: [],
  }
  hire('control-room')
  hire('service')
  hire('lift-safety')
  return Object.assign(scene, { communityId: community.id, gridId: atGrid, companyId: company })
}

type Raised = Scene & { communityId: string; gridId: string; companyId: string }

/** Registers the compound, its towers, assets and checkpoints, as an administrator would. */
async function raise(stage: Stage, scene: Scene, administrator: string, now: Date): Promise<void> {
  const { communityId, gridId, companyId } = scene as Raised
  const random = randomOf('compound', scene.name)
  const must = (name: string, input: object) => stage.must(name, administrator, input, now)
  await stage.act(
    'place.add',
    administrator,
    { id: gridId, kind: 'grid', name: '第一网格', parentId: communityId },
    now,
  )
  await must('compound.register', {
    id: scene.id,
    parentId: gridId,
    name: scene.name,
    usage: 'residential',
    address: `演示路 ${random.int(1, 300)} 号`,
    households: scene.households,
    floorAreaM2: scene.households * random.int(92, 128),
    builtYear: scene.builtYear,
    committee: random.chance(0.5),
    partyGroup: scene.temper !== 'lax' || random.chance(0.3),
    position: {
      lng: 112.93 + random.int(0, 120) / 1000,
      lat: 28.1 + random.int(0, 150) / 1000,
      datum: 'GCJ-02',
    },
  })
  await must('contract.sign', {
    compoundId: scene.id,
    companyId,
    fromOn: addDays(dayOf(now), scene.temper === 'turnaround' ? 0 : -random.int(100, 900)),
  })
  const towers = await raiseTowers(must, scene)
  await installAssets(must, scene, towers, random, dayOf(now))
  scene.checkpoints = await mountCheckpoints(stage, must, scene, towers)
}

type Must = (name: string, input: object) => Promise<Record<string, unknown>>
type Tower = { id: string; name: string }

async function raiseTowers(must: Must, scene: Scene): Promise<Tower[]> {
  const towers: Tower[] = []
  for (let n = 1; n <= scene.towers; n++) {
    const tower = { id: partId('tower', scene.name, String(n)), name: `${n}栋` }
    await must('building.add', {
      id: tower.id,
      compoundId: scene.id,
      name: tower.name,
      heightM: scene.floors * 2.9,
      floors: scene.floors,
      basements: scene.builtYear >= 2008 ? 2 : scene.floors > 9 ? 1 : 0,
      units: scene.floors > 12 ? 1 : 2,
      households: Math.round(scene.households / scene.towers),
    })
    towers.push(tower)
  }
  return towers
}

async function installAssets(
  must: Must,
  scene: Scene,
  towers: Tower[],
  random: Random,
  today: Day,
): Promise<void> {
  const soon = (from: number, to: number): Day => addDays(today, random.int(from, to))
  const install = (kind: string, name: string, facts: object, more: object = {}) =>
    must('asset.register', { compoundId: scene.id, kind, name, facts, ...more })
  if (scene.floors > 6)
    for (const tower of towers)
      await install(
        'lift',
        `${tower.name}客梯`,
        {
          nextInspectionOn: soon(60, 360),
          floors: scene.floors,
          maintainer: '长沙演示电梯维保有限公司',
        },
        { buildingId: tower.id, number: `DEMO-${random.int(100000, 999999)}` },
      )
  if (scene.floors > 9) {
    await install('fire-control-room', '消防控制室', {
      seats: 2,
      networked: scene.builtYear > 2010,
    })
    await install('fire-pump', '消防水泵', { autoStart: true, nextTestOn: soon(30, 300) })
    await install('fire-alarm', '火灾自动报警系统', {
      nextTestOn: soon(30, 300),
      maintainer: '湖南演示消防技术有限公司',
    })
  }
  await install('pump-room', '生活水泵房', { doubleLocked: random.chance(0.7) })
  await install('water-tank', '生活水箱', {
    capacityM3: random.int(20, 120),
    lastCleanedOn: soon(-240, -60),
  })
  await install('distribution-room', '配电房', { voltage: '10kV', nextTestOn: soon(30, 300) })
  await install('charging-shed', '电动自行车充电棚', {
    ports: random.int(20, 120),
    underground: false,
    videoDays: 30,
    nextTestOn: soon(30, 300),
  })
  await install('gate', '主出入口道闸', {
    passage: 'vehicle',
    opensOnAlarm: scene.builtYear > 2010,
  })
  await install('camera', '高空抛物监控', {
    quantity: scene.towers * 2,
    videoDays: 30,
    covers: 'facade',
  })
}

/** Twelve points, in walking order; more for a large compound. */
async function mountCheckpoints(
  stage: Stage,
  must: Must,
  scene: Scene,
  towers: Tower[],
): Promise<Scene['checkpoints']> {
  const points: { name: string; kind: string; building?: string }[] = [
    { name: '大门岗亭', kind: 'gate' },
    { name: '消防车道东段', kind: 'fire-lane' },
    ...towers
      .slice(0, 4)
      .map(({ id, name }) => ({ name: `${name}大堂`, kind: 'lobby', building: id })),
    { name: `${towers[0]!.name}楼梯间`, kind: 'stair', building: towers[0]!.id },
    { name: '电动车充电棚', kind: 'charging' },
    { name: '地下车库出入口', kind: 'basement' },
    { name: '生活水泵房门口', kind: 'pump-room' },
    { name: '配电房门口', kind: 'power-room' },
    { name: '北侧围墙', kind: 'perimeter' },
    { name: '儿童乐园', kind: 'playground' },
  ]
  for (const [i, { name, kind, building }] of points.entries())
    await must('checkpoint.add', {
      id: partId('checkpoint', scene.name, String(i)),
      compoundId: scene.id,
      number: i + 1,
      name,
      kind,
      proof: 'P1',
      ...(building ? { buildingId: building } : {}),
    })
  return stage.db.sql<Scene['checkpoints']>`
    select id, code, name, kind from places.checkpoint where compound_id = ${scene.id} order by number`
}
