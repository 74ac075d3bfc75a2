// 文书核验 for whoever scans the paper: one quiet page without sign-in, script or tracking.

import type { Lang, Text } from '#base/text.ts'
import { text } from '#base/text.ts'
import { clockOf, dayOf } from '#base/time.ts'
import { type State, stateTitles } from '../words.ts'

export type Proof = {
  number: string
  title: Text
  issuer: string
  unit: string
  project: string
  issuedAt: Date
  state: State
}

const words = {
  page: text('文书核验', 'Verify a notice'),
  genuine: text('本文书由本平台出具', 'This notice was issued on this platform'),
  unknown: text('查无此文书', 'There is no such notice'),
  beware: text(
    '请核对二维码是否完整。仍查不到的，纸面文书可能不是本平台出具，可向出具单位电话核实',
    'Check that the code was scanned whole. If it stays unknown, the paper may not be ours; call the issuer',
  ),
  number: text('编号', 'Number'),
  kind: text('文书', 'Document'),
  issuer: text('出具单位', 'Issued by'),
  unit: text('被检查单位', 'Issued to'),
  project: text('项目', 'Compound'),
  issuedAt: text('出具时间', 'Issued at'),
  state: text('目前进度', 'Where it stands'),
} satisfies Record<string, Text>

/** @param proof null when no notice has that id */
export function proofPage(proof: Proof | null, lang: Lang): string {
  const say = (key: keyof typeof words): string => words[key][lang]
  const rows: [keyof typeof words, string][] = proof
    ? [
        ['kind', proof.title[lang]],
        ['number', proof.number],
        ['issuer', proof.issuer],
        ['unit', proof.unit],
        ['project', proof.project],
        ['issuedAt', `${dayOf(proof.issuedAt)} ${clockOf(proof.issuedAt)}`],
        ['state', stateTitles[proof.state][lang]],
      ]
    : []
  const list = rows.map(([key, value]) => `<dt>${say(key)}</dt><dd>${escaped(value)}</dd>`).join('')
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say('page')}</title>
<style>${style}</style>
</head>
<body><main>
<p class="page">${say('page')}</p>
<h1 class="${proof ? 'met' : 'act'}">${proof ? '✓' : '◆'} ${say(proof ? 'genuine' : 'unknown')}</h1>
${proof ? `<dl>${list}</dl>` : `<p>${say('beware')}</p>`}
</main></body>
</html>`
}

const escaped = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

const style = `
:root{color-scheme:light dark;--paper:#FBFAF7;--ink:#1D2125;--muted:#5C636B;--line:#E4E1D9;--met:#1F6B43;--act:#B3261E}
@media (prefers-color-scheme:dark){:root{--paper:#15181B;--ink:#ECEAE4;--muted:#A3A9B0;--line:#33383E;--met:#7FD3A2;--act:#FF8A80}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/26px "PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans SC","Microsoft YaHei",system-ui}
main{max-width:34em;margin:0 auto;padding:32px 20px}
.page{margin:0;color:var(--muted);font-size:14px}
h1{margin:8px 0 24px;font-size:22px;line-height:32px}
.met{color:var(--met)}.act{color:var(--act)}
dl{margin:0;border-top:1px solid var(--line)}
dt{padding-top:12px;color:var(--muted);font-size:14px}
dd{margin:0;padding-bottom:12px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
`
