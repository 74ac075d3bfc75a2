// Every kind of crossing is caught, and what is allowed is not.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crossingsIn } from './check-borders.ts'

const why = (file: string, text: string): string[] => crossingsIn(file, text).map((c) => c.why)
const caught = (file: string, text: string, expected: RegExp) => {
  const found = why(file, text)
  assert.ok(found.length > 0 && found.every((reason) => expected.test(reason)), `${file}: ${found}`)
}
const allowed = (file: string, text: string) => assert.deepEqual(why(file, text), [])

test('imports between the floors of the house', () => {
  caught(
    'base/time.ts',
    "import { x } from '#server/db.ts'",
    /base\/ may not import server|rules are pure/,
  )
  caught(
    'law/cite.ts',
    "import { x } from '#web/api.ts'",
    /law\/ may not import web|rules are pure/,
  )
  caught('server/http.ts', "import { x } from '#places'", /server\/ may not import capabilities/)
  caught('web/api.ts', "import { x } from '#server/db.ts'", /may not import server|browser code/)
  caught(
    'capabilities/places/commands.ts',
    "import { x } from '#main/app.ts'",
    /may not import main/,
  )
  allowed('main/app.ts', "import { capability } from '#places'\nimport { x } from '#server/db.ts'")
})

test('imports between capabilities point upstream and come through the face', () => {
  const places = 'capabilities/places/commands/compounds.ts'
  allowed(places, "import { may } from '#identity'")
  caught(places, "import { x } from '#hazards'", /places is not downstream of hazards/)
  caught(places, "import { x } from '../../identity/actor.ts'", /reaches inside identity/)
  caught('capabilities/patrols/commands.ts', "import { x } from '#devices'", /not downstream/)
  caught(
    'capabilities/patrols/web/A.tsx',
    "const x = () => import('#hazards/web')",
    /not downstream/,
  )
  allowed('capabilities/hazards/web/A.tsx', "import { Place } from '#places/web'")
})

test('tests may be given things by upstream, through its testing.ts only', () => {
  const file = 'capabilities/hazards/commands.test.ts'
  allowed(file, "import { givenPlace } from '../places/testing.ts'")
  caught(file, "import { lock } from '../places/place.ts'", /reaches inside/)
  allowed(
    'capabilities/hazards/web/hazard.e2e.ts',
    "import { journey } from '../../../test/browser.ts'",
  )
})

test('sides: pages hold no server code, rules are pure, the server knows no pages', () => {
  caught('capabilities/hazards/web/A.tsx', "import { x } from '../commands.ts'", /browser code/)
  caught('capabilities/hazards/hazard.ts', "import { x } from '#server/db.ts'", /rules are pure/)
  caught(
    'capabilities/hazards/hazard.ts',
    "import { x } from './queries/list.ts'",
    /rules are pure/,
  )
  caught('capabilities/hazards/hazard.ts', "import { x } from 'node:fs'", /rules are pure/)
  caught('capabilities/hazards/queries.ts', "import { x } from './web/words.ts'", /server code/)
  allowed('capabilities/hazards/hazard.ts', "import type { Tx } from '#server/command.ts'")
  allowed('capabilities/hazards/web/A.tsx', "import { can } from '../hazard.ts'")
  allowed('capabilities/hazards/hazard.test.ts', "import { x } from './commands.ts'")
})

test('statements: own schema is written, upstream is read, downstream and siblings are left alone', () => {
  const hazards = 'capabilities/hazards/commands.ts'
  allowed(hazards, 'await sql`insert into hazards.hazard select * from places.place`')
  caught(hazards, 'await sql`update places.place set name = 1`', /writes places/)
  caught(hazards, 'sql`delete from patrols.round`', /writes patrols/)
  caught(hazards, 'sql`select 1 from overview.counter`', /reads overview, which is downstream/)
  caught('capabilities/patrols/migrations/1.sql', 'references hazards.hazard (id)', /downstream/)
  caught('capabilities/patrols/queries.ts', 'sql`join devices.device d on true`', /sibling/)
  caught('server/notify.ts', 'sql`select 1 from identity.person`', /the machinery reads identity/)
  allowed('server/react.ts', 'sql`select 1 from pgboss.job`')
  allowed('capabilities/hazards/testing.ts', 'sql`insert into places.place values (1)`')
})
