// The table of posts, and what fits beside what. Pure.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PostKind, postKinds, posts } from './posts.ts'
import { mustBeHeldAt, mustBeSensible, mustFit, overlaps } from './rules.ts'

const now = new Date('2026-11-23T08:30:00+08:00')

test('every giver stands above the post he gives, but for administrators among themselves', () => {
  for (const kind of postKinds)
    for (const giver of posts[kind].givenBy as readonly PostKind[]) {
      const below = posts[giver].level > posts[kind].level
      assert.ok(
        below || (kind === 'administrator' && giver === 'administrator'),
        `${giver} gives ${kind}`,
      )
    }
})

test('every post can be given by somebody, and an administrator can give every post', () => {
  for (const kind of postKinds)
    assert.ok((posts[kind].givenBy as readonly string[]).includes('administrator'))
})

test('a post is held only at the kinds of place it belongs to', () => {
  mustBeHeldAt('guard', 'compound')
  mustBeHeldAt('company-manager', 'branch')
  for (const [kind, at] of [
    ['guard', 'street'],
    ['city-officer', 'compound'],
    ['company-manager', 'city'],
  ] as const)
    assert.throws(() => mustBeHeldAt(kind, at), { code: 'identity.post-not-held-here' })
})

test('two terms overlap when they share a day, both ends counted', () => {
  const term = (fromOn: string, toOn: string | null = null) => ({ fromOn, toOn })
  assert.ok(overlaps(term('2026-01-01', '2026-01-31'), term('2026-01-31')))
  assert.ok(!overlaps(term('2026-01-01', '2026-01-30'), term('2026-01-31')))
  assert.ok(overlaps(term('2026-01-01'), term('2030-01-01')))
})

const project = {
  fromOn: '2026-11-23',
  toOn: null,
  kind: 'project-manager',
  atId: 'c',
  personId: 'p',
} as const

test('the same post is not held twice at once, but may be held again later', () => {
  const held = { kind: 'project-manager', atId: 'c', fromOn: '2026-01-01', toOn: null }
  assert.throws(() => mustFit(project, [held], []), { code: 'identity.post-already-held' })
  mustFit(project, [{ ...held, toOn: '2026-11-22' }], [])
  mustFit(project, [{ ...held, atId: 'other' }], [])
})

test('a compound has one project manager at a time, and many guards', () => {
  const other = { personId: 'q', fromOn: '2026-01-01', toOn: null }
  assert.throws(() => mustFit(project, [], [{ ...other, kind: 'project-manager' }]), {
    code: 'identity.post-taken',
  })
  mustFit({ ...project, kind: 'guard' }, [], [{ ...other, kind: 'guard' }])
})

test('whoever administers does not audit', () => {
  const held = { kind: 'auditor', atId: 'city', fromOn: '2026-01-01', toOn: null }
  const wish = { ...project, kind: 'administrator', atId: 'city' } as const
  assert.throws(() => mustFit(wish, [held], []), { code: 'identity.roles-apart' })
  assert.throws(
    () => mustFit({ ...wish, kind: 'auditor' }, [{ ...held, kind: 'administrator' }], []),
    {
      code: 'identity.roles-apart',
    },
  )
  mustFit(wish, [{ ...held, toOn: '2026-11-22' }], [])
})

test('a term is neither backwards nor far in the future', () => {
  mustBeSensible({ fromOn: '2020-01-01', toOn: null }, now)
  assert.throws(() => mustBeSensible({ fromOn: '2026-11-23', toOn: '2026-11-22' }, now), {
    code: 'identity.post-ends-before-it-begins',
  })
  for (const term of [
    { fromOn: '2028-01-01', toOn: null },
    { fromOn: '2026-11-23', toOn: '2099-01-01' },
  ])
    assert.throws(() => mustBeSensible(term, now), { code: 'identity.post-too-far-ahead' })
})
