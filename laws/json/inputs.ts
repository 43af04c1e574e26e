/** JSON that is nearly that of a value, and any other: what decoding and schemas are asked with. */
import * as fc from 'fast-check'
import type { Json } from 'fp-ts/Json'
import { assign } from '../../src/value/record'

/** An object of JSON. */
export type JsonObject = { readonly [name: string]: Json }

/** What arrives of JSON that was sent. */
export const sent = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

/** JSON with something in it changed, at any depth; `undefined` takes it away. */
export const changed = (
  json: Json,
  change: (json: Json) => Json | undefined,
  where: ReadonlyArray<number>,
): Json | undefined => {
  const [n = 0, ...rest] = where
  const names = typeof json === 'object' && json !== null ? Object.keys(json) : []
  const name = names[n % Math.max(1, names.length)]
  if (where.length === 0 || name === undefined) return change(json)
  const out: { [name: string]: Json } = {}
  for (const each of names) {
    const value = (json as JsonObject)[each] as Json
    const next = each === name ? changed(value, change, rest) : value
    if (next !== undefined) assign(out, each, next)
  }
  return Array.isArray(json) ? Object.values(out) : out
}

/** JSON with something in it replaced by other JSON, at any depth. */
export const damaged = (json: Json, other: Json, where: ReadonlyArray<number>): Json =>
  changed(json, () => other, where) ?? null

/** Any JSON, with what codecs look for. */
export const anyJson: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('', '1', 1, 1e300, 2 ** 53, null, [], {}, [null], 'AQ==', '2020-02-30T00:00:00Z', 'NaN'),
  fc.jsonValue({ maxDepth: 3 }).map((json) => json as Json),
  fc.jsonValue().map((json) => JSON.parse(`{"__proto__":${JSON.stringify(json)}}`)),
)

/** Small changes, by the type of what is there: past an edge, one more, one less. */
const changes: ReadonlyArray<(json: Json) => Json | undefined> = [
  () => undefined,
  () => null,
  (json) => (typeof json === 'string' ? `${json}a` : typeof json === 'number' ? json + 1 : json),
  (json) => (typeof json === 'string' ? [...json].slice(1).join('') : typeof json === 'number' ? -json : json),
  (json) => (typeof json === 'string' ? [...json].slice(0, -1).join('') : typeof json === 'number' ? json + 0.5 : json),
  (json) => (typeof json === 'string' ? json.toUpperCase() : typeof json === 'number' ? json * 2 ** 60 : json),
  (json) => (typeof json === 'string' ? json.replace(/\d/, '9') : typeof json === 'number' ? json - 1 : json),
  (json) => (typeof json === 'string' ? json.replace(/\.\d+/, '') : typeof json === 'number' ? json * 1e-200 : json),
  (json) => (Array.isArray(json) ? [...json, ...json] : typeof json === 'string' ? json + json : json),
  (json) => (Array.isArray(json) ? json.slice(1) : typeof json === 'string' ? `0${json}` : json),
  (json) => (Array.isArray(json) ? [] : typeof json === 'number' ? String(json) : json),
  (json) =>
    typeof json === 'object' && json !== null && !Array.isArray(json)
      ? { ...json, '': Object.values(json)[0] ?? 1 }
      : [json],
  (json) => (typeof json === 'string' && json !== '' ? Number(json) || json : { a: json }),
]

const where = fc.array(fc.nat(99), { maxLength: 4 })

/** JSON of values, with something in it replaced by other JSON. */
export const damagedOf = (written: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(written, anyJson, where).map(([json, other, at]) => damaged(json, other, at))

/** JSON of values, with half a surrogate pair after a text in it: no Unicode text, which no schema says. */
export const halvedOf = (written: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(written, where)
    .map(([json, at]) => changed(json, (text) => (typeof text === 'string' ? `${text}\ud800` : text), at) ?? null)

/** JSON of values, with something in it a little different. */
export const nearlyOf = (written: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(written, fc.constantFrom(...changes), where).map(([json, change, at]) => changed(json, change, at) ?? null)
