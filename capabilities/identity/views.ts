// What the queries answer, as both the server that makes it and the pages that show it read it.

import type { Text } from '#base/text.ts'
import type { Day } from '#base/time.ts'

/** A Date on the server, an ISO string once it has travelled. */
type Instant = Date | string

/** Whether somebody can sign in: no password yet, one that somebody else has set, or one of their own. */
export type PasswordState = 'none' | 'one-time' | 'set'

export type PersonListed = {
  id: string
  name: string
  /** masked */
  phone: string | null
  disabled: boolean
  password: PasswordState
  /** held now, within the reader's reach */
  posts: { kind: string; title: Text; atId: string; atName: string }[]
}

export type PostView = {
  id: string
  kind: string
  title: Text
  atId: string
  atName: string
  atWhat: 'place' | 'organisation' | null
  orgName: string | null
  fromOn: Day
  toOn: Day | null
  over: boolean
  youMayEnd: boolean
}

export type PersonView = {
  id: string
  name: string
  account: string
  phone: string | null
  language: 'zh' | 'en'
  demo: boolean
  disabled: boolean
  password: PasswordState
  seenAt: Instant | null
  posts: PostView[]
  /** posts beyond the reader's reach, of which no more than the number is told */
  postsElsewhere: number
  you: { isSelf: boolean; mayManage: boolean; maySeePhone: boolean; mayEndSessions: boolean }
}

export type PostAtPlace = {
  id: string
  kind: string
  title: Text
  fromOn: Day
  toOn: Day | null
  personId: string
  name: string
  phone: string | null
  orgName: string | null
  youMayEnd: boolean
}
export type PostsAtPlace = {
  at: { id: string; name: string; kind: string; what: 'place' | 'organisation' }
  on: Day
  posts: PostAtPlace[]
}

export type OrganisationListed = {
  id: string
  kind: string
  title: Text
  name: string
  code: string | null
  parentName: string | null
  endedOn: Day | null
}

export type OrganisationView = OrganisationListed & {
  parentId: string | null
  placeName: string | null
  below: { id: string; kind: string; title: Text; name: string }[]
  you: { mayManage: boolean; maySeePosts: boolean; mayOrganiseBelow: boolean }
}

export type SessionListed = {
  id: string
  device: string
  /** masked */
  address: string
  createdAt: Instant
  seenAt: Instant
  expiresAt: Instant
}

export type NoticeListed = {
  id: string
  at: Instant
  kind: string
  text: Text
  link: string | null
  urgent: boolean
  readAt: Instant | null
}
