// The face of places: what main/ runs, and what the capabilities downstream may use.

import { text } from '#base/text.ts'
import type { Capability } from '#server/capability.ts'
import { commands } from './commands/index.ts'
import { facts } from './facts.ts'
import { permissions } from './permissions.ts'
import { queries } from './queries/index.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes/index.ts'

export {
  type FactField,
  type FactName,
  type FactValue,
  factFields,
  factNames,
} from './asset-facts.ts'
export {
  type AnyFacts,
  type AssetFacts,
  type AssetKind,
  assetKindNames,
  assetKinds,
  factsUnfit,
  missingFacts,
  mustBeFacts,
} from './assets.ts'
export {
  type CheckpointKind,
  checkpointKindNames,
  checkpointKinds,
  type Proof,
  proofLevels,
  proofNames,
} from './checkpoints.ts'
export { isCode, newCode, readCode, spacedCode } from './code.ts'
export {
  type AssetPut,
  type BuildingPut,
  type CheckpointPut,
  type CompoundPut,
  type ContractPut,
  putAssets,
  putBuildings,
  putCheckpoints,
  putCompounds,
  putContracts,
} from './commands/put.ts'
export { holdTree } from './commands/tree.ts'
export { type Contract, inForce, sign } from './contract.ts'
export { convert, type Datum, datums, type Position } from './coordinates.ts'
export { type Place, type PlaceKind, placeKinds, placeNotFound, shortName } from './place.ts'
export {
  compoundsWithin,
  placeOf,
  type Responsible,
  responsibleOn,
  visiblePlace,
  withinOfPlaces,
} from './queries/face.ts'
export { labelKeyFor, labelPrint, tokenFor, verifyLabel } from './queries/labels.ts'
export { cityCode, divisionId, loadDivisions } from './seed.ts'
export { type LabelToken, readToken } from './token.ts'

export const capability: Capability = {
  name: 'places',
  title: text('地点', 'Places'),
  permissions,
  facts,
  commands,
  queries,
  reactions,
  routes,
}
