// The template to fill in: five sheets with headings, notes and two examples each, and one that lists the words.

import type { Lang, Text } from '#base/text.ts'
import { posts } from '#identity'
import { assetKinds, checkpointKinds, type FactName, factFields, proofLevels } from '#places'
import type { Columns } from '../columns.ts'
import { buildingUsageTitles, sheetKinds, sheets, statusTitles } from '../commands/sheets.ts'
import type { PlainCell, PlainSheet } from './writer.ts'

const marks = {
  note: { zh: '说明：', en: 'Note: ' },
  example: { zh: '示例：', en: 'Example: ' },
  words: { zh: '填写说明', en: 'Words' },
}

export const template = (lang: Lang): PlainSheet[] => [
  ...sheetKinds.map((kind) => sheetOf(sheets[kind].title[lang], sheets[kind].columns, lang)),
  wordsOf(lang),
]

function sheetOf(name: string, columns: Columns, lang: Lang): PlainSheet {
  const all = Object.values(columns)
  const first = (mark: Text, cells: PlainCell[]): PlainCell[] =>
    cells.map((cell, at) => {
      if (at > 0 || typeof cell !== 'object' || cell === null) return cell
      return { ...cell, value: `${mark[lang]}${cell.value ?? ''}` }
    })
  return {
    name,
    widths: all.map(({ width }) => width),
    sticky: 1,
    rows: [
      all.map(({ title, needed }) =>
        needed
          ? { value: `${title[lang]}*`, style: 'needed' }
          : { value: title[lang], style: 'heading' },
      ),
      first(
        marks.note,
        all.map(({ hint }) => ({ value: hint[lang] || null, style: 'note' })),
      ),
      ...([0, 1] as const).map((n) =>
        first(
          marks.example,
          all.map(({ example }) => ({
            value: example[n] === '' ? null : example[n],
            style: 'example',
          })),
        ),
      ),
    ],
  }
}

/** Which words a column takes, and which facts belong to which kind of asset. */
function wordsOf(lang: Lang): PlainSheet {
  const list = (heading: string, titles: readonly Text[]): PlainCell[][] => [
    [{ value: heading, style: 'heading' }],
    ...titles.map((title) => [title[lang]]),
    [null],
  ]
  const zh = lang === 'zh'
  const facts = Object.values(assetKinds).map(({ title, facts, needed }) => [
    title[lang],
    [...facts]
      .map(
        (fact: FactName) =>
          `${factFields[fact].title[lang]}${(needed as readonly string[]).includes(fact) ? '*' : ''}`,
      )
      .join(zh ? '、' : ', '),
  ])
  return {
    name: marks.words[lang],
    widths: [36, 90],
    sticky: 0,
    rows: [
      [
        {
          value: zh
            ? '带 * 的列必填。空着的格子表示不改动。以“说明：”“示例：”开头的行不会导入'
            : 'Columns with * are needed. A blank cell changes nothing. Rows that begin with “Note:” or “Example:” are not imported',
          style: 'note',
        },
      ],
      [null],
      [
        { value: zh ? '设施类别' : 'Kinds of asset', style: 'heading' },
        {
          value: zh
            ? '可填的资料（* 为法定职责所需）'
            : 'Facts that belong to it (* needed by its duties)',
          style: 'heading',
        },
      ],
      ...facts,
      [null],
      ...list(
        zh ? '点位类型' : 'Kinds of checkpoint',
        Object.values(checkpointKinds).map(({ title }) => title),
      ),
      ...list(
        zh ? '证明等级' : 'Proof',
        Object.values(proofLevels).map(({ title }) => title),
      ),
      ...list(
        zh ? '岗位' : 'Posts',
        Object.values(posts).map(({ title }) => title),
      ),
      ...list(zh ? '楼栋用途' : 'Use of a building', Object.values(buildingUsageTitles)),
      ...list(zh ? '设施状态' : 'State of an asset', Object.values(statusTitles)),
    ],
  }
}
