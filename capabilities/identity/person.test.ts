// Accounts, masks, search patterns and passwords. Pure.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  accountOf,
  isAccount,
  maskAccount,
  maskAddress,
  maskPhone,
  passwordWeakness,
  phoneOf,
  phonePattern,
} from './person.ts'

test('a phone number is read in every usual spelling', () => {
  for (const written of [
    '13812341234',
    '138 1234 1234',
    '138-1234-1234',
    '+8613812341234',
    '0086 138 1234 1234',
  ])
    assert.equal(phoneOf(written), '13812341234')
  for (const written of ['12812341234', '1381234123', '138123412345', 'zhangsan', ''])
    assert.equal(phoneOf(written), null)
})

test('masks show three digits and four, and nothing of what is no phone number', () => {
  assert.equal(maskPhone('13812341234'), '138****1234')
  assert.equal(maskPhone(null), null)
  assert.equal(maskPhone('0731'), '****31')
  assert.equal(maskAccount('13812341234'), '138****1234')
  assert.equal(maskAccount('zhang.san'), 'zhang.san')
  assert.equal(maskAddress('113.246.57.8'), '113.246.*.*')
  assert.equal(maskAddress('240e:3a0:1:2::/64'), '240e:3a0:*')
})

test('an account is the own number or a name that no number can be', () => {
  assert.equal(accountOf(' ＺＨＡＮＧ.San '), 'zhang.san')
  assert.equal(accountOf('+86 138-1234-1234'), '13812341234')
  assert.ok(isAccount('13812341234', '13812341234'))
  assert.ok(isAccount('zhang.san', null))
  for (const account of ['13900005678', '1001', 'ab', 'a b c', '张三', 'x'.repeat(33)])
    assert.ok(!isAccount(account, '13812341234'), account)
})

test('a search reaches only the digits that the mask shows', () => {
  assert.equal(phonePattern('138****1234'), '138____1234')
  assert.equal(phonePattern('13812341234'), '138____1234') // the four in the middle make no difference
  assert.equal(phonePattern('1234'), '_______1234')
  assert.equal(phonePattern('138'), '138________')
  for (const search of ['13', '1381', '12341234', '张三', '%']) {
    const pattern = phonePattern(search)
    assert.ok(pattern === null || /^(\d{3}_{4}|_{7})(\d{4}|_{4})$/.test(pattern), search)
  }
})

test('a password is long, not common, not personal', () => {
  const person = { account: 'zhang.san', phone: '13812341234', pinyin: 'zhangsan' }
  const why = (password: string) => passwordWeakness(password, person)
  assert.equal(why('Ab3-efgh'), 'short')
  assert.equal(why('a1'.repeat(65)), 'long')
  assert.equal(why('hahahehexixi'), 'one-kind')
  assert.equal(why('Password2026'), 'common')
  assert.equal(why('woaini5201314'), 'common')
  assert.equal(why('a1a1a1a1a1a1'), 'common')
  assert.equal(why('13812341234a'), 'personal')
  assert.equal(why('Zhangsan-7-lou'), 'personal')
  assert.equal(why('lou-dao-bu-dui-wu-7'), null)
  assert.equal(why('correct horse battery staple'), null)
  assert.equal(why('小区平安我来守护第七楼不堆物资'), 'one-kind')
  assert.equal(why('小区平安-我来守护-7'), null)
})
