// One hazard: how it stands, what comes next, the five elements, before and after, and everything that was done.

import { Link } from 'react-router'
import { dayOf } from '#base/time.ts'
import { placePath } from '#places/web'
import { dayWords, numberWords, say, shortTimeWords, t } from '#web/i18n.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { GradeChip } from '#web/ui/GradeChip.tsx'
import { Section } from '#web/ui/Page.tsx'
import { PhotoGrid } from '#web/ui/Photo.tsx'
import { StateTag } from '#web/ui/StateTag.tsx'
import { type Step, Steps } from '#web/ui/Steps.tsx'
import { typeOf } from '../catalogue.ts'
import { levelTitles } from '../levels.ts'
import { docClasses } from '../notice.ts'
import type { Deed, HazardView } from '../queries/view.ts'
import { findings, holdReasons, owners, type State } from '../words.ts'
import { Acts } from './Acts.tsx'
import { dueTag, stateTag } from './field/words.ts'
import { HazardTimeline } from './HazardTimeline.tsx'
import { Related } from './Related.tsx'
import './hazards.css'

export function HazardDetails({ hazard: h }: { hazard: HazardView }) {
  return (
    <div className="hazards-details">
      <Standing hazard={h} />
      <Steps label={t('办理进度', 'Progress')} steps={stepsOf(h)} />
      <Acts hazard={h} />
      <BeforeAndAfter deeds={h.deeds} />
      <div className="hazards-two">
        <Section title={t('情况', 'What is known')}>
          <Known hazard={h} />
        </Section>
        <Section title={t('五落实', 'Five elements')}>
          <FiveElements hazard={h} />
        </Section>
      </div>
      <Related hazard={h} />
      <HazardTimeline deeds={h.deeds} />
    </div>
  )
}

function Standing({ hazard: h }: { hazard: HazardView }) {
  const state = stateTag(h.state)
  const running = h.state === 'assigned' || h.state === 'registered'
  const due = running && h.dueOn ? dueTag(h.dueOn, dayOf(new Date())) : null
  return (
    <p className="hazards-tags">
      <GradeChip level={h.grade} />
      <StateTag tone={state.tone}>{state.words}</StateTag>
      {due && <StateTag tone={due.tone}>{due.words}</StateTag>}
      {h.reopenedFrom && <StateTag tone="act">{t('复发', 'Came back')}</StateTag>}
      <small>{h.number}</small>
    </p>
  )
}

const way: readonly [State, string, string][] = [
  ['reported', '发现', 'Found'],
  ['registered', '登记', 'Registered'],
  ['assigned', '派单', 'Assigned'],
  ['rectified', '整改', 'Rectified'],
  ['accepted', '验收', 'Accepted'],
  ['closed', '销号', 'Closed'],
]

/** The five steps of the loop and where this hazard is on them; each with the day it was taken. */
function stepsOf(h: HazardView): Step[] {
  const state = h.state === 'suspended' || h.state === 'transferred' ? h.resumeTo : h.state
  const reached = way.findIndex(([step]) => step === state)
  return way.map(([step, zh, en], i) => {
    const deed = h.deeds.findLast(({ from, to }) => to === step && from !== step)
    const isDone = i <= reached
    return {
      key: step,
      title: t(zh, en),
      state: isDone ? 'done' : i === reached + 1 ? 'now' : 'todo',
      ...(isDone && deed ? { note: shortTimeWords(deed.at) } : {}),
    }
  })
}

/** The picture it was found by beside the one it was put right by. */
function BeforeAndAfter({ deeds }: { deeds: Deed[] }) {
  const before = deeds.find(({ photos }) => photos.length > 0)
  const after = deeds.findLast(
    ({ act, photos }) => (act === 'rectify' || act === 'rectify-on-spot') && photos.length > 0,
  )
  if (!before) return null
  return (
    <div className="hazards-pair">
      <div>
        <h3>{t('发现时', 'When found')}</h3>
        <PhotoGrid photos={before.photos} label={t('发现时照片', 'Photo when found')} />
      </div>
      {after && (
        <div>
          <h3>{t('整改后', 'After')}</h3>
          <PhotoGrid photos={after.photos} label={t('整改后照片', 'Photo after')} />
        </div>
      )}
    </div>
  )
}

function Known({ hazard: h }: { hazard: HazardView }) {
  const type = typeOf(h.typeCode)
  const basis = type?.basis.map(
    ({ document, article, status }) =>
      `${document} ${article ?? ''}${status === 'verified' ? '' : t('（待核）', ' (draft)')}`,
  )
  return (
    <Facts
      rows={[
        [
          t('小区', 'Compound'),
          <Link key="place" to={placePath(h.compoundId)}>
            {h.compound}
          </Link>,
        ],
        [t('位置', 'Where'), h.location],
        [t('所属', 'In'), h.above],
        [t('描述', 'Words'), h.note],
        [t('来源', 'Found'), h.finding && say(findings[h.finding])],
        [t('上报人数', 'Reporters'), numberWords(h.reporters)],
        [t('依据', 'Basis'), basis && basis.length > 0 ? basis.join(t('；', '; ')) : '–'],
        [t('挂牌层级', 'Listed at'), h.listedLevel ? say(levelTitles[h.listedLevel]) : '–'],
        [
          t('责任主体', 'Whose it is'),
          `${h.owner ? say(owners[h.owner]) : ''} ${h.ownerName}`.trim(),
        ],
        [t('移送至', 'Transferred to'), h.transferredTo ?? false],
        [t('挂起原因', 'Suspended'), h.holdReason ? say(holdReasons[h.holdReason]) : false],
        [
          t('整改文书', 'Notices'),
          h.notices.length > 0 && (
            <span key="notices">
              {h.notices.map((notice) => (
                <a
                  key={notice.id}
                  href={`/api/hazard-notice.pdf?hazardId=${h.id}&noticeId=${notice.id}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {say(docClasses[notice.docClass])} {notice.number}
                </a>
              ))}
            </span>
          ),
        ],
      ]}
    />
  )
}

function FiveElements({ hazard: h }: { hazard: HazardView }) {
  const { measure, moneyYuan, moneySource, interim } = h.plan
  return (
    <Facts
      rows={[
        [t('责任', 'Person'), h.assignee],
        [t('措施', 'Measure'), measure],
        [
          t('资金', 'Money'),
          moneyYuan === null ? null : `¥${numberWords(moneyYuan, 2)} ${moneySource ?? ''}`,
        ],
        [
          t('时限', 'Deadline'),
          h.dueOn &&
            `${dayWords(h.dueOn)}${h.extensions > 0 ? t(`（已延期 ${h.extensions} 次）`, ` (extended ${h.extensions}×)`) : ''}`,
        ],
        [t('预案', 'Interim plan'), interim],
      ]}
    />
  )
}
