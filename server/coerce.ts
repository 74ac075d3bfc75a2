// Reads a flat query string as the input a query declares: numbers, booleans, and lists by repetition.

import { z } from 'zod'

type Schema = {
  type?: string
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
}

/** What cannot be read stays a string; the query's own schema refuses it with a sentence. */
export function coerce(
  input: z.ZodType,
  raw: Record<string, string | string[]>,
): Record<string, unknown> {
  const properties = propertiesOf(input)
  return Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [key, read(properties[key], value)]),
  )
}

function read(schema: Schema | undefined, value: string | string[]): unknown {
  const types = typesOf(schema)
  if (types.includes('array')) return [value].flat().map((one) => read(itemsOf(schema), one))
  if (Array.isArray(value)) return value.at(-1)
  if (types.some((type) => type === 'number' || type === 'integer')) {
    const number = Number(value)
    return value.trim() !== '' && Number.isFinite(number) ? number : value
  }
  if (types.includes('boolean'))
    return value === 'true' || value === '1'
      ? true
      : value === 'false' || value === '0'
        ? false
        : value
  return value
}

const typesOf = (schema: Schema | undefined): string[] =>
  schema === undefined ? [] : schema.type ? [schema.type] : (schema.anyOf ?? []).flatMap(typesOf)

const itemsOf = (schema: Schema | undefined): Schema | undefined =>
  schema?.items ?? schema?.anyOf?.find(({ items }) => items)?.items

const known = new WeakMap<z.ZodType, Record<string, Schema>>()

function propertiesOf(input: z.ZodType): Record<string, Schema> {
  const before = known.get(input)
  if (before) return before
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema
  const properties = schema.properties ?? {}
  known.set(input, properties)
  return properties
}
