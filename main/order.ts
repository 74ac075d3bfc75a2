// The capabilities, upstream first, in tiers. An import points to an earlier tier, never to its own or a
// later one; a fact is answered in a later tier. To add a capability: make its folder, add its name.

export const tiers = [
  ['identity'],
  ['places'],
  ['evidence', 'ledger', 'imports'],
  ['obligations'],
  ['patrols', 'inspections', 'gatherings', 'devices', 'reports', 'outreach', 'party'],
  ['hazards', 'incidents'],
  ['compliance'],
  ['deliberations'],
  ['works'],
  ['credit'],
  ['overview'],
] as const

// Where policy itself is circular. Each edge crosses a day through the ledger, never the call stack.
export const feedback: readonly { fact: string; answeredBy: string; after: string }[] = []
