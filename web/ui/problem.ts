// What an error says to a person: a Problem speaks for itself, everything else is our fault and says so.

import { Problem } from '#base/problem.ts'
import { say, t } from '../i18n.ts'

export const sentence = (error: unknown): string =>
  error instanceof Problem
    ? say(error.text)
    : t(
        '这里出了错。请刷新页面；仍不行请告诉管理员',
        'Something broke here. Reload the page; if it stays, tell an administrator',
      )

/** The refusals of single fields, by field: `{ reason: '请填写原因' }`. */
export function fieldErrors(error: Problem | null): Record<string, string> {
  const issues = error?.details['issues']
  if (!Array.isArray(issues)) return {}
  return Object.fromEntries(
    (issues as { path?: unknown; message?: unknown }[]).map(({ path, message }) => [
      Array.isArray(path) ? path.join('.') : String(path ?? ''),
      String(message ?? ''),
    ]),
  )
}
