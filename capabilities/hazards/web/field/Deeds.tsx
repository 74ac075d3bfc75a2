// 办理过程: who did what and when, the newest first.

import { Photo } from '#web/field/Photos.tsx'
import { say, shortTimeWords, t } from '#web/i18n.ts'
import { acts, events } from '../../acts.ts'
import type { Deed } from './answers.ts'

export function Deeds({ deeds }: { deeds: readonly Deed[] }) {
  return (
    <section className="f-section">
      <h2>{t('办理过程', 'What was done')}</h2>
      <ol className="f-rows">
        {deeds.toReversed().map((deed) => (
          <li key={deed.version} className="f-row">
            <div className="f-grow f-stack">
              <p>
                <span className="f-strong">{wordsOf(deed)}</span>{' '}
                <span className="f-muted f-small">
                  {deed.byName ?? t('系统', 'System')} · {shortTimeWords(deed.at)}
                </span>
              </p>
              {deed.note && <p>{deed.note}</p>}
              {deed.photos.length > 0 && (
                <ul className="f-photos">
                  {deed.photos.map((sha256, i) => (
                    <li key={sha256}>
                      <Photo sha256={sha256} alt={`${wordsOf(deed)} ${i + 1}`} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

const wordsOf = ({ act }: Deed): string =>
  say(act in acts ? acts[act as keyof typeof acts].done : events[act as keyof typeof events])
