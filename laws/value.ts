/**
 * The laws of values: their equality, order, normal form, size, limits, and the numbers' arithmetic.
 *
 * @example
 * ```ts
 * import { flatten, valueLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(valueLaws()))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { AttributeValue, Item } from '../src/value/AttributeValue'
import { equals, equalsItems } from '../src/value/equality'
import type { Mismatch } from '../src/value/Mismatch'
import { measure, measureValue } from '../src/value/measure'
import { normalise } from '../src/value/normalise'
import { addNumbers, subtractNumbers } from '../src/value/number/arithmetic'
import { maxDigits, maxExponent, minExponent, type NumberFailure } from '../src/value/number/decimal'
import { canonical, compareNumbers, equalsNumbers, failureOf, numberKey } from '../src/value/number/order'
import { compare, keyText, keyTextOf } from '../src/value/order'
import { show } from '../src/value/show'
import { size, sizeOfItem } from '../src/value/size'
import { isOrdered, tagOf } from '../src/value/tag'
import { validate, validateValue } from '../src/value/validate'
import { badNumber, number, numberPair } from './arbitrary/number'
import { pairOf, respell } from './arbitrary/respelled'
import { unstorable } from './arbitrary/unstorable'
import { item, keyValue, scalar, setValue, value } from './arbitrary/value'
import { equation, type Laws, laws, property } from './law'

const same = (x: unknown, y: unknown): boolean => x === y

const numeral: fc.Arbitrary<AttributeValue> = number.map((N) => ({ N }))

const triple = (of: fc.Arbitrary<AttributeValue>) => fc.tuple(pairOf(of), of)

const showPair = (x: AttributeValue, y: AttributeValue): string => `${show(x)} and ${show(y)}`

// -----------------------------------------------------------------------------
// equality and order
// -----------------------------------------------------------------------------

/** `=ₛ` is an equivalence; `normalise` is idempotent, keeps it, and decides it. */
export const valueEqualityLaws = (): Laws =>
  laws('values: equality', [
    equation(
      'reflexive, also for another spelling',
      value,
      (v) => ({ left: equals(v, respell(v)), right: true }),
      same,
    ),
    equation('symmetric', pairOf(value), ([x, y]) => ({ left: equals(x, y), right: equals(y, x) }), same),
    property('transitive', fc.oneof(triple(value), triple(setValue), triple(numeral)), ([[x, y], z]) =>
      equals(x, y) && equals(y, z) && !equals(x, z) ? `${showPair(x, y)}, but not ${show(z)}` : undefined,
    ),
    equation(
      'values of two types are never equal',
      fc.tuple(value, value),
      ([x, y]) => ({ left: tagOf(x) !== tagOf(y) && equals(x, y), right: false }),
      same,
    ),
    equation('normalise keeps the value', value, (v) => ({ left: normalise(v), right: v }), equals, show),
    equation(
      'normalise is idempotent, as data',
      value,
      (v) => ({ left: JSON.stringify(normalise(normalise(v))), right: JSON.stringify(normalise(v)) }),
      same,
    ),
    equation(
      'equal values have one normal form',
      pairOf(value),
      ([x, y]) => ({ left: equals(x, y), right: fc.stringify(normalise(x)) === fc.stringify(normalise(y)) }),
      same,
    ),
    equation(
      'items are equal as maps are',
      fc.tuple(item, item),
      ([x, y]) => ({ left: equalsItems(x, y), right: equals({ M: x }, { M: y }) }),
      same,
    ),
  ])

