/** Numbers on the wire: few values in several spellings, and the far ends of what DynamoDB stores. */
import * as fc from 'fast-check'

const spellings: ReadonlyArray<string> = [
  '0',
  '-0',
  '0.0',
  '1',
  '1.0',
  '+1',
  '01',
  '1e0',
  '2',
  '-1',
  '10',
  '1E1',
  '1e+1',
  '0.5',
  '.5',
  '-0.50',
]

const ends: ReadonlyArray<string> = [
  '12345678901234567890123456789012345678',
  '-99999999999999999999999999999999999999',
  '99999999999999999999999999999999999999',
  '1E-130',
  '-1E-130',
  '9.9999999999999999999999999999999999999E+125',
  '-9.9999999999999999999999999999999999999E125',
  '9007199254740993',
  '1e37',
  '1E-37',
]

// Of the size 'max', or they have 12 digits at most.
const digits = fc.stringMatching(/^[1-9][0-9]{0,36}[1-9]$/, { size: 'max' })

/** Any number that DynamoDB stores, in any spelling. */
export const number: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...spellings), weight: 4 },
  { arbitrary: fc.constantFrom(...ends), weight: 1 },
  { arbitrary: fc.integer({ min: -300, max: 300 }).map(String), weight: 2 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('', '-'), digits, fc.integer({ min: -80, max: 80 }))
      .map(([sign, d, e]) => `${sign}${d}E${e}`),
    weight: 1,
  },
)

/** Two numbers: any, or such as differ only in their last digits, where floats do not. */
export const numberPair: fc.Arbitrary<readonly [string, string]> = fc.oneof(
  { arbitrary: fc.tuple(number, number), weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('', '-'), digits, fc.stringMatching(/^[0-9]?[1-9]?$/), fc.integer({ min: -80, max: 80 }))
      .map(
        ([sign, d, more, e]) => [`${sign}${d}E${e}`, `${sign}${(d + more).slice(0, 38)}E${e - more.length}`] as const,
      ),
    weight: 1,
  },
)

/** Text that is no number that DynamoDB stores. */
export const badNumber: fc.Arbitrary<string> = fc.constantFrom(
  '',
  ' 1',
  '1 ',
  'NaN',
  'Infinity',
  '0x10',
  '1_000',
  '1e',
  '1e+',
  '-',
  '--1',
  '.',
  '+',
  '1.2.3',
  '.1.2',
  '1e1.2',
  '1e1 ',
  '１',
  '1E126',
  '1E-131',
  '123456789012345678901234567890123456789',
  '1.00000000000000000000000000000000000000000000001',
)
