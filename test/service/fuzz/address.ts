/** Addresses: paths and queries. */
import * as fc from 'fast-check'
import type { JsonValue } from './json'
import { type Known, type Operation, valuesOf } from './operations'
import { bad, good, type Part } from './part'

/** Text that other programs have stumbled over. */
export const hostileText = fc.constantFrom(
  ...['', ' ', '.', '..', '%', '%zz', '%00', '\u0000', '\uffff', '😀', '/', '//', 'a/b', '../..', '__proto__'],
  ...['constructor', 'toString', "'; DROP TABLE users", '{"N":"1"}', '\u202e', 'é', 'e\u0301', 'x'.repeat(3000)],
  ...['<script>', '#n0', ':v0'],
)

/** A segment of a path: an id that may be there, one by its schema, any text, or what is no text at all. */
const segment = (known: ReadonlyArray<string>, schema: JsonValue): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...known).map(encodeURIComponent) },
    { weight: 2, arbitrary: valuesOf(schema).map((value) => encodeURIComponent(`${value}`)) },
    { weight: 2, arbitrary: hostileText.map((text) => encodeURIComponent(text)) },
    { weight: 1, arbitrary: fc.constantFrom('%zz', '%', '%ff', '%c3', '%2e%2e', '..', '%00', '%ed%a0%80') },
  )

export const pathOf = ({ path, parameters }: Operation, { ids, posts }: Known): fc.Arbitrary<string> => {
  const variables = parameters.filter((parameter) => parameter.in === 'path')
  const filled = (values: ReadonlyArray<string>): string =>
    variables.reduce((url, { name }, i) => url.replace(`{${name}}`, () => values[i] ?? ''), path)
  const any = fc.tuple(...variables.map(({ schema }) => segment(ids, schema))).map(filled)
  if (variables.length < 2) return any
  const there = fc.constantFrom(...posts).map((pair) => filled(pair.map(encodeURIComponent)))
  return fc.oneof({ weight: 2, arbitrary: there }, { weight: 1, arbitrary: any })
}

export const query = ({ parameters }: Operation, cursors: ReadonlyArray<string>): fc.Arbitrary<Part<string>> => {
  const asked = parameters.filter((parameter) => parameter.in === 'query')
  const unknown = fc.constantFrom('?x=1', '?limitt=2', '?__proto__=1', '?limit=1&limit=2').map(bad('unknown parameter'))
  if (asked.length === 0)
    return fc.oneof({ weight: 15, arbitrary: fc.constant(good('')) }, { weight: 1, arbitrary: unknown })
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(good('')) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 100 }).map((n) => good(`?limit=${n}`)) },
    { weight: 2, arbitrary: fc.constantFrom(...cursors).map((cursor) => good(`?limit=2&cursor=${cursor}`)) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('0', '101', '-1', '1e1', '1.5', 'x', '', ' 1', '9'.repeat(30), '%00')
        .map((n) => bad<string>('limit')(`?limit=${n}`)),
    },
    {
      weight: 2,
      arbitrary: fc
        .oneof(hostileText, fc.base64String({ maxLength: 60 }))
        .map((text) => bad<string>('cursor')(`?cursor=${encodeURIComponent(text)}.`)),
    },
    { weight: 1, arbitrary: unknown },
  )
}
