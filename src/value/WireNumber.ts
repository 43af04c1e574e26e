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
import type { Eq } from 'fp-ts/Eq'
import type { Ord } from 'fp-ts/Ord'
import { scan } from './number/decimal'
import { compareNumbers, equalsNumbers } from './number/order'
import { ordering } from './ordering'

export { addNumbers as add, subtractNumbers as subtract } from './number/arithmetic'
export {
  type Decimal,
  expectedOf,
  maxDigits,
  maxExponent,
  minExponent,
  type NumberFailure,
  parse,
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
// instances
// -----------------------------------------------------------------------------

/** Equality by value. */
export const Eq_: Eq<string> = { equals: equalsNumbers }

/** Order by value; texts that are no numbers come last, in the order of their text. */
export const Ord_: Ord<string> = {
  equals: equalsNumbers,
  compare: (x, y) => compareNumbers(x, y) ?? (ordering(scan(x) === undefined, scan(y) === undefined) || ordering(x, y)),
}
export { Eq_ as Eq, Ord_ as Ord }
