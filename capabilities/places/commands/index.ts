// All commands of places.

import { assetCommands } from './assets.ts'
import { buildingCommands } from './buildings.ts'
import { checkpointCommands } from './checkpoints.ts'
import { compoundCommands } from './compounds.ts'
import { contractCommands } from './contracts.ts'
import { placeCommands } from './places.ts'

export const commands = [
  ...placeCommands,
  ...compoundCommands,
  ...contractCommands,
  ...buildingCommands,
  ...assetCommands,
  ...checkpointCommands,
]
