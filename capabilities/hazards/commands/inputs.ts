// The pieces that inputs of hazard commands are made of.

import { z } from 'zod'

export const hazardId = z.uuid()
/** The version the actor was looking at; another one that moved the hazard is answered `hazard.moved-on`. */
export const expect = z.int().positive().optional()
export const target = { hazardId, expect }

export const photo = z.string().regex(/^[0-9a-f]{64}$/)
export const photos = z.array(photo).max(9).default([])
export const somePhotos = z.array(photo).min(1).max(9)

export const words = z.string().trim().max(1000)
export const reason = words.min(2)
export const grade = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export const day = z.iso.date()

export const exampleId = '0199f0a0-0000-7000-8000-000000000001'
export const examplePhoto = 'a'.repeat(64)
