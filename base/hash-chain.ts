// The content hash of a fact and the chain over facts, so that outsiders can recompute both.
//
// fact hash  = SHA-256( RFC 8785 canonical JSON of {id, name, at, actorId, placeId, within, people, causeId, commandId, body} )
// chain(n)   = SHA-256( chain(n-1) || fact hash ), chain(0) = 32 zero bytes
// Runs on the server and in a verifier's browser: no import but the canonicaliser; the digest is passed in.

import canonicalize from 'canonicalize'

export type HashedFact = {
  id: string
  name: string
  /** ISO 8601 in UTC with milliseconds */
  at: string
  actorId: string
  placeId: string | null
  within: readonly string[]
  people: readonly string[]
  causeId: string | null
  commandId: string | null
  body: unknown
}

export const chainStart: Uint8Array = new Uint8Array(32)

/** The bytes whose SHA-256 is the fact's hash. Throws on what JSON cannot say exactly (NaN, lone surrogates). */
export function factBytes(fact: HashedFact): Uint8Array {
  const canonical = canonicalize({
    id: fact.id,
    name: fact.name,
    at: fact.at,
    actorId: fact.actorId,
    placeId: fact.placeId,
    within: fact.within,
    people: fact.people,
    causeId: fact.causeId,
    commandId: fact.commandId,
    body: fact.body,
  })
  if (canonical === undefined)
    throw new Error(`fact ${fact.id} cannot be written as canonical JSON`)
  return new TextEncoder().encode(canonical)
}

/** The bytes whose SHA-256 is the next value of the chain. */
export function linkBytes(previous: Uint8Array, factHash: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(64)
  bytes.set(previous, 0)
  bytes.set(factHash, 32)
  return bytes
}
