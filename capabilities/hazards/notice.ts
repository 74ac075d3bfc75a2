// 整改文书: which body may issue which, and what stands on it.
//
// A notice by a community or a company is advice; only an authority orders, and only an order can be
// appealed against. The platform keeps the two apart by name, field and right.

import { type Text, text } from '#base/text.ts'
import type { Citation } from '#law/cite.ts'
import type { Grade } from '#law/cn/hazard-types.ts'

export const docClasses = {
  reminder: text('提示函', 'reminder'),
  advice: text('整改建议书', 'letter of advice'),
  order: text('责令改正通知书', 'order to rectify'),
} satisfies Record<string, Text>
export type DocClass = keyof typeof docClasses

/** By kind of organisation (identity): the gravest document it may issue. */
const gravest: Record<string, DocClass> = {
  bureau: 'order',
  'district-office': 'order',
  'fire-service': 'order',
  authority: 'order',
  'street-office': 'advice',
  community: 'advice',
  company: 'reminder',
  branch: 'reminder',
  party: 'reminder',
  committee: 'reminder',
}
const inOrder = Object.keys(docClasses) as DocClass[]

/** Documents that an organisation of this kind may issue. */
export const classesOf = (organisationKind: string): DocClass[] =>
  organisationKind in gravest
    ? inOrder.slice(0, inOrder.indexOf(gravest[organisationKind]!) + 1)
    : []

/** Everything that stands on a notice, as it was on the day of issue. Kept whole, printed whenever asked. */
export type NoticeContent = {
  docClass: DocClass
  number: string
  issuer: string
  basis: Citation[]
  /** 被检查单位 */
  unit: { name: string; code: string | null }
  project: string
  responsible: string | null
  inspectedOn: string
  inspectors: { name: string; badge: string }[]
  items: {
    hazardNumber: string
    location: string
    fact: string
    grade: Grade
    photos: string[]
  }[]
  demand: 'at-once' | 'by-deadline'
  dueOn: string | null
  interim: string | null
  /** how and by when the unit answers */
  reply: string
  copiesTo: string | null
}

/** 不履行的后果: what each class can truthfully say. */
export const consequences: Record<DocClass, string> = {
  reminder: '请及时整改。逾期未整改的，将按规定向社区、街道报告。',
  advice: '本建议书不是行政决定。逾期未整改的，将移送有权机关依法处理，并按信用管理规定报送。',
  order: '逾期不改正的，依照有关法律、法规、规章的规定处理。',
}

/** 权利告知: only what is an administrative decision can be appealed against. */
export const rights: Record<DocClass, string> = {
  reminder: '对本函所列情况有异议的，可向出具单位说明。',
  advice: '对本建议书所列情况有异议的，可向出具单位书面陈述，出具单位应当复核并答复。',
  order:
    '你单位有权陈述、申辩。对本决定不服的，可以依法申请行政复议或者提起行政诉讼；复议机关、受理法院和期限由出具机关在送达时书面告知。',
}
