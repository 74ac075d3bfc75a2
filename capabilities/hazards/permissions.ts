// Who may do what to hazards. A post carries a permission; where it is held says for which compounds.

import type { Permissions } from '#base/permission.ts'
import { type Text, text } from '#base/text.ts'
import { type Level, levelPermission, levelPosts, levels, levelTitles } from './levels.ts'

const offices = ['community-officer', 'street-officer', 'district-officer', 'city-officer']
const authorities = [...offices, 'fire-officer']
const company = ['company-safety', 'company-manager']
const hands = ['captain', 'guard', 'control-room', 'engineer', 'service', 'lift-safety']
const residents = ['committee-member', 'party-secretary']

const own: Permissions = {
  'hazard.report': {
    title: text('上报隐患', 'Report hazards'),
    posts: [...hands, 'project-manager', ...company, 'grid-worker', ...authorities, ...residents],
  },
  'hazard.view': {
    title: text('查看辖区内全部隐患', 'See all hazards of the area'),
    posts: ['captain', 'project-manager', ...company, 'grid-worker', ...authorities, 'auditor'],
  },
  'hazard.view-own': {
    title: text('查看自己上报和承办的隐患', 'See hazards one reported or has to fix'),
    posts: [...hands, 'grid-worker', ...residents],
  },
  'hazard.comment': {
    title: text('补充说明', 'Comment'),
    posts: [...hands, 'project-manager', ...company, 'grid-worker', ...authorities, ...residents],
  },
  'hazard.register': {
    title: text('登记、定级、归并隐患', 'Register, grade and merge hazards'),
    posts: ['project-manager', 'company-safety', ...authorities],
  },
  'hazard.dismiss': {
    title: text('认定不属于隐患', 'Dismiss what is no hazard'),
    posts: ['project-manager', 'company-safety', ...authorities],
  },
  'hazard.assign': {
    title: text('派单', 'Assign hazards'),
    posts: ['project-manager', ...company],
  },
  'hazard.rectify': {
    title: text('整改、落实临时措施、申请延期', 'Rectify, secure, ask for more time'),
    posts: [...hands, 'project-manager', 'company-safety'],
  },
  'hazard.accept': {
    title: text('验收', 'Accept or reject rectification'),
    posts: ['captain', 'project-manager', ...company, ...authorities],
  },
  'hazard.close': {
    title: text('销号', 'Close hazards'),
    posts: ['project-manager', ...company, ...authorities],
  },
  'hazard.extend': {
    title: text('批准延期', 'Decide on extensions'),
    posts: ['project-manager', ...company, ...authorities],
  },
  'hazard.transfer': {
    title: text('移送、收回', 'Transfer and take back'),
    posts: ['project-manager', ...company, ...authorities],
  },
  'hazard.suspend': {
    title: text('挂起、恢复', 'Suspend and resume'),
    posts: ['project-manager', ...company, ...authorities],
  },
  'hazard.issue-notice': {
    title: text('发出整改文书', 'Issue rectification notices'),
    posts: [...company, ...authorities],
  },
}

/** 办理层级: at which level a post acts. */
const acting = Object.fromEntries(
  levels.map((level: Level): [string, { title: Text; posts: readonly string[] }] => [
    levelPermission(level),
    {
      title: text(
        `以${levelTitles[level].zh}一级办理隐患`,
        `Handle hazards at ${levelTitles[level].en} level`,
      ),
      posts: levelPosts[level],
    },
  ]),
)

export const permissions: Permissions = { ...own, ...acting }
