// What people see of overview.

import { board } from './board.ts'
import { stream } from './stream.ts'

export const queries = [board, stream]
