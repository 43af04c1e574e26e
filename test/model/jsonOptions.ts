/** All options of JSON. */
import * as fc from 'fast-check'
import type * as Json from '../../src/model/Json'

export const options: fc.Arbitrary<Json.Options> = fc.record(
  { useFloat: fc.boolean(), explicitNull: fc.boolean(), typed: fc.boolean(), ignoreUnknown: fc.boolean() },
  { requiredKeys: [] },
)
