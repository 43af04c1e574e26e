/** Candidates: stored values of each type that codecs are asked to read; what is read is a value of the codec. */
import * as fc from 'fast-check'
import type { AttributeValue, Tag } from '../../src/value/AttributeValue'
import { tagOfUnknown } from '../../src/value/tag'
import { anyOf } from './anyOf'
import { jsonValue } from './codecValue'
import { bytes, text } from './text'
import { setValue, value } from './value'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const tries = 64

/**
 * What of an arbitrary is accepted: filtered where that is much, the ones that were found where it is little, and nothing
 * where none of 64 is.
 */
export const accepted = <A>(arbitrary: fc.Arbitrary<A>, accepts: (a: A) => boolean): fc.Arbitrary<A> | undefined => {
  const found = fc.sample(arbitrary, { numRuns: tries, seed: 1 }).filter(accepts)
  if (found.length === 0) return undefined
  return found.length * 8 >= tries ? arbitrary.filter(accepts) : anyOf(found)
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Some candidates of a type: constants, an alphabet of few values, and others by kind. */
interface Candidates {
  readonly edges: ReadonlyArray<AttributeValue>
  readonly pools: ReadonlyArray<fc.Arbitrary<AttributeValue>>
}

const S = (s: string): AttributeValue => ({ S: s })
const N = (n: string | number): AttributeValue => ({ N: String(n) })

const texts: ReadonlyArray<string> = [
  ...['', 'a', 'b', 'ab', 'A', ' ', '0', '1', '-1.5', 'true', 'null', '{}', '[]', '{"a":1}', '"a"'],
  ...['__proto__', 'constructor', '😀', '\uffee', 'é', 'a.b', 'a@example.com', 'https://example.com/a?b=c'],
  ...['1970-01-01T00:00:00.000Z', '2020-02-29T23:59:59.999Z', '2020-02-29', '12:00', '2020-02', 'P1D', 'Europe/Berlin'],
  ...['2f1f4f0e-6a4c-4f0a-9b53-0a1b2c3d4e5f', '2F1F4F0E-6A4C-4F0A-9B53-0A1B2C3D4E5F', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ...['EUR', 'de', 'en-GB', '127.0.0.1', '#ff0000'],
]

const instant = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

const numbers: ReadonlyArray<string> = [
  ...['0', '-0', '1', '1.0', '-1', '0.1', '-1.5', '60', '100', '1e3', '1e21', '8640000000000', '8640000000001'],
  ...['9007199254740991', '-9007199254740991', '9007199254740993', '0.10000000000000000001', '1E-130', '1E125'],
  ...['9.9999999999999999999999999999999999999E125', '99999999999999999999999999999999999999', '-1E-130'],
]

const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.stringMatching(/^[1-9][0-9]{0,37}$/), fc.integer({ min: -130, max: 88 }))
  .map(([sign, digits, exponent]) => N(`${sign}${digits}E${exponent}`))

const float = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((n) => n === 0 || (Math.abs(n) >= 1e-130 && Math.abs(n) < 1e126))

const none: ReadonlyArray<AttributeValue> = []

const setOf = (tag: 'SS' | 'NS' | 'BS'): Candidates => ({
  edges: none,
  pools: [setValue.filter((v) => tagOfUnknown(v) === tag)],
})

/** The candidates of a type. */
export const candidates: { readonly [T in Tag]: Candidates } = {
  S: {
    edges: texts.map(S),
    pools: [
      text.map(S),
      fc.stringMatching(/^[a-z]{1,12}$/).map(S),
      fc.stringMatching(/^[A-Z0-9]{1,12}$/).map(S),
      fc.uuid().map(S),
      instant.map((date) => S(date.toISOString())),
      instant.map((date) => S(date.toISOString().slice(0, 10))),
      jsonValue.map((json) => S(JSON.stringify(json))),
      fc.integer().map((n) => S(String(n))),
    ],
  },
  N: {
    edges: numbers.map(N),
    pools: [
      fc.integer({ min: -3, max: 9 }).map(N),
      fc.integer({ min: 0, max: 120 }).map(N),
      fc.integer().map(N),
      fc.maxSafeInteger().map(N),
      float.map(N),
      decimal,
    ],
  },
  B: { edges: none, pools: [bytes.map((B) => ({ B })), fc.uint8Array({ maxLength: 32 }).map((B) => ({ B }))] },
  BOOL: { edges: [{ BOOL: true }, { BOOL: false }], pools: [] },
  NULL: { edges: [{ NULL: true }], pools: [] },
  SS: setOf('SS'),
  NS: setOf('NS'),
  BS: setOf('BS'),
  L: { edges: [{ L: [] }], pools: [fc.array(value, { maxLength: 3 }).map((L) => ({ L }))] },
  M: { edges: [{ M: {} }], pools: [value.filter((v) => 'M' in v)] },
}
