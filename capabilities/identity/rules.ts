// What a term in a post must be, and what fits beside what. Pure.

import { problem } from '#base/problem.ts'
import { addDays, type Day, dayOf } from '#base/time.ts'
import { type PostKind, postRule, posts, postTitle } from './posts.ts'

// 等保 separates the duties: whoever administers the accounts does not also audit the administration.
const apart: readonly (readonly [PostKind, PostKind])[] = [['administrator', 'auditor']]

export const notHeldHere = problem<{ kind: string; anchorKind: string }>(
  'identity.post-not-held-here',
  409,
  (d) => `“${postTitle(d.kind).zh}”不能设在这里，请选择对应级别的地点或企业`,
  (d) => `${postTitle(d.kind).en} is not held at such a place; choose one of the right level`,
)
export const rolesApart = problem<{ kind: string; held: string }>(
  'identity.roles-apart',
  409,
  (d) => `已任“${postTitle(d.held).zh}”的人不能兼任“${postTitle(d.kind).zh}”`,
  (d) => `Whoever is ${postTitle(d.held).en} may not also be ${postTitle(d.kind).en}`,
)
export const alreadyHeld = problem<{ from: Day }>(
  'identity.post-already-held',
  409,
  (d) => `此人自 ${d.from} 起已在此任这一岗位`,
  (d) => `This person has held this very post since ${d.from}`,
)
export const postTaken = problem<{ kind: string; from: Day }>(
  'identity.post-taken',
  409,
  (d) => `这里自 ${d.from} 起已有“${postTitle(d.kind).zh}”，请先免去再任命`,
  (d) => `There is a ${postTitle(d.kind).en} here since ${d.from}; end that post first`,
)
export const endsBeforeItBegins = problem<{ from: Day }>(
  'identity.post-ends-before-it-begins',
  409,
  (d) => `离任日期不能早于任职日期 ${d.from}`,
  (d) => `A post cannot end before it began on ${d.from}`,
)
export const alreadyEnded = problem<{ to: Day }>(
  'identity.post-already-ended',
  409,
  (d) => `这一岗位已于 ${d.to} 结束`,
  (d) => `This post has already ended on ${d.to}`,
)
export const tooFarAhead = problem<{ latest: Day }>(
  'identity.post-too-far-ahead',
  409,
  (d) => `任免日期最晚到 ${d.latest}`,
  (d) => `A post may begin or end no later than ${d.latest}`,
)

export type Term = { fromOn: Day; toOn: Day | null }

/** Whether two terms share a day; both ends count. */
export const overlaps = (a: Term, b: Term): boolean =>
  a.fromOn <= (b.toOn ?? '9999-12-31') && b.fromOn <= (a.toOn ?? '9999-12-31')

/** @throws identity.post-not-held-here */
export function mustBeHeldAt(kind: PostKind, anchorKind: string): void {
  if (!(posts[kind].heldAt as readonly string[]).includes(anchorKind))
    throw notHeldHere({ kind, anchorKind })
}

/** @throws identity.post-ends-before-it-begins, identity.post-too-far-ahead */
export function mustBeSensible(term: Term, now: Date): void {
  if (term.toOn !== null && term.toOn < term.fromOn) throw endsBeforeItBegins({ from: term.fromOn })
  const latest = addDays(dayOf(now), 366)
  if (term.fromOn > latest || (term.toOn ?? '') > latest) throw tooFarAhead({ latest })
}

/**
 * 任职条件: whether a post fits beside what the person holds and what others hold at the place.
 *
 * @param own the person's posts, ended ones too; @param here all posts at the anchor
 * @throws identity.post-already-held, identity.roles-apart, identity.post-taken
 */
export function mustFit(
  post: Term & { kind: PostKind; atId: string; personId: string },
  own: readonly (Term & { kind: string; atId: string })[],
  here: readonly (Term & { kind: string; personId: string })[],
): void {
  const now = own.filter((held) => overlaps(held, post))
  const same = now.find((held) => held.kind === post.kind && held.atId === post.atId)
  if (same) throw alreadyHeld({ from: same.fromOn })
  for (const [a, b] of apart) {
    const other = post.kind === a ? b : post.kind === b ? a : null
    if (other && now.some((held) => held.kind === other))
      throw rolesApart({ kind: post.kind, held: other })
  }
  const holder = here.find((held) => held.kind === post.kind && overlaps(held, post))
  if (postRule(post.kind).single && holder)
    throw postTaken({ kind: post.kind, from: holder.fromOn })
}
