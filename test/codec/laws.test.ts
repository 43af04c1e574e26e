import Big from 'big.js'
import * as fc from 'fast-check'
import * as N from 'fp-ts/number'
import * as O from 'fp-ts/Option'
import * as Ord from 'fp-ts/Ord'
import type { Ordering } from 'fp-ts/Ordering'
import * as t from 'io-ts'
import { describe, it } from 'vitest'
import {
  documentValue,
  entryName,
  jsonValue,
  safeInteger,
  storableBig,
  storableDate,
  storableFloat,
  text,
  wholeSecond,
} from '../../laws/arbitrary/codecValue'
import { codecLaws, keyCodecLaws } from '../../laws/codec'
import { suite } from '../../laws/law'
import * as A from '../../src/codec'
import { compareBytes } from '../../src/value/bytes'
import { compareText } from '../../src/value/text'
import { unstorable } from '../../src/value/unstorable'

const run = suite(describe, it)
const numRuns = { numRuns: 1000 }
const byTime = Ord.contramap((d: Date) => d.getTime())(N.Ord)
const byBigint = Ord.fromCompare((x: bigint, y: bigint) => (x < y ? -1 : x > y ? 1 : 0))
const byBig = Ord.fromCompare((x: Big, y: Big) => x.cmp(y) as Ordering)
const byText = Ord.fromCompare(compareText)
const byBytes = Ord.fromCompare(compareBytes)
const same = (x: unknown, y: unknown): boolean => Object.is(x, y)
const sameTime = (x: Date, y: Date): boolean => x.getTime() === y.getTime()
const bytes = fc.uint8Array({ maxLength: 4 })
const setOf = <X>(members: fc.Arbitrary<X>): fc.Arbitrary<ReadonlySet<X>> =>
  fc.array(members, { maxLength: 15 }).map((xs) => new Set(xs))

enum Color {
  Red,
  Green = 4,
}
enum Size {
  S = 'small',
  L = 'large',
}
const Mixed = { one: 1, two: 'b' } as const

class Count {
  constructor(readonly n: number | undefined) {}
}
const integer = A.optional(A.integer)
const counts = new A.Attribute<Count, 'N'>({
  ...integer.definition,
  name: 'count',
  inside: A.nothing,
  byDefault: undefined,
  presence: 'required',
  is: (u): u is Count => u instanceof Count && integer.is(u.n),
  write: (a) => (a instanceof Count ? integer.write(a.n) : unstorable('count', a)),
  encodeValue: (a) => (a instanceof Count ? (integer.write(a.n) ?? unstorable('count', a)) : unstorable('count', a)),
  read: (stored) => {
    const n = integer.read(stored)
    return n === A.failed ? n : new Count(n)
  },
  check: (u, path) => (u instanceof Count ? integer.check(u.n, path) : [{ path, expected: 'count', actual: u }]),
})

// an instance of a class of one's own for what is absent, too
run(codecLaws(counts), numRuns)

// leaves
run(keyCodecLaws(A.string, text, byText), numRuns)
run(keyCodecLaws(A.integer, safeInteger, N.Ord), numRuns)
run(keyCodecLaws(A.bigint, fc.bigInt({ min: 1n - 10n ** 38n, max: 10n ** 38n - 1n }), byBigint), numRuns)
run(keyCodecLaws(A.float, storableFloat, N.Ord), numRuns)
run(keyCodecLaws(A.decimal, storableBig, byBig), numRuns)
run(keyCodecLaws(A.dateTime, storableDate, byTime), numRuns)
run(keyCodecLaws(A.timestamp, wholeSecond, byTime), numRuns)
run(keyCodecLaws(A.binary, bytes, byBytes), numRuns)
run(keyCodecLaws(A.uuid, fc.uuid(), byText), numRuns)

