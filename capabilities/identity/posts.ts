// The kinds of post: what each is called, where it is held, and who may give it.
//
// 岗位 post · 任命 give · 免去 end. Pure. The table is the whole rule: permissions.ts turns `givenBy` into
// one permission per kind, so giving a post passes the same decision point as every other act.

import { problem } from '#base/problem.ts'
import { type Text, text } from '#base/text.ts'
import { addDays, type Day, dayOf } from '#base/time.ts'

/** What a post can be held at: a place, or a company and its branches. */
export type AnchorKind =
  | 'city'
  | 'district'
  | 'street'
  | 'community'
  | 'grid'
  | 'compound'
  | 'company'
  | 'branch'

type PostRule = {
  title: Text
  /** rank among posts; nobody gives a post as high as his own (administrators excepted, see below) */
  level: number
  heldAt: readonly AnchorKind[]
  givenBy: readonly string[]
  /** one holder at a time at one place */
  single?: boolean
}

const site = ['administrator', 'company-manager', 'project-manager'] as const
const residents = ['administrator', 'street-officer', 'community-officer'] as const

/** 岗位表. The strings are for ever: rows, permissions and import workbooks use them. */
export const posts = {
  administrator: {
    title: text('系统管理员', 'Administrator'),
    level: 90,
    heldAt: ['city'],
    // The one exception to "below his own level": an office with a single administrator locks itself out.
    givenBy: ['administrator'],
  },
  auditor: {
    title: text('审计员', 'Auditor'),
    level: 80,
    heldAt: ['city'],
    givenBy: ['administrator'],
  },
  'city-officer': {
    title: text('市级主管人员', 'City officer'),
    level: 80,
    heldAt: ['city'],
    givenBy: ['administrator'],
  },
  'district-officer': {
    title: text('区县主管人员', 'District officer'),
    level: 70,
    heldAt: ['district'],
    givenBy: ['administrator', 'city-officer'],
  },
  'fire-officer': {
    title: text('消防监督人员', 'Fire officer'),
    level: 70,
    heldAt: ['district'],
    givenBy: ['administrator', 'city-officer'],
  },
  'street-officer': {
    title: text('街道工作人员', 'Street officer'),
    level: 60,
    heldAt: ['street'],
    givenBy: ['administrator', 'city-officer', 'district-officer'],
  },
  'community-officer': {
    title: text('社区工作人员', 'Community officer'),
    level: 50,
    heldAt: ['community'],
    givenBy: ['administrator', 'city-officer', 'district-officer', 'street-officer'],
  },
  'grid-worker': {
    title: text('网格员', 'Grid worker'),
    level: 40,
    heldAt: ['grid'],
    givenBy: [
      'administrator',
      'city-officer',
      'district-officer',
      'street-officer',
      'community-officer',
    ],
  },
  'company-manager': {
    title: text('物业企业负责人', 'Company manager'),
    level: 50,
    heldAt: ['company', 'branch'],
    givenBy: ['administrator', 'city-officer', 'district-officer'],
  },
  'company-safety': {
    title: text('企业安全负责人', 'Company safety head'),
    level: 40,
    heldAt: ['company', 'branch'],
    givenBy: ['administrator', 'company-manager'],
  },
  'project-manager': {
    title: text('项目经理', 'Project manager'),
    level: 30,
    heldAt: ['compound'],
    givenBy: ['administrator', 'company-manager'],
    single: true,
  },
  'committee-member': {
    title: text('业委会成员', 'Owners’ committee member'),
    level: 30,
    heldAt: ['compound'],
    givenBy: residents,
  },
  'party-secretary': {
    title: text('小区党支部书记', 'Party branch secretary'),
    level: 30,
    heldAt: ['compound'],
    givenBy: residents,
    single: true,
  },
  captain: {
    title: text('秩序主管', 'Guard captain'),
    level: 20,
    heldAt: ['compound'],
    givenBy: site,
  },
  guard: { title: text('秩序员', 'Guard'), level: 10, heldAt: ['compound'], givenBy: site },
  'control-room': {
    title: text('消控室值班员', 'Control room operator'),
    level: 10,
    heldAt: ['compound'],
    givenBy: site,
  },
  engineer: { title: text('工程维修', 'Engineer'), level: 10, heldAt: ['compound'], givenBy: site },
  service: {
    title: text('客服管家', 'Service desk'),
    level: 10,
    heldAt: ['compound'],
    givenBy: site,
  },
  'lift-safety': {
    title: text('电梯安全员', 'Lift safety officer'),
    level: 10,
    heldAt: ['compound'],
    givenBy: site,
  },
} as const satisfies Record<string, PostRule>

export type PostKind = keyof typeof posts
export const postKinds = Object.keys(posts) as PostKind[]

