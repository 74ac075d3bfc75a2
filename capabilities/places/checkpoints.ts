// 点位: where a patrol must have been, and what counts as having been there. Small enough for the phone.

import { type Text, text } from '#base/text.ts'

/** 证明等级: what a scan must bring to prove presence. Only P1 and above count for the daily fire patrol. */
export const proofLevels = {
  P0: {
    title: text('仅扫码', 'Scan only'),
    hint: text('扫码或碰一碰即可', 'A scan or a touch is enough'),
  },
  P1: {
    title: text('扫码并答题', 'Scan and answer'),
    hint: text('回答一个现场问题', 'Answer one question about the spot'),
  },
  P2: {
    title: text('扫码并拍照', 'Scan and photo'),
    hint: text('现场拍一张照片', 'Take a photo on the spot'),
  },
  P3: {
    title: text('扫码并读数', 'Scan and reading'),
    hint: text('抄录一个读数', 'Write down a measured value'),
  },
} as const satisfies Record<string, { title: Text; hint: Text }>
export type Proof = keyof typeof proofLevels
export const proofNames = Object.keys(proofLevels) as [Proof, ...Proof[]]

type CheckpointKindOf = { title: Text; icon: string; proof: Proof }
const kind = (zh: string, en: string, icon: string, proof: Proof): CheckpointKindOf => ({
  title: text(zh, en),
  icon,
  proof,
})

/** Kinds of checkpoint. `icon` is one sign, drawn the same on phone and desk; `proof` is where one starts. */
export const checkpointKinds = {
  gate: kind('大门', 'Gate', '门', 'P1'),
  perimeter: kind('围墙周界', 'Perimeter', '界', 'P1'),
  lobby: kind('单元大堂', 'Tower lobby', '堂', 'P1'),
  stair: kind('楼梯间', 'Stairwell', '梯', 'P1'),
  roof: kind('天台', 'Roof', '顶', 'P2'),
  basement: kind('地下车库', 'Basement zone', '库', 'P1'),
  'fire-lane': kind('消防车道', 'Fire lane', '道', 'P2'),
  'control-room': kind('消防控制室', 'Fire control room', '控', 'P2'),
  'pump-room': kind('水泵房', 'Pump room', '泵', 'P3'),
  'power-room': kind('配电房', 'Power room', '电', 'P3'),
  'lift-machine': kind('电梯机房', 'Lift machine room', '机', 'P2'),
  charging: kind('充电棚', 'Charging shed', '充', 'P2'),
  refuse: kind('垃圾站', 'Refuse room', '垃', 'P1'),
  playground: kind('儿童乐园', 'Playground', '乐', 'P1'),
  water: kind('水景', 'Water feature', '水', 'P1'),
  other: kind('其他', 'Other', '点', 'P1'),
} as const satisfies Record<string, CheckpointKindOf>
export type CheckpointKind = keyof typeof checkpointKinds
export const checkpointKindNames = Object.keys(checkpointKinds) as [
  CheckpointKind,
  ...CheckpointKind[],
]
