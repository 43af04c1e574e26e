import Big from 'big.js'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { ofModel } from '../../laws/arbitrary/model'
import { jsonLaws } from '../../laws/json'
import { suite } from '../../laws/law'
import * as A from '../../src/codec'
import type { Untyped } from '../../src/codec/struct'
import { model } from '../../src/model'
import * as Json from '../../src/model/Json'
import { options } from './jsonOptions'
import { Color, Instant, type Positive } from './kinds'

const Shape = A.sum('kind', {
  circle: A.map({ radius: A.float }),
  square: A.refine(
    A.map({ side: A.rename('s', A.integer), label: A.optional(A.string) }),
    ({ side }) => side > 0,
    'square',
  ),
  none: A.map({}),
})

const setOf = (is: (u: unknown) => boolean) =>
  new t.Type<ReadonlySet<string>>(
    'set',
    (u): u is ReadonlySet<string> => u instanceof Set && [...u].every(is),
    (u, c) => (u instanceof Set && [...u].every(is) ? t.success(u) : t.failure(u, c)),
    t.identity,
  )

const profile = {
  nick: A.rename('n', A.option(A.string)),
  visits: A.withDefault(A.optional(A.integer), () => 0),
  shapes: A.list(Shape),
  ['__proto__']: A.optional(A.boolean),
  segments: A.list(A.decimal),
}

// Every codec, with every combinator.
const attributes = {
  id: A.string,
  sort: A.rename('s', A.decimal),
  email: A.optional(A.string),
  count: A.integer,
  big: A.bigint,
  ratio: A.nullable(A.float),
  blob: A.binary,
  isOn: A.boolean,
  nothing: A.null,
  at: A.dateTime,
  expires: A.rename('ttl', A.optional(A.timestamp)),
  ref: A.uuid,
  free: A.any,
  maybeFree: A.option(A.any),
  doc: A.json(),
  maybeDoc: A.optional(A.json()),
  typed: A.json(t.array(t.type({ a: t.number, b: t.union([t.string, t.null]) }))),
  role: A.withDefault(A.literal('admin', '1', 1, true, null), () => 'admin' as const),
  color: A.enumByName(Color),
  paint: A.enumByValue(Color),
  tags: A.set(A.string),
  scores: A.set(A.decimal),
  times: A.nullable(A.set(A.timestamp)),
  dates: A.option(A.set(A.dateTime)),
  bigs: A.set(A.bigint),
  blobs: A.optional(A.set(A.binary)),
  list: A.list(A.nullable(A.set(A.integer))),
  pair: A.tuple([A.uuid, A.nullable(A.integer)]),
  byName: A.record(A.list(A.integer)),
  profile: A.rename('p', A.map({ ...profile, both: A.optional(A.nullable(A.string)) })),
  shape: A.nullable(Shape),
  percentage: A.refine(A.integer, (n) => n >= 0 && n <= 100, 'percentage'),
  positive: A.brand(A.integer, (n): n is t.Branded<number, Positive> => n > 0, 'Positive'),
  lifted: A.S(Instant),
  whole: A.optional(A.N(t.Int)),
  keyed: A.S(t.keyof({ red: null, green: null })),
  partly: A.M(t.intersection([t.type({ a: t.string }), t.partial({ b: t.boolean })])),
  texts: A.L(t.readonlyArray(t.string)),
  words: A.SS(setOf((u) => typeof u === 'string')),
}
const key = { partition: 'id' } as const
const Everything = model({ name: 'Everything', table: 'everything', attributes, key })

const { free, maybeFree, partly, texts, ...shaped } = attributes
const Shaped = model({ name: 'Shaped', table: 'shaped', attributes: shaped, key })
const Told = model({
  name: 'Told',
  table: 'told',
  attributes: { ...attributes, profile: A.map(profile), maybeDoc: A.json() },
  key,
})

const parameters = { numRuns: 300, includeErrorInReport: true }
const run = suite(describe, it)
run(jsonLaws(Shaped), parameters)
run(jsonLaws(Shaped, { ignoreUnknown: true }), parameters)
run(jsonLaws(Everything, { typed: true }), parameters)
run(jsonLaws(Told, { typed: true, explicitNull: true }), parameters)
// What these lose is told, and the other laws hold.
run(jsonLaws(Everything), parameters)
run(jsonLaws(Everything, { useFloat: true, explicitNull: true, ignoreUnknown: true }), parameters)

