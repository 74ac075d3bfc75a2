// What people do to hazards.

import { assignHazard, secureHazard } from './assign.ts'
import { commentHazard } from './comment.ts'
import { askForExtension, decideOnExtension } from './extend.ts'
import { resumeHazard, suspendHazard, takeBackHazard, transferHazard } from './hold.ts'
import { issueNotice } from './issue-notice.ts'
import { mergeHazard } from './merge.ts'
import { rectifyHazard, rectifyHazardOnSpot } from './rectify.ts'
import { dismissHazard, gradeHazard, registerHazard } from './register.ts'
import { reportHazard } from './report.ts'
import { acceptHazard, closeHazard, rejectHazard } from './verify.ts'

export {
  acceptHazard,
  askForExtension,
  assignHazard,
  closeHazard,
  commentHazard,
  decideOnExtension,
  dismissHazard,
  gradeHazard,
  issueNotice,
  mergeHazard,
  rectifyHazard,
  rectifyHazardOnSpot,
  registerHazard,
  rejectHazard,
  reportHazard,
  resumeHazard,
  secureHazard,
  suspendHazard,
  takeBackHazard,
  transferHazard,
}

export const commands = [
  reportHazard,
  registerHazard,
  gradeHazard,
  dismissHazard,
  assignHazard,
  secureHazard,
  rectifyHazard,
  rectifyHazardOnSpot,
  acceptHazard,
  rejectHazard,
  closeHazard,
  askForExtension,
  decideOnExtension,
  suspendHazard,
  resumeHazard,
  transferHazard,
  takeBackHazard,
  mergeHazard,
  issueNotice,
  commentHazard,
]
