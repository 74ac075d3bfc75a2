// The check digit of GB 32100-2015, and what stands below what. Pure.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  creditCodeCheck,
  creditCodeOf,
  isCreditCode,
  mustStandBelow,
  organisationKindNames,
} from './organisation.ts'

test('GB 32100-2015: the worked example of the standard has check character 3', () => {
  assert.equal(creditCodeCheck('91350100M000100Y4'), '3')
  assert.ok(isCreditCode('91350100M000100Y43'))
  assert.ok(!isCreditCode('91350100M000100Y4Z'))
})

test('one wrong character, or two neighbours exchanged, is noticed', () => {
  const good = '91350100M000100Y43'
  for (let i = 0; i < 17; i++) {
    const wrong = good.slice(0, i) + (good[i] === '7' ? '8' : '7') + good.slice(i + 1)
    assert.ok(!isCreditCode(wrong), wrong)
  }
  assert.ok(!isCreditCode('91530100M000100Y43'))
})

test('letters that the standard leaves out are refused, blanks and small letters forgiven', () => {
  assert.equal(creditCodeCheck('91350100I000100Y4'), null)
  assert.equal(creditCodeOf(' 91350100m000 100y43 '), '91350100M000100Y43')
  for (const code of ['', '9135', '91350100M000100Y433']) assert.ok(!isCreditCode(code))
})

test('branches and project teams never stand alone, and nothing stands below a stranger', () => {
  mustStandBelow('branch', 'company')
  mustStandBelow('project-team', 'branch')
  mustStandBelow('company', null)
  for (const kind of ['branch', 'project-team'] as const)
    assert.throws(() => mustStandBelow(kind, null), { code: 'identity.organisation-needs-parent' })
  assert.throws(() => mustStandBelow('branch', 'bureau'), {
    code: 'identity.organisation-wrong-parent',
  })
  for (const kind of organisationKindNames)
    assert.throws(() => mustStandBelow(kind, 'committee'), {
      code: 'identity.organisation-wrong-parent',
    })
})
