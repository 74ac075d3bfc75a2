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
const offices = ['city-officer', 'district-officer', 'street-officer', 'administrator']
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
  // Opens the door to the acts that serve every kind of place; which kind asks for one of the next three.
  'place.manage': {
    title: text('更名、调整、撤销地点', 'Rename, move and close places'),
    posts: [...offices, 'company-manager', 'project-manager'],
  },
  'area.manage': {
    title: text(
      '设立、调整、撤销街道、社区和网格',
      'Set up, move and close streets, communities and grids',
    ),
    posts: offices,
  },
  'compound.manage': {
    title: text('登记小区、修改小区档案', 'Register compounds and change their profile'),
    posts: offices,
  },
  'contract.manage': {
    title: text('登记物业服务合同', 'Record service contracts'),
    posts: offices,
  },
  'building.manage': {
    title: text('登记、修改楼栋和单元', 'Register and change buildings and units'),
    posts: [...offices, 'company-manager', 'project-manager'],
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
