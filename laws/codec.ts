/**
 * The laws of attribute codecs. A codec of your own keeps them where these hold over an arbitrary of its values.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import { codecLaws } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const { laws } = codecLaws(A.list(A.integer), fc.array(fc.maxSafeInteger()))
 * const ofDerivedValues = codecLaws(A.list(A.integer)).laws
 * const details = await Promise.all([...laws, ...ofDerivedValues].map((law) => law.check({ numRuns: 20 })))
 * assert.ok(details.every(({ failed }) => !failed))
 * ```
 */

import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Ord } from 'fp-ts/Ord'
import { type Attribute, failed, type Inside, type Presence } from '../src/codec/Attribute'
import type { Untyped } from '../src/codec/struct'
import type { AttributeValue, Tag } from '../src/value/AttributeValue'
import { equals as equalsValue } from '../src/value/equality'
import type { Mismatch } from '../src/value/Mismatch'
import { compare } from '../src/value/order'
import type { Segment } from '../src/value/Path'
import { validateValue } from '../src/value/validate'
import { corrupted, malformedValue, storedValue } from './arbitrary/codecInput'
import { ofAttribute } from './arbitrary/model'
import { storedOf } from './arbitrary/modelStored'
import { equation, type Laws, laws, property } from './law'
import { sameValue } from './sameValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Any attribute of values `A`. */
type Codec<A, V> = Attribute<A, Tag, Presence, string, Inside, V>

/** What is stored for values that follow from the codec; anything where none do. */
const stored = <A, V>(codec: Codec<A, V>): fc.Arbitrary<unknown> => {
  try {
    return storedOf(codec as unknown as Untyped, codec.name)
  } catch {
    return storedValue
  }
}

/** What is stored, where nothing is too. */
type Stored = AttributeValue | undefined

const sameStored = (x: Stored, y: Stored): boolean => (x === undefined || y === undefined ? x === y : equalsValue(x, y))

const isStorable = (stored: Stored): boolean => stored === undefined || validateValue(stored).length === 0

const place: ReadonlyArray<Segment> = ['there', 0]

const arePlaced = (mismatches: ReadonlyArray<Mismatch>): boolean =>
  mismatches.every(({ path, expected }) => expected !== '' && place.every((segment, i) => path[i] === segment))

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/**
 * The laws of a codec, over an arbitrary of its storable values; by default, over the one that follows from the codec.
 *
 * `equals` tells values apart; by default, values are equal that are the same (dates, sets, `Big`s … by what they hold,
 * instances of classes of your own unseen) and are stored alike.
 */
export const codecLaws = <A, V>(
  codec: Codec<A, V>,
  values: fc.Arbitrary<A> = ofAttribute(codec),
  equals: (x: A, y: A) => boolean = (x, y) => sameValue(x, y) && sameStored(codec.write(x), codec.write(y)),
): Laws => {
  const { name } = codec
  const written = values.map((a): unknown => codec.write(a))
  const input: fc.Arbitrary<unknown> = fc.oneof(written, corrupted(written), storedValue, malformedValue)
  const local: fc.Arbitrary<unknown> = fc.oneof(values, corrupted(values), malformedValue)
  const read = (stored: unknown) => codec.read(stored as Stored)
  return laws(`codec ${name}`, [
    equation<A, E.Either<unknown, A>>(
      'decode ∘ encode = right',
      values,
      (a) => ({ left: codec.decode(codec.write(a)), right: E.right(a) }),
      (x, y) => (E.isRight(x) && E.isRight(y) ? equals(x.right, y.right) : E.isLeft(x) && E.isLeft(y)),
    ),
    property('values are storable', values, (a) =>
      codec.is(a) && isStorable(codec.write(a)) ? undefined : `not storable: ${fc.stringify(codec.write(a))}`,
    ),
    property('encode ∘ decode is idempotent', input, (stored) => {
      const first = read(stored)
      if (first === failed) return undefined
      const once = codec.write(first)
      const second = read(once)
      if (second === failed) return isStorable(once) ? `written, but not read: ${fc.stringify(once)}` : undefined
      return sameStored(once, codec.write(second))
        ? undefined
        : `${fc.stringify(once)}, then ${fc.stringify(codec.write(second))}`
    }),
    property('decode ∘ encode ∘ decode = decode', fc.oneof(stored(codec), input), (u) => {
      const first = read(u)
      if (first === failed || !isStorable(codec.write(first))) return undefined
      const second = read(codec.write(first))
      return second !== failed && sameValue(first, second)
        ? undefined
        : `${fc.stringify(first)}, then ${fc.stringify(second)}`
    }),
    property('what is read from what DynamoDB stores is a value: `is`', input, (stored) => {
      if (stored !== undefined && validateValue(stored as AttributeValue).length > 0) return undefined
      const a = read(stored)
      return a === failed || codec.is(a) ? undefined : `read ${fc.stringify(a)}`
    }),
    property('what is stored, also NULL and what is empty, is not read as what is absent', input, (stored) => {
      const [a, absent] = [read(stored), read(undefined)]
      if (stored === undefined || a === failed || absent === failed) return undefined
      // Instances of classes of one's own are told apart by what is stored of them.
      return sameValue(a, absent) &&
        sameStored(codec.write(a as A), codec.write(absent as A)) &&
        isStorable(stored as Stored)
        ? `both are read as ${fc.stringify(a)}: ${fc.stringify(stored)} and nothing`
        : undefined
    }),
    property('read is total, and fails exactly where explain says why', input, (stored) => {
      const mismatches = codec.explain(stored, place)
      return (read(stored) === failed) === mismatches.length > 0
        ? undefined
        : `read ${fc.stringify(read(stored))}, explained ${fc.stringify(mismatches)}`
    }),
    property('decode is read, with errors', input, (stored) =>
      E.isLeft(codec.decode(stored)) === (read(stored) === failed) ? undefined : fc.stringify(codec.decode(stored)),
    ),
    property('errors name their place', fc.tuple(input, local), ([stored, u]) =>
      arePlaced(codec.explain(stored, place)) && arePlaced(codec.check(u, place)) ? undefined : 'another place',
    ),
    property('`is` agrees with check', local, (u) =>
      codec.is(u) === (codec.check(u, []).length === 0) ? undefined : fc.stringify(codec.check(u, [])),
    ),
    property('encode is total, and gives what DynamoDB stores exactly of what is a value: `is`', local, (u) => {
      const stored = codec.write(u as A)
      return codec.is(u) === isStorable(stored) ? undefined : `is ${codec.is(u)}, stored ${fc.stringify(stored)}`
    }),
  ])
}

/** The laws of codecs of keys: one type, which keys may have, and the order of values is the order of the table. */
export const keyCodecLaws = <A>(codec: Codec<A, A>, values: fc.Arbitrary<A>, order: Ord<A>): Laws =>
  laws(
    `key codec ${codec.name}`,
    [
      property('one type, of S, N and B', fc.constant(codec.types), (types) =>
        types.length === 1 && types.every((tag) => tag === 'S' || tag === 'N' || tag === 'B')
          ? undefined
          : types.join(', '),
      ),
      property('a key is never absent', values, (a) => (codec.write(a) === undefined ? 'absent' : undefined)),
      equation<readonly [A, A], number | undefined>(
        'encoding keeps the order',
        fc.tuple(values, values),
        ([x, y]) => ({
          left: compare(codec.encodeValue(x), codec.encodeValue(y)),
          right: order.compare(x, y),
        }),
        (x, y) => x === y,
      ),
    ],
    [codecLaws(codec, values)],
  )
