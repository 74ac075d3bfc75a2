// Pinyin for search: names of Changsha as people type them.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinyinOf, typedPinyin } from './pinyin.ts'

test('a name is found by its full pinyin and by its initials', () => {
  assert.equal(pinyinOf('海利华宫'), 'hailihuagong hlhg')
  assert.equal(pinyinOf('长沙市'), 'changshashi css')
  assert.equal(pinyinOf('中交中央公园D4区'), 'zhongjiaozhongyanggongyuand4qu zjzygydq')
  assert.equal(pinyinOf('3栋'), '3dong 3d')
  assert.equal(pinyinOf('绿地'), 'lvdi ld')
  assert.equal(pinyinOf('Vanke'), 'vanke v')
  assert.equal(pinyinOf(''), '')
})

test('what is typed is compared without spaces, marks and case', () => {
  assert.equal(typedPinyin('Hai Li'), 'haili')
  assert.equal(typedPinyin("xi'an"), 'xian')
  assert.equal(typedPinyin('ＨＬＨＧ'), 'hlhg')
  assert.equal(typedPinyin('海利'), '')
})
