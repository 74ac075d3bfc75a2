// What an organisation is: its kinds, which of them stand below another, and the check digit of its code.
//
// 组织 organisation · 统一社会信用代码 unified social credit code (GB 32100-2015)

import { problem } from '#base/problem.ts'
import { type Text, text } from '#base/text.ts'

type KindRule = {
  title: Text
  /** kinds it may stand below */
  below: readonly string[]
  /** it never stands alone */
  needsParent?: true
}

/** 组织类别. */
export const organisationKinds = {
  bureau: { title: text('市级主管局', 'Bureau'), below: [] },
  'district-office': { title: text('区县主管部门', 'District office'), below: ['bureau'] },
  'street-office': { title: text('街道办事处', 'Street office'), below: ['district-office'] },
  community: { title: text('社区居委会', 'Community office'), below: ['street-office'] },
  company: { title: text('物业服务企业', 'Property company'), below: ['company'] },
  branch: { title: text('分公司', 'Branch'), below: ['company', 'branch'], needsParent: true },
  'project-team': {
    title: text('项目部', 'Project team'),
    below: ['company', 'branch'],
    needsParent: true,
  },
  party: { title: text('党组织', 'Party organisation'), below: ['party'] },
  committee: { title: text('业主委员会', 'Owners’ committee'), below: [] },
  'fire-service': { title: text('消防救援机构', 'Fire service'), below: ['fire-service'] },
  contractor: { title: text('维保与技术服务单位', 'Contractor'), below: ['contractor'] },
  authority: { title: text('其他主管部门', 'Other authority'), below: ['authority'] },
} as const satisfies Record<string, KindRule>

export type OrganisationKind = keyof typeof organisationKinds
export const organisationKindNames = Object.keys(organisationKinds) as OrganisationKind[]

export const organisationTitle = (kind: string): Text =>
  Object.hasOwn(organisationKinds, kind)
    ? organisationKinds[kind as OrganisationKind].title
    : text(kind, kind)

export const needsParent = problem<{ kind: string }>(
  'identity.organisation-needs-parent',
  409,
  (d) => `“${organisationTitle(d.kind).zh}”必须隶属于一家物业服务企业`,
  (d) => `A ${organisationTitle(d.kind).en} must stand below a property company`,
)
export const wrongParent = problem<{ kind: string; parentKind: string }>(
  'identity.organisation-wrong-parent',
  409,
  (d) => `“${organisationTitle(d.kind).zh}”不能隶属于“${organisationTitle(d.parentKind).zh}”`,
  (d) =>
    `A ${organisationTitle(d.kind).en} cannot stand below a ${organisationTitle(d.parentKind).en}`,
)
export const needsPlace = problem(
  'identity.organisation-needs-place',
  409,
  '请选择注册地或服务的地点',
  'Choose the place where it is registered or which it serves',
)
export const wrongCode = problem<{ code: string }>(
  'identity.organisation-wrong-code',
  409,
  (d) => `统一社会信用代码 ${d.code} 校验不通过，请核对营业执照`,
  (d) => `The credit code ${d.code} fails its check digit; compare it with the licence`,
)
export const codeTaken = problem<{ code: string }>(
  'identity.organisation-code-taken',
  409,
  (d) => `统一社会信用代码 ${d.code} 已登记`,
  (d) => `The credit code ${d.code} is already registered`,
)
export const organisationClosed = problem(
  'identity.organisation-closed',
  409,
  '该组织已注销',
  'This organisation has been closed',
)
export const stillHasPosts = problem<{ posts: number; below: number }>(
  'identity.organisation-in-use',
  409,
  (d) => `该组织还有 ${d.posts} 个在任岗位、${d.below} 个下级组织，请先处理`,
  (d) =>
    `Posts still held at it: ${d.posts}; organisations below it: ${d.below}. Settle those first`,
)

/** @throws identity.organisation-needs-parent, identity.organisation-wrong-parent */
export function mustStandBelow(kind: OrganisationKind, parentKind: string | null): void {
  const rule: KindRule = organisationKinds[kind]
  if (parentKind === null && rule.needsParent) throw needsParent({ kind })
  if (parentKind !== null && !rule.below.includes(parentKind))
    throw wrongParent({ kind, parentKind })
}

// GB 32100-2015, table 1: digits and capitals without I, O, S, V, Z, which are misread.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 校验码: the 18th character for the first 17; null where a character is not of the alphabet. */
export function creditCodeCheck(first17: string): string | null {
  let sum = 0
  let weight = 1
  for (const character of first17) {
    const value = alphabet.indexOf(character)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]!
}

/** Written as on the licence: capitals, without blanks. */
export const creditCodeOf = (written: string): string => written.replace(/\s/g, '').toUpperCase()

export const isCreditCode = (code: string): boolean =>
  /^[0-9A-Z]{18}$/.test(code) && creditCodeCheck(code.slice(0, 17)) === code[17]
