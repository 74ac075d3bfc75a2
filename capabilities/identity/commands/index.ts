// All that people do here.

import { changeOrganisation, closeOrganisation, registerOrganisation } from './organisations.ts'
import { changePassword, resetPassword } from './passwords.ts'
import { changePerson, disablePerson, enablePerson, registerPerson, showPhone } from './people.ts'
import { endPost, givePost } from './posts.ts'
import { chooseLanguage, readNotices, revokeOtherSessions, revokeSession } from './sessions.ts'

export const commands = [
  registerOrganisation,
  changeOrganisation,
  closeOrganisation,
  registerPerson,
  changePerson,
  disablePerson,
  enablePerson,
  showPhone,
  givePost,
  endPost,
  changePassword,
  resetPassword,
  revokeSession,
  revokeOtherSessions,
  chooseLanguage,
  readNotices,
]
