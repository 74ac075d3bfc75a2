// Addresses of places on the desk.

import type { LabelSize } from '../labels.ts'

export const placesPath = '/places'
export const placePath = (id: string): string => `/places/${id}`

/** The PDF of a compound's labels, or of one of them. */
export const labelsPath = (compoundId: string, size: LabelSize, checkpointId?: string): string =>
  `/api/checkpoint-labels.pdf?compoundId=${compoundId}&size=${size}${checkpointId ? `&checkpointId=${checkpointId}` : ''}`
