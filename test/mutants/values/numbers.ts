/** Mutants of numbers: their texts, sums and limits. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `values: numbers > ${name}`)

/** Faults in numbers. */
export const numbers: ReadonlyArray<Mutant> = [
  {
    name: 'a fraction has a zero too many',
    file: 'src/value/number/decimal.ts',
    from: "'0'.repeat(-exponent - 1)",
    to: "'0'.repeat(-exponent)",
    kills: laws('canonical keeps the value', 'canonical is idempotent'),
  },
  {
    name: 'the canonical text of a number with a point is as it was spelled',
    file: 'src/value/number/order.ts',
    from: 'return d === undefined ? text : toText(d)',
    to: 'return d === undefined ? text : text',
    kills: laws('equal numbers have one canonical text'),
  },
  {
    name: 'numbers of other exponents are ordered the wrong way',
    file: 'src/value/number/order.ts',
    from: `? x.exponent < y.exponent
      ? -1`,
    to: `? x.exponent > y.exponent
      ? -1`,
    kills: laws('compared by value'),
  },
  {
    name: 'numbers are compared as floats',
    file: 'src/value/number/order.ts',
    from: 'if (!Number.isNaN(a) && !Number.isNaN(b)) return a < b ? -1 : a > b ? 1 : 0',
    to: `const [p, q] = [Number(x), Number(y)]
  if (a !== undefined && b !== undefined) return p < q ? -1 : p > q ? 1 : 0`,
    kills: laws('compared by value'),
    numRuns: 5000,
  },
  {
    name: 'the key of a negative number is in the order of its magnitude',
    file: 'src/value/number/order.ts',
    from: 'digits += 57 - d.digits.charCodeAt(i)',
    to: 'digits += d.digits.charCodeAt(i) - 48',
    kills: laws('numberKey has the order of the numbers'),
    numRuns: 1000,
  },
  {
    name: 'the key of a negative number ends too soon: -1 comes before -11',
    file: 'src/value/number/order.ts',
    from: '${digits}~`',
    to: '${digits}`',
    kills: laws('numberKey has the order of the numbers'),
    numRuns: 5000,
  },
  {
    name: 'sums are those of floats',
    file: 'src/value/number/arithmetic.ts',
    from: 'NumberFailure, string> = combine(false)',
    to: 'NumberFailure, string> = (x, y) => E.right(String(Number(x) + Number(y)))',
    kills: laws('a sum is exact or refused'),
  },
  {
    name: 'what a sum has beyond 38 digits is cut off',
    file: 'src/value/number/arithmetic.ts',
    from: 'failure === undefined ? E.right(toText(result)) : failed[failure]',
    to: "failure === undefined || failure === 'Precision' ? E.right(toText({ ...result, digits: result.digits.slice(0, 38) })) : failed[failure]",
    kills: laws('a sum is exact or refused'),
  },
  {
    name: 'zero and a number make zero',
    file: 'src/value/number/arithmetic.ts',
    from: 'if (x.sign === 0) return E.right(toText(negateY ? { ...y, sign: y.sign < 0 ? 1 : -1 } : y))',
    to: "if (x.sign === 0) return E.right('0')",
    kills: laws('sums commute'),
    numRuns: 1000,
  },
  {
    name: 'a number and zero make zero',
    file: 'src/value/number/arithmetic.ts',
    from: 'if (y.sign === 0) return E.right(toText(x))',
    to: "if (y.sign === 0) return E.right('0')",
    kills: laws('zero is the unit'),
  },
  {
    name: 'small numbers are added where they are to be subtracted',
    file: 'src/value/number/arithmetic.ts',
    from: 'const n = negateY ? a - b : a + b',
    to: 'const n = a + b',
    kills: laws('x - x is zero'),
  },
  {
    name: '39 digits are taken, for the store to round',
    file: 'src/value/number/decimal.ts',
    from: 'd.digits.length > maxDigits',
    to: 'd.digits.length > 60',
    kills: laws('what is no number of DynamoDB is refused, not rounded'),
  },
  {
    name: 'blanks around a number are overlooked',
    file: 'src/value/number/decimal.ts',
    from: "if (typeof text !== 'string') return undefined",
    to: `if (typeof text !== 'string') return undefined
  if (text !== text.trim()) return scan(text.trim())`,
    kills: laws('what is no number of DynamoDB is refused, not rounded'),
  },
  {
    name: 'the smallest magnitude is refused',
    file: 'src/value/number/decimal.ts',
    from: 'd.exponent < minExponent',
    to: 'd.exponent <= minExponent',
    kills: laws('every number of DynamoDB is taken'),
    numRuns: 1000,
  },
]
