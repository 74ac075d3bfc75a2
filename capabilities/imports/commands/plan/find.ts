// Finding what a row names: a community by name or code, a compound among several of one name, a company.

import { type Wrong, wrong } from '../../cell.ts'
import { type Area, bare, type Company, type KnownCompound } from './draft.ts'

/** A list that is searched by several keys, and grows while rows are read. */
export class Index<T> {
  readonly #byKey = new Map<string, T[]>()
  readonly #keysOf: (one: T) => readonly (string | null)[]

  constructor(keysOf: (one: T) => readonly (string | null)[], all: readonly T[] = []) {
    this.#keysOf = keysOf
    for (const one of all) this.add(one)
  }

  add(one: T): void {
    for (const key of new Set(this.#keysOf(one))) {
      if (key === null) continue
      const known = this.#byKey.get(key)
      if (known) known.push(one)
      else this.#byKey.set(key, [one])
    }
  }

  named(key: string): readonly T[] {
    return this.#byKey.get(key) ?? []
  }
}

export type Places = {
  areas: Index<Area>
  areaById: Map<string, Area>
  compounds: Index<KnownCompound>
  /** names and codes of compounds whose own row was refused */
  refused: Set<string>
}

export function placesIndex(areas: readonly Area[], compounds: readonly KnownCompound[]): Places {
  return {
    areas: new Index((area) => [bare(area.name), bare(area.shortName), area.code], areas),
    areaById: new Map(areas.map((area) => [area.id, area])),
    compounds: new Index(({ name, code }) => [bare(name), code && `#${bare(code)}`], compounds),
    refused: new Set(),
  }
}

/** A community, or a grid within it: by code, by name, or as 街道/社区 where two bear one name. */
export function findArea(
  { areas, areaById }: Places,
  kinds: readonly string[],
  written: string,
  beneath?: string,
): Area | Wrong {
  const [last, ...above] = written
    .split(/[/／\\>]/)
    .map((part) => part.trim())
    .reverse()
  const inside = ({ within }: Area): boolean =>
    (beneath === undefined || within.includes(beneath)) &&
    above.every((name) =>
      within.some((id) => {
        const place = areaById.get(id)
        return place && (bare(place.name) === bare(name) || bare(place.shortName) === bare(name))
      }),
    )
  const found = [...new Set([...areas.named(bare(last!)), ...areas.named(last!)])]
    .filter(({ kind }) => kinds.includes(kind))
    .filter(inside)
  if (found.length === 1) return found[0]!
  if (found.length === 0)
    return wrong(
      `没有“${written}”，或不在您的管辖范围内`,
      `There is no “${written}”, or it is beyond your reach`,
    )
  const codes = found.map(({ code, name }) => code ?? name).join('、')
  return wrong(
    `有 ${found.length} 个“${written}”，请改填代码：${codes}`,
    `Several are named so; use a code: ${codes}`,
  )
}

/** A compound by code or name, told apart by its community. */
export function findCompound(
  places: Places,
  written: string,
  community?: string,
): KnownCompound | Wrong {
  const key = bare(written)
  const found = [...new Set([...places.compounds.named(`#${key}`), ...places.compounds.named(key)])]
  const area =
    community === undefined || found.length < 2 ? null : findArea(places, ['community'], community)
  const here = area && 'id' in area ? found.filter((one) => one.communityId === area.id) : found
  if (here.length === 1) return here[0]!
  if (here.length > 1)
    return wrong(
      `有 ${here.length} 个小区叫“${written}”，请改填小区编号，或在“社区”列注明`,
      `${here.length} compounds bear this name; use a code or name the community`,
    )
  if (places.refused.has(key))
    return wrong(
      '该小区在“小区”表中的那一行有误，请先改正',
      'Its row in the sheet of compounds is refused; mend that first',
    )
  return wrong(
    `没有小区“${written}”，或不在您的管辖范围内`,
    `There is no compound “${written}”, or it is beyond your reach`,
  )
}

/** A company by credit code or full name. */
export function findCompany(companies: Index<Company>, written: string): Company | Wrong {
  const found = companies.named(bare(written))
  if (found.length === 1) return found[0]!
  if (found.length > 1)
    return wrong(
      '有同名企业，请改填统一社会信用代码',
      'Several companies bear this name; use the credit code',
    )
  return wrong(
    `没有登记“${written}”，请先登记这家物业企业`,
    `“${written}” is not registered; register the company first`,
  )
}
