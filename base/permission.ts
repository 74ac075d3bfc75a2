// Who may do what, where. One pure function decides, on the server and in the browser alike.
//
// A person holds posts. A post is held at an anchor: a place (a street) or an organisation (a company).
// Every place knows what it lies within: itself, the places above it, and the organisations that run it.
// So a post at a street reaches its compounds, and a post at a company reaches the compounds it manages.

import { problem } from './problem.ts'
import type { Text } from './text.ts'

/** A permission and the kinds of post that carry it. Each capability declares its own. */
export type Permissions = Record<string, { title: Text; posts: readonly string[] }>

export type Actor = {
  /** the person's id; `systemActor.id` for reactions and the clock */
  id: string
  name: string
  /** permission -> ids of the places and organisations at which it is held */
  holds: Readonly<Record<string, readonly string[]>>
}

export const systemActor: Actor = {
  id: '00000000-0000-7000-8000-000000000000',
  name: '系统',
  holds: {},
}
export const anyone: Actor = { id: '00000000-0000-7000-8000-000000000001', name: '', holds: {} }

export const forbidden = problem<{ permission: string }>(
  'identity.forbidden',
  403,
  '您的岗位没有这项权限。如需办理，请联系项目经理或管理员',
  'Your post does not allow this. Ask your project manager or an administrator',
)

/** Whether the actor holds a permission at one of the anchors a place lies within. */
export const may = (
  actor: Pick<Actor, 'holds'>,
  permission: string,
  within: readonly string[],
): boolean => (actor.holds[permission] ?? []).some((anchor) => within.includes(anchor))

/** Whether the actor holds a permission at any place at all. */
export const mayAnywhere = (actor: Pick<Actor, 'holds'>, permission: string): boolean =>
  (actor.holds[permission] ?? []).length > 0

/** @throws identity.forbidden */
export function mustBeAllowed(actor: Actor, permission: string, within: readonly string[]): void {
  if (!may(actor, permission, within)) throw forbidden({ permission })
}

/** What a set of posts holds, by the permissions in force. */
export function holdings(
  permissions: Permissions,
  posts: readonly { kind: string; at: string }[],
): Record<string, string[]> {
  const holds: Record<string, string[]> = {}
  for (const [permission, { posts: kinds }] of Object.entries(permissions)) {
    const anchors = posts.filter((post) => kinds.includes(post.kind)).map((post) => post.at)
    if (anchors.length > 0) holds[permission] = [...new Set(anchors)]
  }
  return holds
}