run(codecLaws(A.string, text, same), numRuns)
run(codecLaws(A.integer, safeInteger, same), numRuns)
run(codecLaws(A.float, storableFloat, same), numRuns)
run(codecLaws(A.boolean, fc.boolean(), same), numRuns)
run(codecLaws(A.null, fc.constant(null), same), numRuns)
run(codecLaws(A.dateTime, storableDate, sameTime), numRuns)
run(codecLaws(A.timestamp, wholeSecond, sameTime), numRuns)
run(codecLaws(A.json(), jsonValue), numRuns)
run(codecLaws(A.json(t.array(t.type({ a: t.number }))), fc.array(fc.record({ a: storableFloat }))), numRuns)
run(codecLaws(A.any, documentValue), numRuns)

// choices
run(
  codecLaws(A.literal('a', 1, true, null), fc.constantFrom('a' as const, 1 as const, true as const, null), same),
  numRuns,
)
run(codecLaws(A.enumByName(Color), fc.constantFrom(Color.Red, Color.Green), same), numRuns)
run(codecLaws(A.enumByValue(Color), fc.constantFrom(Color.Red, Color.Green), same), numRuns)
run(codecLaws(A.enumByValue(Size), fc.constantFrom(Size.S, Size.L), same), numRuns)
run(codecLaws(A.enumByName(Mixed), fc.constantFrom(...Object.values(Mixed)), same), numRuns)
run(codecLaws(A.enumByValue(Mixed), fc.constantFrom(...Object.values(Mixed)), same), numRuns)

// containers
run(codecLaws(A.set(A.string), setOf(text)), numRuns)
run(codecLaws(A.set(A.float), setOf(storableFloat)), numRuns)
run(codecLaws(A.set(A.decimal), setOf(storableBig)), numRuns)
run(codecLaws(A.set(A.binary), setOf(bytes)), numRuns)
run(codecLaws(A.list(A.string), fc.array(text)), numRuns)
run(codecLaws(A.list(A.nullable(A.integer)), fc.array(fc.option(safeInteger))), numRuns)
run(codecLaws(A.list(A.set(A.string)), fc.array(setOf(text).filter((s) => s.size > 0))), numRuns)
run(codecLaws(A.tuple([A.string, A.integer]), fc.tuple(text, safeInteger)), numRuns)
run(codecLaws(A.record(A.list(A.integer)), fc.dictionary(entryName, fc.array(safeInteger))), numRuns)

const hostile = A.map({
  ['__proto__']: A.string,
  constructor: A.optional(A.integer),
  toString: A.rename('valueOf', A.optional(A.boolean)),
  name: A.rename('hasOwnProperty', A.set(A.string)),
})
run(
  codecLaws(
    hostile,
    fc
      .tuple(text, fc.option(safeInteger), fc.option(fc.boolean()), setOf(text))
      .map(([proto, constructor, toString, name]) => {
        const value = Object.fromEntries([
          ['__proto__', proto],
          ...(constructor === null ? [] : [['constructor', constructor]]),
          ...(toString === null ? [] : [['toString', toString]]),
          ['name', name],
        ])
        return value as A.TypeOf<typeof hostile>
      }),
  ),
  numRuns,
)

const profile = A.map({
  id: A.uuid,
  nick: A.rename('n', A.optional(A.string)),
  age: A.option(A.integer),
  views: A.withDefault(A.integer, () => 0),
  seen: A.nullable(A.dateTime),
  tags: A.set(A.string),
  inner: A.map({ scores: A.list(A.float), more: A.optional(A.any) }),
})
run(
  codecLaws(
    profile,
    fc.record(
      {
        id: fc.uuid(),
        nick: text,
        age: fc.option(safeInteger).map(O.fromNullable),
        views: safeInteger,
        seen: fc.option(storableDate),
        tags: setOf(text),
        inner: fc.record({ scores: fc.array(storableFloat), more: documentValue }, { requiredKeys: ['scores'] }),
      },
      { requiredKeys: ['id', 'age', 'views', 'seen', 'tags', 'inner'] },
    ) as fc.Arbitrary<A.TypeOf<typeof profile>>,
  ),
  numRuns,
)

