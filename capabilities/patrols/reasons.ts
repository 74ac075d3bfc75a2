// What a scan counts for, and every reason that can be given for it, in words.

import { type Text, text } from '#base/text.ts'

export const verdicts = {
  counted: text('有效', 'Counted'),
  late: text('迟巡', 'Late'),
  doubtful: text('存疑', 'Doubtful'),
  outside: text('不计入', 'Does not count'),
  refused: text('已拒绝', 'Refused'),
} as const satisfies Record<string, Text>
/** `refused` is for what cannot be a scan of this compound at all; such is not kept. */
export type Verdict = keyof typeof verdicts

export const reasons = {
  // it does not count in this round
  'off-route': text('点位不在本班路线上', 'Not a point of this round'),
  'before-window': text('早于本班开始时间', 'Before the window opened'),
  'before-point-time': text('早于该点位的最早时间', 'Before the earliest time of this point'),
  'after-close': text('晚于本班关闭时间', 'After the round closed'),
  'after-end': text('本班已提前结束', 'After the round was ended early'),
  // it counts, late
  late: text('超过宽限时间', 'After the grace'),
  // leads
  'clock-ahead': text('声称时间晚于服务器时间', 'Claims a time the server had not reached'),
  'old-claim': text('声称时间过于久远', 'Claims a time too long ago'),
  'too-fast': text('两点间移动过快', 'Faster than one can walk between two points'),
  'shared-device': text('同一设备先后由两人使用', 'One device, two persons'),
  'photo-missing': text('缺少现场照片', 'Live photo missing'),
  'photo-repeated': text('照片与另一点位相同', 'Same photo as at another point'),
  'position-simulated': text('定位疑似模拟', 'Position looks simulated'),
  'too-soon': text('距上一点位间隔过短', 'Too soon after the point before'),
  'far-away': text('定位距点位过远', 'Position far from the point'),
  'out-of-order': text('未按顺序', 'Out of order'),
  'answer-missing': text('未回答点位问题', 'Question not answered'),
  'typed-code': text('手输编码，证明力较弱', 'Typed code, a weaker proof'),
  // refused: it cannot be shown to be a scan of this compound
  'unknown-checkpoint': text('本小区没有这个点位', 'No such checkpoint in this compound'),
  'token-invalid': text('二维码无法验证', 'The label cannot be verified'),
  'token-elsewhere': text('二维码属于另一个点位', 'The label belongs to another point'),
  'label-replaced': text(
    '标签已更换，旧标签失效',
    'The label was replaced; the old one no longer counts',
  ),
  'nfc-mismatch': text('NFC 标签与点位不符', 'The NFC tag is not that of the point'),
  'code-mismatch': text('编码与点位不符', 'The code is not that of the point'),
} as const satisfies Record<string, Text>
export type Reason = keyof typeof reasons
