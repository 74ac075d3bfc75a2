// All that people ask here.

import { listOrganisations, viewOrganisation } from './organisations.ts'
import { listSessions, myNotices } from './own.ts'
import { findPerson, listPeople, listPosts, viewPerson } from './people.ts'

export const queries = [
  listPeople,
  viewPerson,
  findPerson,
  listPosts,
  listOrganisations,
  viewOrganisation,
  listSessions,
  myNotices,
]
