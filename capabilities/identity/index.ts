// The face of identity: people, organisations, posts, sessions, and who may do what where.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { commands } from './commands/index.ts'
import { facts } from './facts.ts'
import { permissions } from './permissions.ts'
import { queries } from './queries/index.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'

export { actorAsOf, callerOf, installPermissions } from './actor.ts'
export {
  creditCodeCheck,
  creditCodeOf,
  isCreditCode,
  type OrganisationKind,
  organisationKinds,
} from './organisation.ts'
export { hashPassword } from './password.ts'
export { accountOf, isAccount, maskAccount, maskPhone, phoneOf } from './person.ts'
export {
  type AnchorKind,
  giving,
  isPostKind,
  type PostKind,
  postKinds,
  posts,
  postTitle,
} from './posts.ts'
export { doorkeeper } from './routes.ts'
export { mustBeHeldAt, mustBeSensible, mustFit, overlaps } from './rules.ts'
export {
  firstAdministrator,
  givePosts,
  type OrganisationRow,
  type PersonRow,
  type PostRow,
  registerOrganisations,
  registerPeople,
} from './seed.ts'

export const capability: Capability = {
  name: 'identity',
  title: text('人员与岗位', 'People and posts'),
  permissions,
  facts,
  commands,
  queries,
  reactions,
  routes,
}
