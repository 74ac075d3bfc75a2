// What is put on record about places. Ids only; whoever may see the place may read the rest there.

import { z } from 'zod'
import { text } from '#base/text.ts'
import type { FactKinds } from '#server/capability.ts'
import { assetKindNames, assetStatuses } from './assets.ts'
import { checkpointKindNames } from './checkpoints.ts'
import { placeKindNames } from './place.ts'

const id = z.uuid()
const day = z.iso.date()
const place = { placeId: id, kind: z.enum(placeKindNames) }
const counts = z.object({ added: z.int(), changed: z.int() })

export const facts = {
  'place.added': {
    title: text('设立地点', 'Place set up'),
    may: 'place.view',
    body: z.object({ ...place, parentId: id }),
  },
  'place.renamed': {
    title: text('地点更名', 'Place renamed'),
    may: 'place.view',
    body: z.object({ ...place, name: z.string(), previousName: z.string() }),
  },
  'place.moved': {
    title: text('地点调整归属', 'Place moved'),
    may: 'place.view',
    body: z.object({ ...place, fromId: id, toId: id }),
  },
  'place.closed': {
    title: text('撤销地点', 'Place closed'),
    may: 'place.view',
    body: z.object({ ...place, on: day }),
  },
  'compound.registered': {
    title: text('登记小区', 'Compound registered'),
    may: 'place.view',
    body: z.object({ compoundId: id, parentId: id }),
  },
  'compound.changed': {
    title: text('小区档案变更', 'Compound profile changed'),
    may: 'place.view',
    body: z.object({ compoundId: id, changed: z.array(z.string()) }),
  },
  // What a workbook brought to one compound, summed up: the ledger grows with consequences, not with rows.
  'compound.loaded': {
    title: text('批量导入小区资料', 'Compound data imported'),
    may: 'place.view',
    body: z.object({ compoundId: id, buildings: counts, assets: counts, checkpoints: counts }),
  },
  'contract.signed': {
    title: text('登记物业服务合同', 'Service contract recorded'),
    may: 'place.view',
    body: z.object({
      compoundId: id,
      contractId: id,
      companyId: id,
      fromOn: day,
      toOn: day.nullable(),
    }),
  },
  'contract.ended': {
    title: text('终止物业服务合同', 'Service contract ended'),
    may: 'place.view',
    body: z.object({ compoundId: id, contractId: id, companyId: id, toOn: day }),
  },
  // Recorded on the day it happens, at the old and the new company alike. Null: nobody runs it (失管).
  'compound.company-changed': {
    title: text('小区更换物业企业', 'Compound changed hands'),
    may: 'place.view',
    body: z.object({ compoundId: id, fromCompanyId: id.nullable(), toCompanyId: id.nullable() }),
  },
  'building.added': {
    title: text('登记楼栋', 'Building registered'),
    may: 'place.view',
    body: z.object({ compoundId: id, buildingId: id }),
  },
  'building.changed': {
    title: text('楼栋资料变更', 'Building changed'),
    may: 'place.view',
    body: z.object({ compoundId: id, buildingId: id, changed: z.array(z.string()) }),
  },
  'asset.registered': {
    title: text('登记设施设备', 'Asset registered'),
    may: 'place.view',
    body: z.object({ compoundId: id, assetId: id, kind: z.enum(assetKindNames) }),
  },
  'asset.changed': {
    title: text('设施设备资料变更', 'Asset changed'),
    may: 'place.view',
    body: z.object({
      compoundId: id,
      assetId: id,
      kind: z.enum(assetKindNames),
      status: z.enum(assetStatuses),
      changed: z.array(z.string()),
    }),
  },
  'asset.retired': {
    title: text('设施设备报废', 'Asset retired'),
    may: 'place.view',
    body: z.object({ compoundId: id, assetId: id, kind: z.enum(assetKindNames) }),
  },
  'checkpoint.added': {
    title: text('设置点位', 'Checkpoint set up'),
    may: 'place.view',
    body: z.object({ compoundId: id, checkpointId: id, kind: z.enum(checkpointKindNames) }),
  },
  'checkpoint.changed': {
    title: text('点位变更', 'Checkpoint changed'),
    may: 'place.view',
    body: z.object({ compoundId: id, checkpointId: id, changed: z.array(z.string()) }),
  },
  'checkpoint.retired': {
    title: text('停用点位', 'Checkpoint retired'),
    may: 'place.view',
    body: z.object({ compoundId: id, checkpointId: id, on: day }),
  },
  'checkpoint.relabelled': {
    title: text('更换点位标签', 'Checkpoint labels replaced'),
    may: 'place.view',
    body: z.object({ compoundId: id, checkpointIds: z.array(id) }),
  },
} satisfies FactKinds
