// What other pages may use of identity: the ways to its pages, the names of posts, who holds them at a place.

export { type PostKind, postKinds, posts, postTitle } from '../posts.ts'
export { OrganisationPicker } from './OrganisationPicker.tsx'
export { PostsAt } from './PostsAt.tsx'
export { organisationPath, peoplePath, personPath } from './paths.ts'
