// Fails when the API description is not valid OpenAPI, or Spectral's rules for OpenAPI find fault with it.

import { Validator } from '@seriousme/openapi-schema-validator'
import spectral from '@stoplight/spectral-core'
import rulesets from '@stoplight/spectral-rulesets'
import { capabilities } from '#main/capabilities.ts'
import '#server/http.ts' // declares the problems of the door
import { openapi } from '#server/openapi.ts'

const description = openapi(capabilities)
const complaints = [...(await invalid()), ...(await faults())]
for (const complaint of complaints) console.error(complaint)
process.exitCode = complaints.length === 0 ? 0 : 1

async function invalid(): Promise<string[]> {
  const { valid, errors } = await new Validator().validate(structuredClone(description))
  return valid ? [] : [`not valid OpenAPI: ${JSON.stringify(errors, null, 2)}`]
}

async function faults(): Promise<string[]> {
  const linter = new spectral.Spectral()
  linter.setRuleset({ extends: [[rulesets.oas as never, 'recommended']] } as never)
  const found = await linter.run(description)
  return found.map(({ code, message, path }) => `${path.join('.')}: ${message} (${String(code)})`)
}
