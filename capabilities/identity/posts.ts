// The kinds of post: what each is called, where it is held, and who may give it.
//
// 岗位 post · 任命 give · 免去 end. Pure. The table is the whole rule: permissions.ts turns `givenBy` into
// one permission per kind, so giving a post passes the same decision point as every other act.

import { type Text, text } from '#base/text.ts'

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
