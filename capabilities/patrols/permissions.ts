// Who may walk, plan, see, excuse and review patrols.

import type { Permissions } from '#base/permission.ts'
import { text } from '#base/text.ts'

export const permissions = {
  'patrol.walk': {
    title: text('执行巡查', 'Walk rounds'),
    posts: ['guard', 'captain', 'engineer'],
  },
  'patrol.view-own': {
    title: text('查看本人巡查任务', 'See one’s own rounds'),
    posts: ['guard', 'captain', 'engineer'],
  },
  'patrol.hand-over': {
    title: text('移交班次', 'Hand over rounds'),
    posts: ['guard', 'captain', 'engineer', 'project-manager'],
  },
  'patrol.plan': {
    title: text('制定巡查路线、代办移交', 'Plan routes, hand over the rounds of others'),
    posts: ['project-manager', 'captain'],
  },
  'patrol.excuse': {
    title: text('准予免巡', 'Excuse rounds'),
    posts: ['project-manager'],
  },
  'patrol.review': {
    title: text('复核存疑打点', 'Review doubtful scans'),
    posts: ['project-manager', 'captain'],
  },
  'patrol.view': {
    title: text('查看巡查情况', 'See patrols'),
    posts: [
      'project-manager',
      'captain',
      'control-room',
      'company-safety',
      'company-manager',
      'grid-worker',
      'community-officer',
      'street-officer',
      'district-officer',
      'city-officer',
      'fire-officer',
      'administrator',
      'auditor',
    ],
  },
} satisfies Permissions
