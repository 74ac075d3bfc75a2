// 办理经过: everything that was done to a hazard, the latest first, in words.

import { say, t } from '#web/i18n.ts'
import { Section } from '#web/ui/Page.tsx'
import { Timeline, type TimelineItem } from '#web/ui/Timeline.tsx'
import { acts, events } from '../acts.ts'
import type { Deed } from '../queries/view.ts'
import { deedWords } from './deed-words.ts'

export function HazardTimeline({ deeds }: { deeds: readonly Deed[] }) {
  const title = t('办理经过', 'What was done')
  return (
    <Section title={title}>
      <Timeline label={title} items={deeds.map(itemOf).reverse()} />
    </Section>
  )
}

function itemOf(deed: Deed): TimelineItem {
  const lines = deedWords(deed)
  return {
    id: String(deed.version),
    at: deed.at,
    title: say(
      deed.act in acts
        ? acts[deed.act as keyof typeof acts].done
        : events[deed.act as keyof typeof events],
    ),
    who: deed.byName ?? t('系统', 'System'),
    tone: toneOf(deed),
    ...(lines.length > 0 ? { body: lines.map((line) => <p key={line}>{line}</p>) } : {}),
    photos: deed.photos,
  }
}

function toneOf({ act, to }: Deed) {
  if (act === 'overdue' || act === 'reject') return 'act'
  if (act === 'escalate') return 'late'
  return to === 'closed' ? 'met' : 'quiet'
}
