// 密码: changing one's own, and resetting that of somebody below.

import { z } from 'zod'
import { problem } from '#base/problem.ts'
import { text } from '#base/text.ts'
import { command } from '#server/command.ts'
import { hashPassword, isPassword } from '../password.ts'
import { mustBeStrong, weakPassword } from '../person.ts'
import { aboutPerson, lockPerson, personNotFound, postsOf } from '../reach.ts'
import { type Failures, mustWait, waitMs } from '../throttle.ts'
import { lockManaged, setOneTimePassword } from './people.ts'
import { endSessions } from './sessions.ts'

export const wrongPassword = problem(
  'identity.wrong-password',
  409,
  '原密码不正确',
  'The old password is not right',
)

/** 修改密码. Ends all other sessions: whoever had the old password is out. */
export const changePassword = command({
  name: 'password.change',
  title: text('修改密码', 'Change one’s password'),
  source: null,
  may: 'signed-in',
  offline: false,
  secret: ['current', 'next'],
  input: z.object({
    current: z.string().min(1).max(200),
    next: z.string().min(1).max(200),
    /** the session to stay signed in with */
    keep: z.uuid().nullish(),
  }),
  example: { current: 'k7mq-w2xd-9hte', next: 'lou-dao-bu-dui-wu-7' },

  async run({ sql, actor, now, record }, { current, next, keep }) {
    mustNotGuess(actor.id, now)
    const person = await lockPerson(sql, actor.id)
    if (!person) throw personNotFound({ personId: actor.id })
    if (!(await isPassword(current, person.password))) {
      noteGuess(actor.id, now)
      throw wrongPassword({})
    }
    if (next === current) throw weakPassword({ why: 'same' })
    mustBeStrong(next, person)

    await sql`
      update identity.person
         set password = ${await hashPassword(next)}, password_at = ${now}, one_time_until = null
       where id = ${actor.id}`
    await endSessions(sql, actor.id, 'password-changed', now, keep ?? null)
    guesses.delete(actor.id)
    record('password.changed', aboutPerson(actor.id, await postsOf(sql, actor.id), now), {
      personId: actor.id,
    })
    return {}
  },
})

/**
 * 重置密码: a one-time password to hand over, to be changed at the next sign-in.
 *
 * Signs the person out everywhere and forgets their devices: a reset is what one does after a loss.
 */
export const resetPassword = command({
  name: 'password.reset',
  title: text('重置密码', 'Reset a password'),
  source: null,
  may: 'identity.account',
  offline: false,
  secret: ['oneTimePassword'],
  input: z.object({ personId: z.uuid() }),
  example: { personId: '019a0000-0000-7000-8000-000000000003' },

  async run(context, { personId }) {
    const { sql, now, record } = context
    const { about } = await lockManaged(context, personId)
    const oneTime = await setOneTimePassword(sql, personId, now)
    await endSessions(sql, personId, 'password-reset', now)
    await sql`delete from identity.known_device where person_id = ${personId}`
    record('password.reset', about, { personId })
    return oneTime
  },
})

// Somebody at an unlocked desk must not find out the password by trying. A refusal rolls its transaction
// back, so these tries are remembered here: by each process for itself, which still keeps them few.
const guesses = new Map<string, Failures>()
const rememberedMax = 10_000

function mustNotGuess(personId: string, now: Date): void {
  const waits = waitMs('device', guesses.get(personId) ?? { count: 0, lastAt: null }, now)
  if (waits > 0) throw mustWait({ retryAfterSeconds: Math.ceil(waits / 1000) })
}

function noteGuess(personId: string, now: Date): void {
  if (guesses.size >= rememberedMax) guesses.delete(guesses.keys().next().value!)
  const count = (guesses.get(personId)?.count ?? 0) + 1
  guesses.delete(personId)
  guesses.set(personId, { count, lastAt: now })
}
