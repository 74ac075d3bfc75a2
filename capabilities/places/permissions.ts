// Who may see and change places. Which posts carry a permission is all that is said here; where they
// carry it follows from where the post is held.

import type { Permissions } from '#base/permission.ts'
import { text } from '#base/text.ts'

const officials = [
  'city-officer',
  'district-officer',
  'street-officer',
  'community-officer',
  'grid-worker',
]
const company = ['company-safety', 'company-manager']
const onSite = [
  'project-manager',
  'captain',
  'guard',
  'control-room',
  'engineer',
  'service',
  'lift-safety',
]
const residents = ['committee-member', 'party-secretary']

export const permissions = {
  'place.view': {
    title: text('查看地点、小区、设施和点位', 'See places, compounds, assets and checkpoints'),
    posts: [
      ...officials,
      'fire-officer',
      ...company,
      ...onSite,
      ...residents,
      'administrator',
      'auditor',
    ],
  },
  'place.manage': {
    title: text(
      '设立、更名、调整、撤销街道、社区和网格',
      'Set up, rename, move and close streets, communities and grids',
    ),
    posts: ['city-officer', 'district-officer', 'street-officer', 'administrator'],
  },
  'compound.manage': {
    title: text('登记小区、修改小区档案', 'Register compounds and change their profile'),
    posts: ['city-officer', 'district-officer', 'street-officer', 'administrator'],
  },
  'contract.manage': {
    title: text('登记物业服务合同', 'Record service contracts'),
    posts: ['city-officer', 'district-officer', 'street-officer', 'administrator'],
  },
  'building.manage': {
    title: text('登记、修改楼栋和单元', 'Register and change buildings and units'),
    posts: ['street-officer', 'company-manager', 'project-manager', 'administrator'],
  },
  'asset.manage': {
    title: text('登记、修改、停用设施设备', 'Register, change and retire assets'),
    posts: [...company, 'project-manager', 'lift-safety', 'administrator'],
  },
  'checkpoint.manage': {
    title: text('设置、修改、停用巡查点位', 'Set up, change and retire checkpoints'),
    posts: [...company, 'project-manager', 'captain', 'administrator'],
  },
  'checkpoint.print': {
    title: text('打印点位标签', 'Print checkpoint labels'),
    posts: [...company, 'project-manager', 'captain', 'administrator'],
  },
} satisfies Permissions
