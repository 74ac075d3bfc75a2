// The catalogue of assets: it is whole, and facts are checked by kind.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factFields, factNames } from './asset-facts.ts'
import { assetKindNames, assetKinds, factsSchema, missingFacts, mustBeFacts } from './assets.ts'
import { checkpointKindNames, checkpointKinds, proofLevels } from './checkpoints.ts'

test('every fact belongs to a kind, every kind names facts that exist, titles differ', () => {
  const used = new Set(assetKindNames.flatMap((kind) => [...assetKinds[kind].facts]))
  assert.deepEqual(
    [...factNames].filter((fact) => !used.has(fact)),
    [],
  )
  for (const kind of assetKindNames) {
    const { facts, needed } = assetKinds[kind]
    assert.equal(new Set<string>(facts).size, facts.length, kind)
    for (const fact of needed) assert.ok((facts as readonly string[]).includes(fact))
  }
  for (const titles of [
    assetKindNames.map((k) => assetKinds[k].title.zh),
    factNames.map((n) => factFields[n].title.zh),
  ])
    assert.equal(new Set(titles).size, titles.length)
})

test('facts of the right kind pass, foreign and malformed ones are named', () => {
  const facts = {
    nextInspectionOn: '2027-03-01',
    floors: 32,
    maintainer: '长沙安达电梯',
    intercom: true,
  }
  assert.deepEqual(mustBeFacts('lift', facts), facts)
  assert.deepEqual(mustBeFacts('lift', {}), {})
  const wrongs: Record<string, unknown>[] = [
    { floors: 3.5 },
    { floors: -1 },
    { floors: '32' },
    { nextInspectionOn: '2027-02-30' },
    { intercom: 'yes' },
    { ports: 4 },
    { maintainer: '' },
    { maintainer: '长'.repeat(101) },
  ]
  for (const wrong of wrongs)
    assert.throws(
      () => mustBeFacts('lift', wrong),
      (problem: { code: string; details: { issues: { fact: string }[] } }) => {
        assert.equal(problem.code, 'asset.facts-unfit')
        assert.deepEqual(
          problem.details.issues.map(({ fact }) => fact),
          Object.keys(wrong),
        )
        return true
      },
    )
  assert.equal(factsSchema('lift'), factsSchema('lift'))
})

test('what a duty still needs to know is told', () => {
  assert.deepEqual(missingFacts('lift', { floors: 32 }), ['nextInspectionOn', 'maintainer'])
  assert.deepEqual(missingFacts('refuse', { quantity: 2 }), [])
})

test('every kind of checkpoint has a sign of its own and a proof level that exists', () => {
  const signs = checkpointKindNames.map((kind) => checkpointKinds[kind].icon)
  assert.equal(new Set(signs).size, signs.length)
  for (const kind of checkpointKindNames) assert.ok(checkpointKinds[kind].proof in proofLevels)
})
