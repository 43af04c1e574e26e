import { Ajv2020 } from 'ajv/dist/2020'
import type Big from 'big.js'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { ofModel } from '../../laws/arbitrary/model'
import { jsonSchemaLaws } from '../../laws/json/schema'
import { suite } from '../../laws/law'
import * as A from '../../src/codec'
import type { Untyped } from '../../src/codec/struct'
import { model, oneOf } from '../../src/model'
import * as Json from '../../src/model/Json'
import { options } from './jsonOptions'
import { Color, Instant } from './kinds'

const ajv = new Ajv2020({ strict: true, ownProperties: true, validateFormats: false })
const validate = (schema: Json.Schema) => ajv.compile(schema)

const Shape = A.sum('kind', {
  circle: A.map({ radius: A.constrain(A.float, { exclusiveMinimum: 0 }) }),
  square: A.map({ side: A.rename('s', A.integer), label: A.optional(A.string) }),
  nested: A.sum('constructor', { a: A.map({}), 'b/~c': A.map({ x: A.optional(A.set(A.integer)) }) }),
})

// What a schema says exactly.
const exact = {
  id: A.constrain(A.string, { minLength: 1, maxLength: 8 }),
  code: A.constrain(A.string, { pattern: '^[a-z]{2,4}-\\d+$', maxLength: 10 }),
  word: A.constrain(A.constrain(A.string, { pattern: '^a' }), { pattern: 'b$', minLength: 8 }),
  emoji: A.constrain(A.string, { minLength: 2, maxLength: 3 }),
  email: A.optional(A.constrain(A.string, { format: 'email' })),
  age: A.constrain(A.integer, { minimum: 18, maximum: 150 }),
  ratio: A.nullable(A.constrain(A.float, { minimum: 0, exclusiveMaximum: 1 })),
  free: A.float,
  count: A.optional(A.integer),
  blob: A.binary,
  isOn: A.boolean,
  nothing: A.null,
  at: A.dateTime,
  ref: A.option(A.uuid),
  role: A.literal('admin', '1', 1, true, null),
  small: A.refine(A.literal(1, 2, 3), (n) => n < 3, 'small'),
  short: A.constrain(A.literal('a', 'bb', 'ccc'), { maxLength: 2 }),
  color: A.nullable(A.enumByName(Color)),
  paint: A.enumByValue(Color),
  tags: A.set(A.string),
  some: A.constrain(A.set(A.string), { minItems: 1 }),
  dates: A.optional(A.set(A.dateTime)),
  list: A.constrain(A.list(A.nullable(A.set(A.integer))), { minItems: 1, maxItems: 3 }),
  pair: A.tuple([A.uuid, A.nullable(A.integer)]),
  empty: A.tuple([]),
  byName: A.record(A.list(A.integer)),
  profile: A.map({ nick: A.rename('n', A.option(A.string)), constructor: A.optional(A.nullable(A.boolean)) }),
  shape: A.nullable(Shape),
  others: A.withDefault(A.list(Shape), () => []),
}

// What it says only nearly.
const inexact = {
  price: A.decimal,
  positive: A.constrain(A.decimal, { minimum: 0 }),
  big: A.bigint,
  huge: A.optional(A.constrain(A.bigint, { minimum: 2 ** 53 })),
  expires: A.timestamp,
  soon: A.constrain(A.timestamp, { minimum: 0 }),
  even: A.refine(A.integer, (n) => n % 2 === 0, 'even integer'),
  few: A.constrain(A.set(A.integer), { minItems: 2, maxItems: 3 }),
  scores: A.set(A.decimal),
  doc: A.json(),
  typed: A.nullable(A.json(t.array(t.type({ a: t.number })))),
  any: A.any,
  anyFew: A.constrain(A.any, { minItems: 1 }),
  maybe: A.option(A.any),
  lifted: A.S(Instant),
  whole: A.constrain(A.N(t.Int), { minimum: 0 }),
  keyed: A.nullable(A.S(t.keyof({ red: null, green: null }))),
  partly: A.M(t.intersection([t.type({ a: t.string }), t.partial({ b: t.boolean })])),
  texts: A.L(t.readonlyArray(t.string)),
  twoTexts: A.constrain(A.L(t.readonlyArray(t.string)), { minItems: 1, maxItems: 2 }),
}

