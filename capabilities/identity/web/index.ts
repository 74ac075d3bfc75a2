// What other pages may use of identity: the ways to its pages.

export { organisationPath, peoplePath, personPath } from './paths.ts'
