/**
 * Exact sums of wire numbers, as `ADD` and `SET a = a + n` compute them. A result of more than 38 digits, or out of range,
 * is a failure as it is in DynamoDB: nothing is rounded.
 */
import * as E from 'fp-ts/Either'
import { check, type Decimal, type NumberFailure, scan, toText } from './decimal'
import { small } from './order'

const failed: Record<NumberFailure, E.Either<NumberFailure, never>> = {
  NotANumber: E.left('NotANumber'),
  Precision: E.left('Precision'),
  Overflow: E.left('Overflow'),
  Underflow: E.left('Underflow'),
}

/** Scale of the last digit: `value = ± digits × 10^scale`. */
const scaleOf = (d: Decimal): number => d.exponent - d.digits.length + 1

const isFarOut = (d: Decimal): boolean => d.sign !== 0 && (d.exponent > 1000 || d.exponent < -1000)

const sum = (x: Decimal, y: Decimal, negateY: boolean): E.Either<NumberFailure, string> => {
  const tooBig = check(x) ?? check(y)
  if (tooBig !== undefined || isFarOut(x) || isFarOut(y)) return failed[tooBig ?? 'Overflow']
  if (y.sign === 0) return E.right(toText(x))
  if (x.sign === 0) return E.right(toText(negateY ? { ...y, sign: y.sign < 0 ? 1 : -1 } : y))
  const scale = Math.min(scaleOf(x), scaleOf(y))
  const at = (d: Decimal): bigint => BigInt(d.digits + '0'.repeat(scaleOf(d) - scale)) * BigInt(d.sign)
  const total = negateY ? at(x) - at(y) : at(x) + at(y)
  const result = scan(`${total}E${scale}`)
  if (result === undefined) return failed.NotANumber
  const failure = check(result)
  return failure === undefined ? E.right(toText(result)) : failed[failure]
}

const combine =
  (negateY: boolean) =>
  (x: string, y: string): E.Either<NumberFailure, string> => {
    const a = small(x)
    const b = small(y)
    if (!Number.isNaN(a) && !Number.isNaN(b)) {
      const n = negateY ? a - b : a + b
      return E.right(n === 0 ? '0' : String(n))
    }
    const dx = scan(x)
    const dy = scan(y)
    return dx === undefined || dy === undefined ? failed.NotANumber : sum(dx, dy, negateY)
  }

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** `x + y`, exact, in canonical text. */
export const addNumbers: (x: string, y: string) => E.Either<NumberFailure, string> = combine(false)

/** `x - y`, exact, in canonical text. */
export const subtractNumbers: (x: string, y: string) => E.Either<NumberFailure, string> = combine(true)
