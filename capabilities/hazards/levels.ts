// The levels at which hazards are handled, from the guard's captain up to the city, and who acts at which.
//
// A level is held like any permission: by a post, at a place. So a street officer acts as the street for
// the compounds of his street and for no other.

import { may } from '#base/permission.ts'
import { type Text, text } from '#base/text.ts'

export const levels = [
  'team',
  'project',
  'company',
  'community',
  'street',
  'district',
  'city',
] as const
export type Level = (typeof levels)[number]

export const levelTitles: Record<Level, Text> = {
  team: text('班组', 'team'),
  project: text('项目', 'project'),
  company: text('企业', 'company'),
  community: text('社区', 'community'),
  street: text('街道', 'street'),
  district: text('区县', 'district'),
  city: text('市级', 'city'),
}

/** Posts that act at a level. */
export const levelPosts: Record<Level, readonly string[]> = {
  team: ['captain'],
  project: ['project-manager'],
  company: ['company-safety', 'company-manager'],
  community: ['community-officer'],
  street: ['street-officer'],
  district: ['district-officer', 'fire-officer'],
  city: ['city-officer'],
}

export const levelPermission = (level: Level): string => `hazard.at-${level}`

type Viewer = { holds: Readonly<Record<string, readonly string[]>> }

/** The highest level at which a person acts for a place; null for those who only report and fix. */
export const levelOf = (viewer: Viewer, within: readonly string[]): Level | null =>
  levels.findLast((level) => may(viewer, levelPermission(level), within)) ?? null

export const isAtLeast = (level: Level | null, needed: Level): boolean =>
  level !== null && levels.indexOf(level) >= levels.indexOf(needed)

export const higher = (a: Level, b: Level): Level => (isAtLeast(a, b) ? a : b)

/** 上一级; the city has none above it and decides itself. */
export const levelAbove = (level: Level): Level =>
  levels[Math.min(levels.indexOf(level) + 1, levels.length - 1)]!
