// The pages of identity: people and their posts, organisations, and what everybody has of their own.

import { text } from '#base/text.ts'
import type { DeskRoute } from '#web/router.tsx'

const people = text('人员', 'People')
const organisations = text('组织', 'Organisations')

export const routes: DeskRoute[] = [
  {
    path: '/people',
    title: people,
    icon: 'people',
    nav: { section: 'admin', order: 10 },
    may: 'identity.view',
    lazy: () => import('./PeoplePage.tsx'),
  },
  {
    path: '/people/new',
    title: text('登记人员', 'Register a person'),
    may: 'identity.appoint',
    lazy: () => import('./RegisterPersonPage.tsx'),
  },
  { path: '/people/:personId', title: people, lazy: () => import('./PersonPage.tsx') },
  {
    path: '/organisations',
    title: organisations,
    icon: 'organisation',
    nav: { section: 'admin', order: 20 },
    may: 'identity.view',
    lazy: () => import('./OrganisationsPage.tsx'),
  },
  {
    path: '/organisations/new',
    title: text('登记组织', 'Register an organisation'),
    may: 'identity.organise',
    lazy: () => import('./RegisterOrganisationPage.tsx'),
  },
  {
    path: '/organisations/:organisationId',
    title: organisations,
    may: 'identity.view',
    lazy: () => import('./OrganisationPage.tsx'),
  },
  {
    path: '/account',
    title: text('我的账号', 'My account'),
    lazy: () => import('./AccountPage.tsx'),
  },
  {
    path: '/notices',
    title: text('我的通知', 'My notices'),
    lazy: () => import('./NoticesPage.tsx'),
  },
]
