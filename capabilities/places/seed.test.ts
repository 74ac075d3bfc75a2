// The real divisions of Changsha: whole, in order, and loaded once however often.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { endDb, world } from '#server/testing.ts'
import { capability } from './index.ts'
import { mustFit } from './place.ts'
import { divisionId, divisions, loadDivisions } from './seed.ts'

after(endDb)

test('the list holds one city, 9 districts, 172 streets and 1,649 communities, each in the one above', () => {
  const all = divisions()
  const count = (kind: string) => all.filter((division) => division.kind === kind).length
  assert.deepEqual(['city', 'district', 'street', 'community'].map(count), [1, 9, 172, 1649])
  const byCode = new Map(all.map((division) => [division.code, division]))
  assert.equal(byCode.size, all.length)
  for (const { code, kind, parentCode } of all) {
    if (kind === 'city') continue
    mustFit(kind, byCode.get(parentCode)!.kind)
    assert.ok(code.startsWith(parentCode))
  }
})

test('loading gives every division its place, short name and pinyin; loading again changes nothing', () =>
  world([capability], async ({ sql }) => {
    const cityId = await loadDivisions(sql)
    assert.equal(cityId, divisionId('4301'))
    const [street] = await sql`
      select name, short_name, pinyin, within from places.place where code = '430103002'`
    assert.deepEqual(street, {
      name: '坡子街街道',
      shortName: '坡子街街道',
      pinyin: 'pozijiejiedao pzjjd',
      within: [divisionId('430103002'), divisionId('430103'), cityId],
    })
    const [community] = await sql`
      select name, short_name, cardinality(within) as depth from places.place where code = '430103002001'`
    assert.deepEqual(community, { name: '八角亭社区居委会', shortName: '八角亭社区', depth: 4 })

    await sql`update places.place set name = '改名社区' where code = '430103002001'`
    const [key] = await sql`select key from places.label_key`
    await loadDivisions(sql)
    const [after] = await sql`
      select count(*) as n, (select name from places.place where code = '430103002001') as name,
             (select key from places.label_key) as key
        from places.place`
    assert.deepEqual(after, { n: 1831, name: '改名社区', key: key!.key })
  }))