const key = { partition: 'id' } as const
const Exact = model({ name: 'Exact', table: 'exact', attributes: exact, key })
const Inexact = model({ name: 'Inexact', table: 'inexact', attributes: { id: A.string, ...inexact }, key })

const optionsOf: ReadonlyArray<Json.Options> = [
  {},
  { explicitNull: true },
  { useFloat: true },
  { typed: true, ignoreUnknown: true },
]

// Models this wide take long to shrink.
const parameters = { numRuns: 300, endOnFailure: true }
const run = suite(describe, it)
const [exactly, nearly] = [ofModel(Exact), ofModel(Inexact)]
for (const options of optionsOf) {
  run(jsonSchemaLaws(Exact, { options, validate, values: exactly }), parameters)
  run(jsonSchemaLaws(Inexact, { options, validate, values: nearly }), parameters)
}

const Employee = model({
  name: 'Employee',
  table: 'staff',
  attributes: { id: A.string, type: A.literal('employee', 'intern'), pay: A.optional(A.integer) },
  key,
})
const Manager = model({
  name: 'Manager',
  table: 'staff',
  attributes: { id: A.string, type: A.literal('manager'), staff: A.set(A.string) },
  key,
})
const Staff = oneOf('type', [Employee, Manager])
run(jsonSchemaLaws(Staff, { validate, values: fc.oneof(ofModel(Employee), ofModel(Manager)) }), parameters)

describe('patterns of numbers', () => {
  it('take linear time', () => {
    const { price } = Json.schema(Inexact).properties as { readonly price: { readonly pattern: string } }
    const start = performance.now()
    expect(new RegExp(price.pattern, 'u').test(`${'1'.repeat(200_000)}x`)).toBe(false)
    expect(performance.now() - start).toBeLessThan(2000)
    for (const text of ['1', '-1.', '+.5', '01.50e-3', '1E+2']) expect(text).toMatch(new RegExp(price.pattern, 'u'))
    for (const text of ['', '.', '1e', '1.2.3', ' 1', '1 ']) expect(text).not.toMatch(new RegExp(price.pattern, 'u'))
  })
})

describe('approximations', () => {
  it('are none where the schema says all', () => {
    for (const options of optionsOf) expect(Json.approximations(Exact, options)).toEqual([])
    expect(Json.approximations(Staff)).toEqual([])
  })

  it('tell what the schema does not say', () => {
    expect(Json.approximations(Inexact).map(Json.showApproximation)).toEqual([
      'price: more than decimal of at most 38 significant digits',
      'positive: more than decimal of at most 38 significant digits',
      'positive: more than number of at least 0',
      'big: more than integer of at most 38 significant digits',
      'huge: more than integer of at most 38 significant digits',
      'huge: more than number of at least 9007199254740992',
      'expires: more than dates of years beyond 0 to 9999',
      'soon: more than dates of years beyond 0 to 9999',
      'soon: more than number of at least 0',
      'even: more than even integer',
      'few: more than set of 2 to 3 elements',
      'scores.*: more than decimal of at most 38 significant digits',
      'doc: more than JSON of at most 500 levels and 400 KB',
      'typed: more than JSON of at most 500 levels and 400 KB',
      'typed: more than Array<{ a: number }>',
      'any: more than document of at most 32 levels and 400 KB',
      'anyFew: more than document of at most 32 levels and 400 KB',
      'anyFew: more than what is of at least 1 element',
      'maybe: more than document of at most 32 levels and 400 KB',
      'lifted: more than Instant',
      'whole: more than Int',
      'keyed: more than "red" | "green"',
      'partly.*: more than document of at most 32 levels and 400 KB',
      'partly: more than ({ a: string } & Partial<{ b: boolean }>)',
      'texts.*: more than document of at most 32 levels and 400 KB',
      'texts: more than ReadonlyArray<string>',
      'twoTexts.*: more than document of at most 32 levels and 400 KB',
      'twoTexts: more than ReadonlyArray<string>',
    ])
    const floats = Json.approximations(Inexact, { useFloat: true }).map(({ path }) => path.join('.'))
    for (const name of ['price', 'positive', 'scores.*']) expect(floats).not.toContain(name)
  })
})

