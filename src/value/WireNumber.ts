/**
 * Numbers as DynamoDB has them on the wire: decimal text, exact to 38 significant digits, magnitudes 1E-130 to 9.99…E+125.
 * No float is ever on the way.
 *
 * Laws: `compare` is a total order by value; `canonical` is idempotent and keeps the value; `add` is commutative, and
 * associative wherever no intermediate result is refused.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { WireNumber as N } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(N.equals('1.0', '1'), true)
 * assert.strictEqual(N.canonical('-12.50E3'), '-12500')
 * assert.deepStrictEqual(N.add('0.1', '0.2'), E.right('0.3'))
 * assert.deepStrictEqual(N.add('99999999999999999999999999999999999999', '0.1'), E.left('Precision'))
 * assert.deepStrictEqual(N.parse('NaN'), E.left('NotANumber'))
 * ```
 */
import * as E from 'fp-ts/Either'
import type { Eq } from 'fp-ts/Eq'
import type { Ord } from 'fp-ts/Ord'
import type { NumberFailure } from './number/decimal'
import { canonical, compareNumbers, equalsNumbers, failureOf } from './number/order'

export { addNumbers as add, subtractNumbers as subtract } from './number/arithmetic'
export {
  type Decimal,
  expectedOf,
  maxDigits,
  maxExponent,
  minExponent,
  type NumberFailure,
  scan,
  toText,
} from './number/decimal'
export {
  canonical,
  compareNumbers as compare,
  equalsNumbers as equals,
  failureOf,
  numberBytes as bytes,
  numberKey as key,
} from './number/order'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The canonical text of a number, or why DynamoDB does not store it. */
export const parse = (text: string): E.Either<NumberFailure, string> => {
  const failure = failureOf(text)
  return failure === undefined ? E.right(canonical(text)) : E.left(failure)
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality by value. */
export const Eq_: Eq<string> = { equals: equalsNumbers }

/** Order by value; texts that are no numbers come last, in the order of their text. */
export const Ord_: Ord<string> = {
  equals: equalsNumbers,
  compare: (x, y) => {
    const order = compareNumbers(x, y)
    if (order !== undefined) return order
    const bad = (s: string) => failureOf(s) === 'NotANumber'
    return bad(x) === bad(y) ? (x < y ? -1 : x > y ? 1 : 0) : bad(x) ? 1 : -1
  },
}
export { Eq_ as Eq, Ord_ as Ord }
