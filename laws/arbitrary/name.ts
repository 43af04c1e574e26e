/** Names of attributes: a small alphabet, so that expressions meet their attributes, and hostile ones now and then. */
import * as fc from 'fast-check'

/** Four ordinary names. */
export const ordinaryNames: ReadonlyArray<string> = ['a', 'b', 'name', 'tags']

/** Names that break what is not careful: prototypes, placeholders, reserved words, dots, brackets, blanks, emoji. */
export const hostileNames: ReadonlyArray<string> = [
  '__proto__',
  'constructor',
  'toString',
  '#n0',
  ':v0',
  'a.b',
  'a[0]',
  'AND',
  'size',
  'with blank',
  '😀',
  "o'clock",
  '0',
]

/** A stored name of an attribute or of a map's entry. */
export const name: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...ordinaryNames), weight: 5 },
  { arbitrary: fc.constantFrom(...hostileNames), weight: 1 },
)
