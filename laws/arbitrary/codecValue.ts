/** Values that codecs hold, at the edges: what `codecLaws` is asked with. */
import Big from 'big.js'
import * as fc from 'fast-check'
import type { Json } from 'fp-ts/Json'
import type { Document } from '../../src/codec/any'
import { anyText } from './text'

/** Well-formed text, with the names that are hostile to objects. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', 'a', 'b', '__proto__', 'constructor', '😀', '\uffee', 'é', ' '),
  anyText(10),
)

/** Names of entries. */
export const entryName: fc.Arbitrary<string> = text.filter((name) => name !== '')

/** Safe integers, with the greatest. */
export const safeInteger: fc.Arbitrary<number> = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0),
)

/** JS numbers within DynamoDB's range, without -0. */
export const storableFloat: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 0.1, -0.1, 1e-130, 1e125, 9.99e125, 2 ** 53, 2 ** 53 + 2, 1e21, 1e-7, 123456789012345680000),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((n) => n === 0 || (Math.abs(n) >= 1e-130 && Math.abs(n) < 1e126))
    .map((n) => n + 0),
)

/** Decimals of up to 38 digits, within DynamoDB's range. */
export const storableBig: fc.Arbitrary<Big> = fc
  .tuple(fc.boolean(), fc.stringMatching(/^[1-9][0-9]{0,37}$/, { size: 'max' }), fc.integer({ min: -130, max: 125 }))
  .map(([negative, digits, exponent]) => new Big(`${negative ? '-' : ''}${digits[0]}.${digits.slice(1)}0e${exponent}`))

/** Dates of the years 0000 to 9999. */
export const storableDate: fc.Arbitrary<Date> = fc
  .oneof(
    fc.integer({ min: -62167219200000, max: 253402300799999 }),
    fc.constantFrom(-62167219200000, 253402300799999, 0, -1, 951782400000, 68169600000),
  )
  .map((time) => new Date(time))

/** Dates of whole seconds. */
export const wholeSecond: fc.Arbitrary<Date> = fc
  .oneof(fc.integer({ min: -8.64e12, max: 8.64e12 }), fc.constantFrom(8.64e12, 0, -1))
  .map((seconds) => new Date(seconds * 1000))

/** JSON, with hostile names. */
export const jsonValue: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)))

/** Documents in the form that they are read in: a `Big` only where no number will do. */
export const documentValue: fc.Arbitrary<Document> = fc.letrec<{ readonly document: Document }>((tie) => ({
  document: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    text,
    storableFloat,
    fc.constantFrom(new Big('0.10000000000000000001'), new Big('9007199254740993')),
    fc.uint8Array({ maxLength: 4 }),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((members): ReadonlySet<string> => new Set(members)),
    fc.array(storableFloat, { minLength: 1, maxLength: 3 }).map((members): ReadonlySet<number> => new Set(members)),
    fc.array(tie('document'), { maxLength: 3 }),
    fc.dictionary(entryName, tie('document'), { maxKeys: 3 }),
  ),
})).document