// Text of the characters whose order is another in UTF-16, and of those that keys escape.
const orderedText: fc.Arbitrary<AttributeValue> = fc
  .array(fc.constantFrom('a', '\u0000', '\u0001', '\ud7ff', '\ue000', '\uffee', '😀', '\u{10ffff}'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((characters) => ({ S: characters.join('') }))

const ordered = fc.oneof({ arbitrary: scalar, weight: 3 }, orderedText)
const orderedKey = fc.oneof({ arbitrary: keyValue, weight: 3 }, orderedText)

/** `compare` is a total order on S, on N and on B, undefined elsewhere, and `keyText` carries it. */
export const valueOrderLaws = (): Laws =>
  laws('values: order', [
    equation(
      'defined exactly within S, within N and within B',
      pairOf(value),
      ([x, y]) => ({ left: compare(x, y) !== undefined, right: tagOf(x) === tagOf(y) && isOrdered(tagOf(x)) }),
      same,
    ),
    equation(
      'antisymmetric',
      pairOf(ordered),
      ([x, y]) => {
        const order = compare(y, x)
        return { left: compare(x, y), right: order === undefined ? undefined : -order + 0 }
      },
      (x, y) => x === y,
    ),
    property('transitive', fc.oneof(triple(ordered), triple(orderedText), triple(numeral)), ([[x, y], z]) =>
      compare(x, y) === -1 && compare(y, z) === -1 && compare(x, z) !== -1
        ? `${showPair(x, y)}, ${show(z)}`
        : undefined,
    ),
    equation(
      'equal in order exactly where equal',
      pairOf(ordered),
      ([x, y]) => ({ left: compare(x, y) === 0, right: equals(x, y) }),
      same,
    ),
    equation(
      'text is ordered by its UTF-8 bytes',
      pairOf(ordered).filter(([x, y]) => 'S' in x && 'S' in y),
      ([x, y]) => {
        const bytes = (v: AttributeValue): AttributeValue => ({ B: new TextEncoder().encode('S' in v ? v.S : '') })
        return { left: compare(x, y), right: compare(bytes(x), bytes(y)) }
      },
      same,
    ),
    equation(
      'keyText has the order of the values',
      pairOf(ordered).filter(([x, y]) => tagOf(x) === tagOf(y)),
      ([x, y]) => {
        const a = keyText(x)
        const b = keyText(y)
        return { left: a < b ? -1 : a > b ? 1 : 0, right: compare(x, y) }
      },
      same,
    ),
    equation(
      'keyText is equal exactly where values are',
      pairOf(ordered),
      ([x, y]) => ({ left: keyText(x) === keyText(y), right: equals(x, y) }),
      same,
    ),
    equation(
      'keyTextOf has the order of its parts, left to right',
      fc
        .tuple(pairOf(orderedKey), pairOf(orderedKey))
        .filter(([[a, b], [c, d]]) => tagOf(a) === tagOf(b) && tagOf(c) === tagOf(d)),
      ([[a, b], [c, d]]) => {
        const x = keyTextOf([a, c])
        const y = keyTextOf([b, d])
        const first = compare(a, b)
        return { left: x < y ? -1 : x > y ? 1 : 0, right: first === 0 ? compare(c, d) : first }
      },
      same,
    ),
  ])

// -----------------------------------------------------------------------------
// numbers
// -----------------------------------------------------------------------------

const unit = 400

// The value as a number of 10^-400, which every number that DynamoDB stores is; read by other means than the library's.
const exact = (text: string): bigint => {
  const [, sign, whole = '', fraction = '', exponent = '0'] = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const magnitude = BigInt(whole + fraction) * 10n ** BigInt(unit + Number(exponent) - fraction.length)
  return sign === '-' ? -magnitude : magnitude
}

/** Which limit such a number breaks. */
const limitOf = (n: bigint): NumberFailure | undefined => {
  if (n === 0n) return undefined
  const digits = String(n).replace('-', '')
  if (digits.replace(/0+$/, '').length > maxDigits) return 'Precision'
  const exponent = digits.length - 1 - unit
  return exponent > maxExponent ? 'Overflow' : exponent < minExponent ? 'Underflow' : undefined
}

const eitherText = (e: E.Either<string, string>): string => (E.isLeft(e) ? `left ${e.left}` : canonical(e.right))

/** Numbers are exact: compared by value, added without rounding, refused beyond 38 digits. */
export const numberLaws = (): Laws =>
  laws('values: numbers', [
    equation('canonical keeps the value', number, (n) => ({ left: exact(canonical(n)), right: exact(n) }), same),
    equation('canonical is idempotent', number, (n) => ({ left: canonical(canonical(n)), right: canonical(n) }), same),
    equation(
      'equal numbers have one canonical text',
      numberPair,
      ([x, y]) => ({ left: equalsNumbers(x, y), right: canonical(x) === canonical(y) }),
      same,
    ),
    equation(
      'compared by value',
      numberPair,
      ([x, y]) => ({ left: compareNumbers(x, y), right: exact(x) < exact(y) ? -1 : exact(x) > exact(y) ? 1 : 0 }),
      same,
    ),
    equation(
      'numberKey has the order of the numbers',
      numberPair,
      ([x, y]) => {
        const a = numberKey(x)
        const b = numberKey(y)
        return { left: a < b ? -1 : a > b ? 1 : 0, right: compareNumbers(x, y) }
      },
      same,
    ),
    equation(
      'a sum is exact or refused',
      numberPair,
      ([x, y]) => {
        const sum = addNumbers(x, y)
        const total = exact(x) + exact(y)
        return { left: E.isLeft(sum) ? sum.left : exact(sum.right), right: limitOf(total) ?? total }
      },
      same,
    ),
    equation(
      'sums commute',
      numberPair,
      ([x, y]) => ({ left: eitherText(addNumbers(x, y)), right: eitherText(addNumbers(y, x)) }),
      same,
    ),
    equation(
      'zero is the unit',
      number,
      (n) => ({ left: eitherText(addNumbers(n, '-0.0')), right: canonical(n) }),
      same,
    ),
    equation('x - x is zero', number, (n) => ({ left: eitherText(subtractNumbers(n, n)), right: '0' }), same),
    property('what is no number of DynamoDB is refused, not rounded', badNumber, (n) =>
      failureOf(n) === undefined ? `${n} was taken` : undefined,
    ),
    property('every number of DynamoDB is taken', number, (n) => failureOf(n)),
  ])

// -----------------------------------------------------------------------------
// storable
// -----------------------------------------------------------------------------

const withAttribute = (v: AttributeValue): Item => ({ a: v })

/** What DynamoDB stores is measured; what it does not is named. */
export const storableLaws = (): Laws =>
  laws('values: storable', [
    equation('nothing is wrong with what can be stored', item, (i) => ({ left: validate(i).length, right: 0 }), same),
    equation('measured as counted', item, (i) => ({ left: measure(i), right: sizeOfItem(i) }), same),
    equation('values too', value, (v) => ({ left: measureValue(v), right: size(v) }), same),
    equation('the size is that of the normal form', value, (v) => ({ left: size(normalise(v)), right: size(v) }), same),
    property('what cannot be stored is named, with a place', unstorable, (v) => {
      const found = validate(withAttribute(v))
      // Only an item that is too big is wrong as a whole.
      const isPlaced = ({ path, expected }: Mismatch): boolean =>
        path.length === 0 ? /^at most \d+ bytes$/.test(expected) : path[0] === 'a'
      return found.length > 0 && found.every(isPlaced) ? undefined : fc.stringify(found)
    }),
    equation(
      'measure refuses exactly what validate does',
      fc.oneof(value, unstorable),
      (v) => ({ left: measureValue(v) < 0, right: validateValue(v).length > 0 }),
      same,
    ),
    equation(
      'items too',
      fc.oneof(value, unstorable),
      (v) => ({ left: measure(withAttribute(v)) < 0, right: validate(withAttribute(v)).length > 0 }),
      same,
    ),
  ])

/** All laws of values. */
export const valueLaws = (): Laws => ({
  ...storableLaws(),
  parents: [valueEqualityLaws(), valueOrderLaws(), numberLaws()],
})
