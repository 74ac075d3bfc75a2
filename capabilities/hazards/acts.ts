// 隐患办理表: which act is lawful in which state, where it leads, who may do it, and on what rule it rests.
//
// The server, the buttons and the diagram in the README read this one table.

import { type Text, text } from '#base/text.ts'
import type { Citation } from '#law/cite.ts'
import { sources } from './law.ts'
import { openStates, type State, states } from './words.ts'

export type ActRule = {
  /** on a button */
  title: Text
  /** in the timeline, once it is done */
  done: Text
  from: readonly State[]
  /** where it leads; several where it goes back to what was before; none where the state stays */
  to: readonly State[]
  may: string
  source: Citation
  offline?: true
}

const unrectified: readonly State[] = ['reported', 'registered', 'assigned']
const running: readonly State[] = ['registered', 'assigned']

export const acts = {
  register: {
    title: text('登记定级', 'Register'),
    done: text('登记定级', 'Registered'),
    from: ['reported'],
    to: ['registered'],
    may: 'hazard.register',
    source: sources.loop,
  },
  grade: {
    title: text('调整等级', 'Change grade'),
    done: text('调整等级', 'Grade changed'),
    from: running,
    // A raised grade asks for five elements; without them it is to be assigned anew.
    to: ['registered', 'assigned'],
    may: 'hazard.register',
    source: sources.grades,
  },
  assign: {
    title: text('派单', 'Assign'),
    done: text('派单', 'Assigned'),
    from: running,
    to: ['assigned'],
    may: 'hazard.assign',
    source: sources.plan,
  },
  measure: {
    title: text('落实临时措施', 'Secure it'),
    done: text('落实临时措施', 'Secured for now'),
    from: ['reported', 'registered', 'assigned', 'suspended', 'transferred'],
    to: [],
    may: 'hazard.rectify',
    source: sources.plan,
  },
  'rectify-on-spot': {
    title: text('立行立改', 'Put right on the spot'),
    done: text('立行立改', 'Put right on the spot'),
    from: unrectified,
    to: ['rectified'],
    may: 'hazard.rectify',
    source: sources.onSpot,
    offline: true,
  },
  rectify: {
    title: text('提交整改', 'Report as rectified'),
    done: text('提交整改', 'Rectified'),
    from: ['assigned'],
    to: ['rectified'],
    may: 'hazard.rectify',
    source: sources.loop,
    offline: true,
  },
  accept: {
    title: text('验收通过', 'Accept'),
    done: text('验收通过', 'Accepted'),
    from: ['rectified'],
    to: ['accepted'],
    may: 'hazard.accept',
    source: sources.fourEyes,
  },
  reject: {
    title: text('退回整改', 'Send back'),
    done: text('退回整改', 'Sent back'),
    from: ['rectified'],
    to: unrectified,
    may: 'hazard.accept',
    source: sources.fourEyes,
  },
  close: {
    title: text('销号', 'Close'),
    done: text('销号', 'Closed'),
    from: ['accepted'],
    to: ['closed'],
    may: 'hazard.close',
    source: sources.levels,
  },
  'ask-extension': {
    title: text('申请延期', 'Ask for more time'),
    done: text('申请延期', 'More time asked for'),
    from: ['assigned'],
    to: [],
    may: 'hazard.rectify',
    source: sources.levels,
  },
  'decide-extension': {
    title: text('审批延期', 'Decide on more time'),
    done: text('审批延期', 'Decided on more time'),
    from: ['assigned'],
    to: [],
    may: 'hazard.extend',
    source: sources.levels,
  },
  suspend: {
    title: text('挂起', 'Suspend'),
    done: text('挂起', 'Suspended'),
    from: running,
    to: ['suspended'],
    may: 'hazard.suspend',
    source: sources.loop,
  },
  resume: {
    title: text('恢复办理', 'Resume'),
    done: text('恢复办理', 'Resumed'),
    from: ['suspended'],
    to: running,
    may: 'hazard.suspend',
    source: sources.loop,
  },
  transfer: {
    title: text('移送主管部门', 'Transfer to an authority'),
    done: text('移送主管部门', 'Transferred'),
    from: running,
    to: ['transferred'],
    may: 'hazard.transfer',
    source: sources.loop,
  },
  'take-back': {
    title: text('收回办理', 'Take back'),
    done: text('收回办理', 'Taken back'),
    from: ['transferred'],
    to: running,
    may: 'hazard.transfer',
    source: sources.loop,
  },
  merge: {
    title: text('归并重复', 'Merge as a duplicate'),
    done: text('归并重复', 'Merged'),
    from: unrectified,
    to: ['merged'],
    may: 'hazard.register',
    source: sources.loop,
  },
  dismiss: {
    title: text('认定不属隐患', 'Dismiss'),
    done: text('认定不属隐患', 'Dismissed'),
    from: ['reported', 'registered'],
    to: ['dismissed'],
    may: 'hazard.dismiss',
    source: sources.loop,
  },
  'issue-notice': {
    title: text('发出整改文书', 'Issue a notice'),
    done: text('发出整改文书', 'Notice issued'),
    from: running,
    to: [],
    may: 'hazard.issue-notice',
    source: sources.reply,
  },
  comment: {
    title: text('补充说明', 'Comment'),
    done: text('补充说明', 'Comment'),
    from: states,
    to: [],
    may: 'hazard.comment',
    source: sources.record,
    offline: true,
  },
} satisfies Record<string, ActRule>

export type Act = keyof typeof acts
export const actNames = Object.keys(acts) as Act[]
export const ruleOf = (act: Act): ActRule => acts[act]

/** What the clock and reports add to the timeline, beside what people do to an existing hazard. */
export const events = {
  report: text('发现上报', 'Reported'),
  'report-again': text('再次上报', 'Reported again'),
  'merge-in': text('并入重复上报', 'A duplicate was merged in'),
  overdue: text('已逾期', 'Went overdue'),
  escalate: text('督办升级', 'Escalated'),
} satisfies Record<string, Text>
export type Event = keyof typeof events

export const can = (act: Act, state: State): boolean => ruleOf(act).from.includes(state)

/** 状态图, as mermaid draws it. Acts that leave the state as it is are left out. */
export function diagram(): string {
  const lines = actNames.flatMap((act) => {
    const { from, to, title } = ruleOf(act)
    return from.flatMap((a) =>
      to
        .filter((b) => a !== b && (act !== 'grade' || b === 'registered'))
        .map((b) => `  ${a} --> ${b}: ${title.zh} ${act}`),
    )
  })
  return ['stateDiagram-v2', '  [*] --> reported: 上报 report', ...lines, ...ends()].join('\n')
}

const ends = (): string[] =>
  states.filter((state) => !openStates.includes(state)).map((state) => `  ${state} --> [*]`)
