// Why an act on a hazard is refused, and what to do instead. The same sentences stand on the buttons.

import { problem } from '#base/problem.ts'
import type { Text } from '#base/text.ts'
import { type Level, levelTitles } from './levels.ts'

/** Missing and forbidden look the same. */
export const notFound = problem('hazard.not-found', 404, '没有这条隐患', 'There is no such hazard')

export const wrongState = problem<{ act: Text; state: Text }>(
  'hazard.wrong-state',
  409,
  (d) => `隐患当前“${d.state.zh}”，不能${d.act.zh}`,
  (d) => `The hazard is ${d.state.en}; “${d.act.en}” is not possible now`,
)
export const movedOn = problem<{ who: string; act: Text; clock: string }>(
  'hazard.moved-on',
  409,
  (d) => `${d.who} 刚在 ${d.clock} 办理了“${d.act.zh}”，请看过最新情况再操作`,
  (d) => `${d.who} acted at ${d.clock} (“${d.act.en}”); look at it again before you act`,
)
export const selfVerified = problem(
  'hazard.self-verified',
  409,
  '整改人不得验收或销号自己的整改，请另一人办理',
  'Whoever rectified cannot verify or close it; somebody else must',
)
export const finderVerified = problem(
  'hazard.finder-verified',
  409,
  '重大、较大隐患的发现人不得验收，请另一人办理',
  'Whoever found a major or serious hazard cannot verify it; somebody else must',
)
export const levelTooLow = problem<{ needed: Level }>(
  'hazard.level-too-low',
  403,
  (d) => `须由${levelTitles[d.needed]?.zh ?? '上级'}或以上一级办理`,
  (d) => `This is for ${levelTitles[d.needed]?.en ?? 'a higher'} level or above`,
)
export const notAssignee = problem(
  'hazard.not-assignee',
  403,
  '这条隐患没有派给您，请由承办人或项目经理办理',
  'This hazard is not assigned to you; its assignee or the manager must act',
)
export const notOnSpot = problem(
  'hazard.not-on-spot',
  409,
  '这类隐患不能当场整改完毕，请登记派单',
  'This kind cannot be put right on the spot; have it registered and assigned',
)
export const onSpotTooLate = problem<{ hours: number }>(
  'hazard.on-spot-too-late',
  409,
  (d) => `发现已超过 ${d.hours} 小时，请按登记、派单办理`,
  (d) => `It was found over ${d.hours} hours ago; have it registered and assigned`,
)
export const planIncomplete = problem<{ missing: Text[] }>(
  'hazard.plan-incomplete',
  422,
  (d) => `重大、较大隐患须“五落实”，还缺：${d.missing.map?.((m) => m.zh).join('、')}`,
  (d) =>
    `Major and serious hazards need all five elements; missing: ${d.missing.map?.((m) => m.en).join(', ')}`,
)
export const dueTooLate = problem<{ latest: string }>(
  'hazard.due-too-late',
  422,
  (d) => `期限不得晚于 ${d.latest}；需要更多时间请申请延期`,
  (d) =>
    `The deadline cannot be later than ${d.latest}; ask for an extension if more time is needed`,
)
export const dueInPast = problem(
  'hazard.due-in-past',
  422,
  '期限不能早于今天',
  'The deadline cannot lie in the past',
)
export const assigneeNotHere = problem(
  'hazard.assignee-not-here',
  422,
  '承办人在本小区没有可整改隐患的岗位，请另选一人',
  'The assignee holds no post here that can rectify hazards; choose another person',
)
export const reasonNeeded = problem(
  'hazard.reason-needed',
  422,
  '降低等级须说明理由',
  'Lowering the grade needs a reason',
)
export const sameGrade = problem(
  'hazard.same-grade',
  409,
  '等级没有变化',
  'That is its grade already',
)
export const unknownType = problem(
  'hazard.unknown-type',
  422,
  '隐患目录中没有这一类，请重新选择',
  'The catalogue has no such kind; choose again',
)
export const unknownPoint = problem(
  'hazard.unknown-point',
  422,
  '这个点位或设施不属于本小区',
  'This checkpoint or asset is not of this compound',
)
export const photoSeenBefore = problem<{ photos: string[] }>(
  'hazard.photo-seen-before',
  409,
  '这张照片已用于其他记录，请到现场重新拍摄',
  'This photo already proves something else; take a new one on site',
)
export const extensionPending = problem(
  'hazard.extension-pending',
  409,
  '已有一份延期申请等待批准',
  'An extension has been asked for and awaits its decision',
)
export const noExtensionAsked = problem(
  'hazard.no-extension-asked',
  409,
  '没有等待批准的延期申请',
  'No extension has been asked for',
)
export const tooManyExtensions = problem<{ max: number }>(
  'hazard.too-many-extensions',
  409,
  (d) => `已延期 ${d.max} 次，不能再延`,
  (d) => `It was extended ${d.max} times already and cannot be again`,
)
export const extensionTooLate = problem(
  'hazard.extension-too-late',
  409,
  '已经逾期，不能再申请延期',
  'It is overdue; an extension must be asked for before the deadline',
)
export const extensionTooLong = problem<{ maxDays: number }>(
  'hazard.extension-too-long',
  422,
  (d) => `一次最多延期 ${d.maxDays} 天`,
  (d) => `An extension is for ${d.maxDays} days at most`,
)
export const ownRequest = problem(
  'hazard.own-request',
  409,
  '不能批准自己的申请，请另一人办理',
  'Nobody decides on his own request; somebody else must',
)
export const ownDelay = problem(
  'hazard.own-delay',
  409,
  '承办人不能自行停止计时，请上级办理',
  'The assignee cannot stop his own clock; somebody above must',
)
export const mergedIntoItself = problem(
  'hazard.merged-into-itself',
  422,
  '不能归并到自身',
  'A hazard cannot be merged into itself',
)
export const mergeTargetOver = problem(
  'hazard.merge-target-over',
  409,
  '目标隐患已经办结，不能归并',
  'The hazard to merge into is over already',
)
export const mergeIntoMilder = problem(
  'hazard.merge-into-milder',
  409,
  '目标隐患等级较低，请先提高其等级再归并',
  'The hazard to merge into has a milder grade; raise it first',
)
export const holdInPast = problem(
  'hazard.hold-in-past',
  422,
  '挂起须到今天以后的某一天',
  'It must be suspended until a day after today',
)
export const noticeNotYours = problem<{ docClass: Text }>(
  'hazard.notice-not-yours',
  403,
  (d) => `您所在单位不能发出“${d.docClass.zh}”，只有执法机关可以`,
  (d) => `Your organisation cannot issue a ${d.docClass.en}; only an authority can`,
)
export const noNotice = problem(
  'hazard.no-notice',
  404,
  '这条隐患还没有发出过整改文书',
  'No notice has been issued for this hazard',
)

export const unknownPlace = problem(
  'hazard.unknown-place',
  404,
  '没有这个小区，或您不能在这里上报',
  'There is no such compound, or you cannot report there',
)
export const noIssuer = problem(
  'hazard.no-issuer',
  409,
  '您的岗位没有登记所在单位，不能出具文书，请联系管理员',
  'Your post names no organisation to issue a notice for; ask an administrator',
)
export const twoInspectors = problem(
  'hazard.two-inspectors',
  422,
  '责令改正须有两名以上检查人员及其执法证号',
  'An order needs two inspectors or more, with the numbers of their badges',
)
