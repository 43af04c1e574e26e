/**
 * Exact sums of wire numbers, as `ADD` and `SET a = a + n` compute them. A result of more than 38 digits, or out of range,
 * is a failure as it is in DynamoDB: nothing is rounded.
 */
import * as E from 'fp-ts/Either'
import { check, type Decimal, type NumberFailure, parse, scan } from './decimal'
import { small } from './order'

/** Scale of the last digit: `value = ± digits × 10^scale`. */
const scaleOf = (d: Decimal): number => d.exponent - d.digits.length + 1

const sum = (x: Decimal, y: Decimal, negateY: boolean): E.Either<NumberFailure, string> => {
  const failure = check(x) ?? check(y)
  if (failure !== undefined) return E.left(failure)
  const scale = Math.min(scaleOf(x), scaleOf(y))
  const at = (d: Decimal): bigint => BigInt(d.digits + '0'.repeat(scaleOf(d) - scale)) * BigInt(d.sign)
  const total = negateY ? at(x) - at(y) : at(x) + at(y)
  return parse(`${total}E${scale}`)
}

const combine =
  (negateY: boolean) =>
  (x: string, y: string): E.Either<NumberFailure, string> => {
    const a = small(x)
    const b = small(y)
    const n = negateY ? a - b : a + b
    if (!Number.isNaN(n)) return E.right(String(n))
    const dx = scan(x)
    const dy = scan(y)
    return dx === undefined || dy === undefined ? E.left('NotANumber') : sum(dx, dy, negateY)
  }

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** `x + y`, exact, in canonical text. */
export const addNumbers: (x: string, y: string) => E.Either<NumberFailure, string> = combine(false)

/** `x - y`, exact, in canonical text. */
export const subtractNumbers: (x: string, y: string) => E.Either<NumberFailure, string> = combine(true)
