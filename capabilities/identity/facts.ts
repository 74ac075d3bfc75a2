// What is recorded about people, organisations and posts. Ids only: the ledger holds no personal data.

import { z } from 'zod'
import { text } from '#base/text.ts'
import type { FactKinds } from '#server/capability.ts'
import { organisationKindNames } from './organisation.ts'
import { postKinds } from './posts.ts'

const personId = z.uuid()
const day = z.iso.date()
const post = z.object({ postId: z.uuid(), personId, kind: z.enum(postKinds), atId: z.uuid() })

export const facts = {
  'organisation.registered': {
    title: text('登记组织', 'Organisation registered'),
    may: 'identity.view',
    body: z.object({ organisationId: z.uuid(), kind: z.enum(organisationKindNames) }),
  },
  'organisation.changed': {
    title: text('修改组织', 'Organisation changed'),
    may: 'identity.view',
    body: z.object({ organisationId: z.uuid(), fields: z.array(z.string()) }),
  },
  'organisation.closed': {
    title: text('注销组织', 'Organisation closed'),
    may: 'identity.view',
    body: z.object({ organisationId: z.uuid(), endedOn: day }),
  },
  'person.registered': {
    title: text('登记人员', 'Person registered'),
    may: 'identity.view',
    body: z.object({ personId }),
  },
  'person.changed': {
    title: text('修改人员资料', 'Particulars changed'),
    may: 'identity.view',
    body: z.object({ personId, fields: z.array(z.string()) }),
  },
  'person.disabled': {
    title: text('停用账号', 'Account disabled'),
    may: 'identity.view',
    body: z.object({ personId }),
  },
  'person.enabled': {
    title: text('恢复账号', 'Account enabled'),
    may: 'identity.view',
    body: z.object({ personId }),
  },
  // Whoever was looked at may see that it was done, and by whom.
  'person.phone-shown': {
    title: text('查看完整手机号', 'Whole phone number shown'),
    may: 'identity.sessions',
    body: z.object({ personId }),
  },
  'post.given': {
    title: text('任命岗位', 'Post given'),
    may: 'identity.view',
    body: post.extend({ fromOn: day, toOn: day.nullable() }),
  },
  'post.ended': {
    title: text('免去岗位', 'Post ended'),
    may: 'identity.view',
    body: post.extend({ toOn: day }),
  },
  'password.changed': {
    title: text('修改密码', 'Password changed'),
    may: 'identity.sessions',
    body: z.object({ personId }),
  },
  'password.reset': {
    title: text('重置密码', 'Password reset'),
    may: 'identity.sessions',
    body: z.object({ personId }),
  },
  'session.revoked': {
    title: text('结束登录', 'Session ended'),
    may: 'identity.sessions',
    body: z.object({ personId, sessionId: z.uuid() }),
  },
} satisfies FactKinds
