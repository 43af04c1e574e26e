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
    from: 'ordering(x.exponent, y.exponent)',
    to: 'ordering(y.exponent, x.exponent)',
    kills: laws('compared by value'),
  },
  {
    name: 'numbers are compared as floats',
    file: 'src/value/number/order.ts',
    from: 'if (!Number.isNaN(a) && !Number.isNaN(b)) return ordering(a, b)',
    to: 'if (a !== undefined && b !== undefined) return ordering(Number(x), Number(y))',
    kills: laws('compared by value'),
    numRuns: 5000,
  },
  {
    name: 'the key of a negative number is in the order of its magnitude',
    file: 'src/value/number/order.ts',
    from: 'key += 9 - Number(digit)',
    to: 'key += digit',
    kills: laws('numberKey has the order of the numbers'),
    numRuns: 1000,
  },
  {
    name: 'the key of a negative number ends too soon: -1 comes before -11',
    file: 'src/value/number/order.ts',
    from: 'return `${key}~`',
    to: 'return key',
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
    from: 'return parse(`${total}E${scale}`)',
    to: `const cut = Math.max(0, String(total).length - 38)
  return parse(\`\${total / 10n ** BigInt(cut)}E\${scale + cut}\`)`,
    kills: laws('a sum is exact or refused'),
  },
  {
    name: 'zero and a number make zero',
    file: 'src/value/number/arithmetic.ts',
    from: 'return parse(`${total}E${scale}`)',
    to: "return x.sign === 0 ? E.right('0') : parse(`${total}E${scale}`)",
    kills: laws('sums commute'),
    numRuns: 1000,
  },
  {
    name: 'a number and zero make zero',
    file: 'src/value/number/arithmetic.ts',
    from: 'return parse(`${total}E${scale}`)',
    to: "return y.sign === 0 ? E.right('0') : parse(`${total}E${scale}`)",
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
