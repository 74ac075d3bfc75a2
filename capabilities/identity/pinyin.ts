// 拼音 of a person's name, as it is typed to find somebody. On the server only: the dictionary is large.

import { pinyin } from 'pinyin-pro'

/** 单雄信 -> shanxiongxin, sxx. A surname is read as a surname, whatever the character says elsewhere. */
export function pinyinOfName(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name.normalize('NFKC').toLowerCase(), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  }).map((syllable) => syllable.replace(/[^a-z0-9]/g, ''))
  return {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable.slice(0, 1)).join(''),
  }
}
