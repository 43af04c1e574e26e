/** json: JSON values, stored as their text. */
import type { Json } from 'fp-ts/Json'
import type * as t from 'io-ts'
import { equalsNumbers } from '../value/number/order'
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, type Failed, failed } from './Attribute'
import { isPlainObject } from './guards'
import { lift } from './lift'
import { textOf } from './stored'
import { isOver, visit, type Walk, walk, within, wrong } from './walk'

/** Deeper values are refused: `JSON.stringify` is recursive. */
const maxDepth = 500

const small = `JSON of at most ${maxDepth} levels and 400 KB`

// -----------------------------------------------------------------------------
// encoding
// -----------------------------------------------------------------------------

const inspect = (u: unknown, room: number, w: Walk): void => {
  const isContainer = Array.isArray(u) || isPlainObject(u)
  if (!visit(w, isContainer ? room - 1 : room)) wrong(w, small, u)
  else if (Array.isArray(u)) {
    for (let i = 0; i < u.length && !isOver(w); i++) within(w, i, () => inspect(u[i], room - 1, w))
  } else if (isPlainObject(u)) {
    for (const key of Object.keys(u)) if (!isOver(w)) within(w, key, () => inspect(u[key], room - 1, w))
  } else if (typeof u === 'number') {
    if (!Number.isFinite(u)) wrong(w, 'finite number', u)
  } else if (u !== null && typeof u !== 'string' && typeof u !== 'boolean') wrong(w, 'JSON', u)
}

const isJson = (u: unknown): u is Json => {
  const w = walk([])
  inspect(u, maxDepth, w)
  return w.found.length === 0
}

// -----------------------------------------------------------------------------
// decoding
// -----------------------------------------------------------------------------

/** A string, skipped; or a number. */
const tokens = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g

/** Whether every number of a JSON text is one that a JS number writes: 9007199254740993 would be rounded. */
const isExact = (json: string): boolean => {
  if (!/\d{16}|\d[.\d]{15}|\d[eE]/.test(json)) return true
  for (const [token] of json.matchAll(tokens)) {
    if (token.charCodeAt(0) !== 34 && !equalsNumbers(token, String(Number(token)))) return false
  }
  return true
}

const parse = (json: string): Json | Failed => {
  try {
    const value: unknown = JSON.parse(json)
    return isJson(value) && isExact(json) ? value : failed
  } catch {
    return failed
  }
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const name = 'JSON'

const plain: Attribute<unknown, 'S'> = attribute<unknown, 'S'>({
  name,
  types: ['S'],
  form: 'Json',
  limits: [{ _tag: 'Unsaid', expected: small }],
  is: isJson,
  write: (a) => (isJson(a) ? { S: JSON.stringify(a) } : unstorable(name, a)),
  read: (stored) => {
    const s = textOf(stored)
    return s === undefined ? failed : parse(s)
  },
  check: (u, path) => {
    const w = walk(path)
    inspect(u, maxDepth, w)
    return w.found
  },
})

/**
 * A JSON value, stored as its text under S; of any shape, or of that of an io-ts codec. `undefined`, NaN, infinities, functions
 * and class instances are `unstorable`, never dropped; a stored number that would be rounded is refused.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as t from 'io-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.json().encode({ a: [1] }), { S: '{"a":[1]}' })
 * assert.ok(!A.json(t.array(t.number)).is({ a: [1] }))
 * ```
 */
export const json: {
  (): Attribute<Json, 'S'>
  <A>(shape: t.Type<A, unknown>): Attribute<A, 'S'>
} = (shape?: t.Type<Json, unknown>): Attribute<Json, 'S'> =>
  shape === undefined ? (plain as Attribute<Json, 'S'>) : lift(plain)(shape)
