// 拼音: what a person types to find a Chinese name. On the server only: the dictionary is large.

import { pinyin } from 'pinyin-pro'

/** Full pinyin and initials of a name, as it is stored: `hailihuagong hlhg`. */
export function pinyinOf(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase()
  const options = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const
  const syllables = pinyin(plain, options).map((syllable) => syllable.replace(/[^a-z0-9]/g, ''))
  const initials = syllables.map((syllable) =>
    /^\d/.test(syllable) ? syllable : syllable.slice(0, 1),
  )
  return [...new Set([syllables.join(''), initials.join('')])]
    .filter((word) => word !== '')
    .join(' ')
}

/** What was typed, as it is compared with stored pinyin: `Hai Li` → `haili`. Empty when it holds no letters. */
export const typedPinyin = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’·-]/g, '')
    .replace(/[^a-z0-9]/g, '')
