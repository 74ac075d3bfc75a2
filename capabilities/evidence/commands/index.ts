// What people do with evidence itself. Photos are brought by routes/, and attached by the matters they prove.

import { openOriginal } from './open-original.ts'

export const commands = [openOriginal]
