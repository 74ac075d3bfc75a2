// Declares a command from its row in the acts table: what stands there is not said twice.

import type { z } from 'zod'
import type { Actor } from '#base/permission.ts'
import { type Command, command, type Tx } from '#server/command.ts'
import { type Act, ruleOf } from '../acts.ts'
import type { StoredHazard } from '../queries/load.ts'
import { type Answer, type Moment, type Outcome, perform, type Target } from './perform.ts'

type Declared<I extends z.ZodType<Target>> = {
  input: I
  example: z.input<I>
  decide(
    hazard: StoredHazard,
    input: z.output<I>,
    context: Moment & { actor: Actor; sql: Tx },
  ): Outcome | Promise<Outcome>
}

export const onHazard = <I extends z.ZodType<Target>>(
  act: Act,
  { input, example, decide }: Declared<I>,
): Command<I, Answer> => {
  const { title, source, may, offline = false } = ruleOf(act)
  return command({
    name: `hazard.${act}`,
    title,
    source,
    may,
    offline,
    input,
    example,
    run: (context, given) =>
      perform(context, given, act, (hazard, moment) =>
        decide(hazard, given, { ...moment, actor: context.actor, sql: context.sql }),
      ),
  })
}