const shape = A.sum('kind', {
  circle: A.map({ radius: A.float }),
  square: A.refine(A.map({ side: A.float }), ({ side }) => side > 0, 'square'),
  none: A.map({}),
})
run(
  codecLaws(
    shape,
    fc.oneof(
      storableFloat.map((radius) => ({ kind: 'circle' as const, radius })),
      fc.constantFrom(1, 2.5).map((side) => ({ kind: 'square' as const, side })),
      fc.constant({ kind: 'none' as const }),
    ),
  ),
  numRuns,
)

// combinators
run(codecLaws(A.optional(A.string), fc.option(text, { nil: undefined }), same), numRuns)
run(
  codecLaws(
    A.optional(A.set(A.string)),
    fc.option(
      setOf(text).filter((s) => s.size > 0),
      { nil: undefined },
    ),
  ),
  numRuns,
)
run(codecLaws(A.option(A.map({ a: A.string })), fc.option(fc.record({ a: text })).map(O.fromNullable)), numRuns)
run(codecLaws(A.nullable(A.list(A.string)), fc.option(fc.array(text))), numRuns)
run(codecLaws(A.nullable(A.set(A.string)), fc.option(setOf(text))), numRuns)
run(
  codecLaws(
    A.withDefault(A.string, () => 'a'),
    text,
    same,
  ),
  numRuns,
)
run(
  codecLaws(
    A.withDefault(A.optional(A.string), () => 'a'),
    fc.option(text, { nil: undefined }),
    same,
  ),
  numRuns,
)
run(codecLaws(A.rename('x', A.string), text, same), numRuns)
run(
  codecLaws(
    A.refine(A.integer, (n) => n % 2 === 0, 'even number'),
    fc.integer().map((n) => n * 2),
    same,
  ),
  numRuns,
)
interface Positive {
  readonly Positive: unique symbol
}
type Positively = t.Branded<number, Positive>
const positive = A.brand(A.integer, (n): n is Positively => n > 0, 'Positive')
run(codecLaws(positive, fc.integer({ min: 1 }) as fc.Arbitrary<Positively>, same), numRuns)

// lifts
const DateFromISOString = new t.Type<Date, string>(
  'DateFromISOString',
  (u): u is Date => u instanceof Date,
  (u, c) => {
    const date = new Date(String(u))
    return Number.isNaN(date.getTime()) ? t.failure(u, c) : t.success(date)
  },
  (a) => a.toISOString(),
)
run(codecLaws(A.S(DateFromISOString), storableDate, sameTime), numRuns)
run(codecLaws(A.N(t.Int), fc.integer() as fc.Arbitrary<t.Int>, same), numRuns)
run(codecLaws(A.BOOL(t.boolean), fc.boolean(), same), numRuns)
run(
  codecLaws(
    A.B(
      new t.Type<Uint8Array>(
        'bytes',
        (u): u is Uint8Array => u instanceof Uint8Array,
        (u, c) => (u instanceof Uint8Array ? t.success(u) : t.failure(u, c)),
        t.identity,
      ),
    ),
    bytes,
  ),
  numRuns,
)
run(codecLaws(A.L(t.readonlyArray(t.union([t.string, t.null]))), fc.array(fc.option(text))), numRuns)
run(codecLaws(A.M(t.type({ a: t.string, b: t.boolean })), fc.record({ a: text, b: fc.boolean() })), numRuns)
const setFromIoTs = <X extends t.Mixed>(item: X) =>
  new t.Type<ReadonlySet<t.TypeOf<X>>>(
    'set',
    (u): u is ReadonlySet<t.TypeOf<X>> => u instanceof Set && [...u].every(item.is),
    (u, c) => (u instanceof Set && [...u].every(item.is) ? t.success(u) : t.failure(u, c)),
    t.identity,
  )
run(codecLaws(A.SS(setFromIoTs(t.string)), setOf(text)), numRuns)
run(codecLaws(A.NS(setFromIoTs(t.number)), setOf(storableFloat)), numRuns)
run(
  codecLaws(
    A.lift(A.decimal)(
      new t.Type<Big>(
        'Big',
        (u): u is Big => u instanceof Big,
        (u) => t.success(u as Big),
        t.identity,
      ),
    ),
    storableBig,
  ),
  numRuns,
)
