// How the states of a point and of a round look, on phone and desk alike: shape and colour for each word.

import type { Tone } from '#web/ui/StateTag.tsx'
import type { State } from '../patrol.ts'

export const tones: Record<State, Tone> = {
  due: 'open',
  done: 'met',
  late: 'late',
  missed: 'act',
  excused: 'quiet',
  suspect: 'wait',
}
