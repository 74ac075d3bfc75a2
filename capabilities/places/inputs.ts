// The shapes of what is entered about places, shared by commands, imports and forms.

import { z } from 'zod'
import { assetKindNames } from './assets.ts'
import { checkpointKindNames, proofNames } from './checkpoints.ts'
import { datums } from './coordinates.ts'

const printable = /^[^\p{C}\u2028\u2029]*$/u

export const id = z.uuid()
export const day = z.iso.date()
/** One line of text without control characters. */
export const line = (max: number) => z.string().trim().max(max).regex(printable)
export const name = line(60).min(1)
/** A compound's own number, or a division's: letters, digits, hyphens. */
export const placeCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{2,24}$/)
const year = z.int().min(1900).max(2100)
const share = (max: number, decimals: number) =>
  z
    .number()
    .min(0)
    .max(max)
    .multipleOf(10 ** -decimals)

/** Longitude and latitude in the datum they were reported in. */
export const position = z.object({
  lng: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  datum: z.enum(datums),
})

export const usages = ['residential', 'mixed', 'apartment'] as const
export const buildingUsages = ['residential', 'mixed', 'apartment', 'public', 'parking'] as const

/** 小区档案 */
export const compoundProfile = {
  usage: z.enum(usages),
  address: line(120),
  households: z.int().min(0).max(100_000),
  residents: z.int().min(0).max(500_000).nullable(),
  floorAreaM2: share(100_000_000, 2),
  builtYear: year.nullable(),
  secondCommunityId: id.nullable(),
  position: position.nullable(),
  committee: z.boolean(),
  partyGroup: z.boolean(),
}

/** 楼栋资料. Above 27 m a residential building is a high-rise (高层民用建筑消防安全管理规定 50). */
export const buildingProfile = {
  heightM: share(1000, 2).positive().nullable(),
  floors: z.int().min(1).max(200).nullable(),
  basements: z.int().min(0).max(10),
  units: z.int().min(0).max(100),
  households: z.int().min(0).max(10_000),
  usage: z.enum(buildingUsages),
  builtYear: year.nullable(),
  insulation: z.boolean().nullable(),
}

/** 设施设备资料; its facts are checked by kind (assets.ts). */
export const assetProfile = {
  name,
  number: line(60),
  buildingId: id.nullable(),
  location: line(80),
  installedOn: day.nullable(),
}
export const assetKind = z.enum(assetKindNames)

/** 点位资料 */
export const checkpointProfile = {
  number: z.int().min(1).max(9999),
  name,
  kind: z.enum(checkpointKindNames),
  proof: z.enum(proofNames),
  buildingId: id.nullable(),
  assetId: id.nullable(),
  location: line(80),
  floor: z.int().min(-10).max(200).nullable(),
  position: position.nullable(),
  nfc: z
    .string()
    .trim()
    .regex(/^[0-9A-Fa-f:]{8,40}$/)
    .nullable(),
}
