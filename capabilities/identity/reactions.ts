// What identity does about its own facts: it tells the people concerned. And once a day it forgets old tries.

import { type Text, text } from '#base/text.ts'
import { dayMs } from '#base/time.ts'
import type { Fact, Reactions } from '#server/capability.ts'
import { type Notice, notify } from '#server/notify.ts'
import { postTitle } from './posts.ts'
import { knownDeviceForMs } from './throttle.ts'

/** 网络安全法 asks for six months of network logs; a few days more are no harm. */
const logsForMs = 190 * dayMs

/** A notice for each fact to the person it was done to, unless they did it themselves. */
const tell = (
  facts: readonly Fact[],
  say: (fact: Fact) => Text,
  more: Partial<Notice> = {},
): Notice[] =>
  facts
    .filter((fact) => fact.body.personId !== fact.actorId)
    .map((fact) => ({
      personId: fact.body.personId,
      at: fact.at,
      kind: fact.name,
      text: say(fact),
      link: '/account',
      cause: fact.id,
      ...more,
    }))

export const reactions: Reactions = {
  async 'post.given'({ sql }, facts) {
    const told = tell(facts, ({ body }) => {
      const { zh, en } = postTitle(body.kind)
      return text(
        `您自 ${body.fromOn} 起任“${zh}”`,
        `You hold the post of ${en} from ${body.fromOn}`,
      )
    })
    await notify(sql, told)
  },

  async 'post.ended'({ sql }, facts) {
    const told = tell(facts, ({ body }) => {
      const { zh, en } = postTitle(body.kind)
      return text(`您的“${zh}”岗位至 ${body.toOn} 止`, `Your post of ${en} ends on ${body.toOn}`)
    })
    await notify(sql, told)
  },

  async 'password.reset'({ sql }, facts) {
    const say = () =>
      text(
        '您的密码已被重置。如非您本人要求，请立即告知管理员',
        'Your password was reset. If you did not ask for that, tell an administrator at once',
      )
    await notify(sql, tell(facts, say, { urgent: true }))
  },

  async 'person.phone-shown'({ sql }, facts) {
    const say = () => text('有人查看了您的完整手机号', 'Somebody looked at your whole phone number')
    await notify(sql, tell(facts, say))
  },

  async 'day.began'({ sql, now }) {
    const since = new Date(now.getTime() - logsForMs)
    await sql`delete from identity.attempt where at < ${since}`
    await sql`delete from identity.session where expires_at < ${since}`
    await sql`delete from identity.known_device where seen_at < ${new Date(now.getTime() - knownDeviceForMs)}`
  },
}