// -----------------------------------------------------------------------------
// models of any codecs
// -----------------------------------------------------------------------------

type Text = A.Attribute<unknown, 'S'>

const leaves: ReadonlyArray<A.AnyAttribute> = [
  ...[A.string, A.integer, A.float, A.decimal, A.bigint, A.binary, A.boolean, A.null, A.dateTime, A.timestamp, A.uuid],
  ...[A.json(), A.any, A.literal('a', 1, null), A.enumByName(Color), A.enumByValue(Color), A.S(Instant), A.N(t.Int)],
  A.lift(A.decimal)(new t.Type<Big>('Big', A.isBig, (u) => t.success(u as Big), t.identity)),
  A.constrain(A.string, { minLength: 1, maxLength: 3 }),
  A.constrain(A.integer, { minimum: -1, exclusiveMaximum: 5 }),
  A.constrain(A.decimal, { minimum: -1, exclusiveMaximum: 5 }),
]
const inKeys = leaves.filter(({ types }) => types.length === 1 && ['S', 'N', 'B'].includes(String(types[0])))

const { attribute } = fc.letrec<{ readonly attribute: A.AnyAttribute }>((tie) => {
  const inner = tie('attribute').map((codec) => codec as unknown as Text)
  return {
    attribute: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...leaves),
      fc.constantFrom(...inKeys).map((codec) => A.set(codec as unknown as Text)),
      fc.constantFrom(...inKeys).map((codec) => A.constrain(A.set(codec as unknown as Text), { minItems: 1 })),
      inner.map(A.list),
      inner.map((codec) => A.constrain(A.list(codec), { maxItems: 2 })),
      inner.map(A.record),
      inner.map(A.nullable),
      inner.map((codec) => A.refine(codec, () => true, 'any of them')),
      fc.tuple(inner, inner).map((codecs) => A.tuple(codecs)),
      fc.tuple(inner, inner, fc.constantFrom('required', 'optional', 'option')).map(([x, y, presence]) =>
        A.map({
          x: A.rename('y', x),
          constructor: presence === 'optional' ? A.optional(y) : presence === 'option' ? A.option(y) : y,
        }),
      ),
      fc.tuple(inner, inner).map(([x, y]) => A.sum('kind', { left: A.map({ x }), right: A.map({ x: A.optional(y) }) })),
    ),
  }
})

describe('JSON Schemas of models of any codecs', () => {
  it('keep the laws', async () => {
    let all = 0
    const property = fc.asyncProperty(attribute, fc.boolean(), options, async (codec, isOptional, given) => {
      const x = isOptional ? A.optional(codec as unknown as Text) : codec
      const Any = model({ name: 'Any', table: 'any', attributes: { id: A.string, x }, key })
      if (Json.approximations(Any, given).length === 0) all++
      const { laws } = jsonSchemaLaws(Any, { options: given, validate, values: ofModel(Any) as fc.Arbitrary<never> })
      for (const law of laws) {
        const details = await law.check({ numRuns: 25 })
        if (details.failed) {
          const { name } = codec as unknown as Untyped
          throw new Error(`${name}, ${JSON.stringify(given)}: ${law.name}: ${String(details.errorInstance)}`)
        }
      }
    })
    await fc.assert(property, { numRuns: 150, endOnFailure: true })
    expect(all).toBeGreaterThan(30)
  }, 120_000)
})