describe('what is lost', () => {
  const shown = (options: Json.Options) =>
    Json.losses(Everything, options).map(({ _tag, path }) => `${_tag} ${path.join('.')}`)

  it('is nothing of shaped values, and of the others with types', () => {
    expect(Json.losses(Shaped)).toEqual([])
    expect(Json.losses(Everything, { typed: true })).toEqual([])
    expect(Json.losses(Told, { typed: true, explicitNull: true })).toEqual([])
  })

  it('is told by its place', () => {
    expect(shown({})).toEqual(['Untyped free', 'Untyped maybeFree', 'Untyped partly.*', 'Untyped texts.*'])
    expect(shown({ typed: true, explicitNull: true })).toEqual(['NullIsAbsent maybeDoc', 'NullIsAbsent profile.both'])
    expect(shown({ typed: true, useFloat: true })).toEqual([
      'Rounded sort',
      'Rounded scores.*',
      'Rounded profile.segments.*',
    ])
  })

  it('is lost: each of the losses has its example', () => {
    const codec = (options: Json.Options, attribute: A.AnyAttribute) =>
      Json.codec(model({ name: 'One', table: 'one', attributes: { id: A.string, x: attribute }, key }), options)
    const back = (options: Json.Options, attribute: A.AnyAttribute, x: unknown) => {
      const one = codec(options, attribute)
      return one.decode(JSON.parse(JSON.stringify(one.encode({ id: 'a', x } as never))))
    }
    const exact = new Big('0.12345678901234567890123456789012345678')
    expect(back({ useFloat: true }, A.decimal, exact)).toMatchObject({ right: { x: new Big('0.12345678901234568') } })
    expect(back({}, A.decimal, exact)).toMatchObject({ right: { x: exact } })
    expect(back({}, A.any, Uint8Array.of(1))).toMatchObject({ right: { x: 'AQ==' } })
    expect(back({ typed: true }, A.any, Uint8Array.of(1))).toMatchObject({ right: { x: Uint8Array.of(1) } })
    expect(back({ explicitNull: true }, A.optional(A.any), undefined)).toMatchObject({ right: { x: null } })
  })
})

// -----------------------------------------------------------------------------
// models of any codecs
// -----------------------------------------------------------------------------

const leaves: ReadonlyArray<A.AnyAttribute> = [
  ...[A.string, A.integer, A.float, A.decimal, A.bigint, A.binary, A.boolean, A.null, A.dateTime, A.timestamp, A.uuid],
  ...[A.json(), A.any, A.literal('a', 1, null), A.enumByName(Color), A.enumByValue(Color), A.S(Instant), A.N(t.Int)],
  A.lift(A.decimal)(new t.Type<Big>('Big', A.isBig, (u) => t.success(u as Big), t.identity)),
]
const inKeys = leaves.filter(({ types }) => types.length === 1 && ['S', 'N', 'B'].includes(String(types[0])))

const { attribute } = fc.letrec<{ readonly attribute: A.AnyAttribute }>((tie) => {
  const inner = tie('attribute').map((codec) => codec as unknown as A.Attribute<unknown, 'S'>)
  return {
    attribute: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...leaves),
      fc.constantFrom(...inKeys).map((codec) => A.set(codec as unknown as A.Attribute<unknown, 'S'>)),
      inner.map(A.list),
      inner.map(A.record),
      inner.map(A.nullable),
      inner.map((codec) => A.refine(codec, () => true, 'any of them')),
      fc.tuple(inner, inner).map((codecs) => A.tuple(codecs)),
      fc.tuple(inner, inner, fc.constantFrom('required', 'optional', 'option')).map(([x, y, presence]) =>
        A.map({
          x: A.rename('y', x),
          ['__proto__']: presence === 'optional' ? A.optional(y) : presence === 'option' ? A.option(y) : y,
        }),
      ),
      fc.tuple(inner, inner).map(([x, y]) => A.sum('kind', { left: A.map({ x }), right: A.map({ x: A.optional(y) }) })),
    ),
  }
})

describe('JSON of models of any codecs', () => {
  it('keeps the laws', async () => {
    let roundTrips = 0
    const property = fc.asyncProperty(attribute, fc.boolean(), options, async (codec, isOptional, given) => {
      const x = isOptional ? A.optional(codec as unknown as A.Attribute<unknown, 'S'>) : codec
      const Any = model({ name: 'Any', table: 'any', attributes: { id: A.string, x }, key })
      const { laws } = jsonLaws(Any, given, ofModel(Any) as fc.Arbitrary<never>)
      roundTrips += laws.filter(({ name }) => name.startsWith('decode ∘ JSON')).length
      for (const law of laws) {
        const details = await law.check({ numRuns: 8 })
        if (details.failed) {
          const { name } = codec as unknown as Untyped
          throw new Error(
            `${name}, ${JSON.stringify(given)}: ${law.name}: ${String(details.errorInstance)}\n${fc.stringify(details.counterexample)}`,
          )
        }
      }
    })
    await fc.assert(property, { numRuns: 300 })
    expect(roundTrips).toBeGreaterThan(100)
  }, 60_000)
})
