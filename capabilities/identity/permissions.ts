// Who may see and manage people, organisations and posts.

import type { Permissions } from '#base/permission.ts'
import { text } from '#base/text.ts'
import { giving, type PostKind, postKinds, posts } from './posts.ts'

const officers = [
  'city-officer',
  'district-officer',
  'street-officer',
  'community-officer',
] as const
const managers = ['company-manager', 'company-safety', 'project-manager'] as const
const givers = [...new Set(postKinds.flatMap((kind) => posts[kind].givenBy))] as PostKind[]

/** 任命权限: one permission per kind of post, from the table in posts.ts. */
const givingOf = Object.fromEntries(
  postKinds.map((kind) => [
    giving(kind),
    {
      title: text(
        `任免${posts[kind].title.zh}`,
        `Give and end the post of ${posts[kind].title.en}`,
      ),
      posts: posts[kind].givenBy,
    },
  ]),
)

export const permissions = {
  'identity.view': {
    title: text('查看人员与岗位', 'See people and posts'),
    posts: ['administrator', 'auditor', ...officers, 'fire-officer', ...managers, 'captain'],
  },
  'identity.see-phone': {
    title: text('查看完整手机号（留有记录）', 'See whole phone numbers (each look is recorded)'),
    posts: ['administrator', ...officers, ...managers, 'captain'],
  },
  'identity.appoint': {
    title: text('登记人员、任免岗位', 'Register people, give and end posts'),
    posts: givers,
  },
  'identity.account': {
    title: text(
      '重置密码、停用账号、修改资料',
      'Reset passwords, disable accounts, change particulars',
    ),
    posts: givers,
  },
  'identity.organise': {
    title: text('登记与注销分公司、项目部', 'Register and close branches and project teams'),
    posts: ['administrator', 'city-officer', 'district-officer', 'company-manager'],
  },
  'identity.organise-any': {
    title: text('登记与注销各类组织', 'Register and close organisations of every kind'),
    posts: ['administrator', 'city-officer', 'district-officer'],
  },
  'identity.sessions': {
    title: text('查看并结束他人的登录', 'See and end the sessions of others'),
    posts: ['administrator'],
  },
  ...givingOf,
} satisfies Permissions