export const isPostKind = (kind: string): kind is PostKind => Object.hasOwn(posts, kind)
export const postRule = (kind: PostKind): PostRule => posts[kind]
/** The title to show; a kind this version no longer knows shows as it was written. */
export const postTitle = (kind: string): Text =>
  isPostKind(kind) ? posts[kind].title : text(kind, kind)

/** The permission that giving, ending and standing above a post of this kind takes. */
export const giving = (kind: string): string => `identity.give-${kind}`

// 等保 separates the duties: whoever administers the accounts does not also audit the administration.
const apart: readonly (readonly [PostKind, PostKind])[] = [['administrator', 'auditor']]

export const notHeldHere = problem<{ kind: string; anchorKind: string }>(
  'identity.post-not-held-here',
  409,
  (d) => `“${postTitle(d.kind).zh}”不能设在这里，请选择对应级别的地点或企业`,
  (d) => `${postTitle(d.kind).en} is not held at such a place; choose one of the right level`,
)
export const rolesApart = problem<{ kind: string; held: string }>(
  'identity.roles-apart',
  409,
  (d) => `已任“${postTitle(d.held).zh}”的人不能兼任“${postTitle(d.kind).zh}”`,
  (d) => `Whoever is ${postTitle(d.held).en} may not also be ${postTitle(d.kind).en}`,
)
export const alreadyHeld = problem<{ from: Day }>(
  'identity.post-already-held',
  409,
  (d) => `此人自 ${d.from} 起已在此任这一岗位`,
  (d) => `This person has held this very post since ${d.from}`,
)
export const postTaken = problem<{ kind: string; from: Day }>(
  'identity.post-taken',
  409,
  (d) => `这里自 ${d.from} 起已有“${postTitle(d.kind).zh}”，请先免去再任命`,
  (d) => `There is a ${postTitle(d.kind).en} here since ${d.from}; end that post first`,
)
export const endsBeforeItBegins = problem<{ from: Day }>(
  'identity.post-ends-before-it-begins',
  409,
  (d) => `离任日期不能早于任职日期 ${d.from}`,
  (d) => `A post cannot end before it began on ${d.from}`,
)
export const alreadyEnded = problem<{ to: Day }>(
  'identity.post-already-ended',
  409,
  (d) => `这一岗位已于 ${d.to} 结束`,
  (d) => `This post has already ended on ${d.to}`,
)
export const tooFarAhead = problem<{ latest: Day }>(
  'identity.post-too-far-ahead',
  409,
  (d) => `任免日期最晚到 ${d.latest}`,
  (d) => `A post may begin or end no later than ${d.latest}`,
)

export type Term = { fromOn: Day; toOn: Day | null }

/** Whether two terms share a day; both ends count. */
export const overlaps = (a: Term, b: Term): boolean =>
  a.fromOn <= (b.toOn ?? '9999-12-31') && b.fromOn <= (a.toOn ?? '9999-12-31')

/** @throws identity.post-not-held-here */
export function mustBeHeldAt(kind: PostKind, anchorKind: string): void {
  if (!(posts[kind].heldAt as readonly string[]).includes(anchorKind))
    throw notHeldHere({ kind, anchorKind })
}

/** @throws identity.post-ends-before-it-begins, identity.post-too-far-ahead */
export function mustBeSensible(term: Term, now: Date): void {
  if (term.toOn !== null && term.toOn < term.fromOn) throw endsBeforeItBegins({ from: term.fromOn })
  const latest = addDays(dayOf(now), 366)
  if (term.fromOn > latest || (term.toOn ?? '') > latest) throw tooFarAhead({ latest })
}

/**
 * 任职条件: whether a post fits beside what the person holds and what others hold at the place.
 *
 * @param own the person's posts, ended ones too; @param here all posts at the anchor
 * @throws identity.post-already-held, identity.roles-apart, identity.post-taken
 */
export function mustFit(
  post: Term & { kind: PostKind; atId: string; personId: string },
  own: readonly (Term & { kind: string; atId: string })[],
  here: readonly (Term & { kind: string; personId: string })[],
): void {
  const now = own.filter((held) => overlaps(held, post))
  const same = now.find((held) => held.kind === post.kind && held.atId === post.atId)
  if (same) throw alreadyHeld({ from: same.fromOn })
  for (const [a, b] of apart) {
    const other = post.kind === a ? b : post.kind === b ? a : null
    if (other && now.some((held) => held.kind === other))
      throw rolesApart({ kind: post.kind, held: other })
  }
  const holder = here.find((held) => held.kind === post.kind && overlaps(held, post))
  if (postRule(post.kind).single && holder)
    throw postTaken({ kind: post.kind, from: holder.fromOn })
}
