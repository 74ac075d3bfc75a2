// What follows: from findings upstream, from what happened to hazards, and from days that pass.

import type { Reactions, Sweeps } from '#server/capability.ts'
import { escalateOverdue, resumeHeld } from './deadlines.ts'
import { openFromPatrols } from './findings.ts'
import { notices } from './tell.ts'

export const reactions: Reactions = {
  'patrol.finding-recorded': openFromPatrols,
  ...notices,
}

export const sweeps: Sweeps = {
  'escalate-overdue': escalateOverdue,
  'resume-held': resumeHeld,
}
