// Notices to persons: a row each, once per person, kind and cause. Channels beyond the app read these rows.

import { newId } from '#base/id.ts'
import type { Text } from '#base/text.ts'
import type { Tx } from './db.ts'

export type Notice = {
  personId: string
  at: Date
  /** `patrol.round-missed`, `hazard.assigned`, … */
  kind: string
  text: Text
  /** address within the interface, such as `/hazards/…` */
  link?: string
  /** id of the fact that caused it: a second notice of this kind for it is dropped */
  cause?: string
  urgent?: boolean
}

export async function notify(sql: Tx, notices: Notice[]): Promise<void> {
  if (notices.length === 0) return
  const rows = notices.map((notice) => ({
    id: newId(notice.at.getTime()),
    person_id: notice.personId,
    at: notice.at.toISOString(),
    kind: notice.kind,
    zh: notice.text.zh,
    en: notice.text.en,
    link: notice.link ?? null,
    cause_id: notice.cause ?? null,
    urgent: notice.urgent ?? false,
  }))
  await sql`
    insert into server.notice (id, person_id, at, kind, zh, en, link, cause_id, urgent)
    select id, person_id, at, kind, zh, en, link, cause_id, urgent
      from jsonb_to_recordset(${rows as never}::jsonb) as n(
           id uuid, person_id uuid, at timestamptz, kind text, zh text, en text, link text,
           cause_id uuid, urgent boolean)
        on conflict on constraint notice_once do nothing`
}

/** Marks notices of a person as read; `before` marks everything up to then. Returns how many were unread. */
export async function markRead(
  sql: Tx,
  personId: string,
  which: { ids: readonly string[] } | { before: Date },
  at: Date,
): Promise<number> {
  const chosen = 'ids' in which ? sql`id = any(${which.ids as never})` : sql`at <= ${which.before}`
  const { count } = await sql`
    update server.notice set read_at = ${at}
     where person_id = ${personId} and read_at is null and ${chosen}`
  return count
}
