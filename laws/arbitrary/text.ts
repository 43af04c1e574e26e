/** Text: empty, ordinary, and where UTF-8, UTF-16 and code points disagree. */
import * as fc from 'fast-check'
import { anyOf } from './anyOf'

/** How many code points there are, without the halves of surrogate pairs. */
const codePoints = 0x110000 - 0x800

/**
 * A character of any code point; simple ones are letters. (`fc.string({ unit: 'binary' })` is the same, but its construction
 * takes about a second, as it tabulates all of them.)
 */
const character: fc.Arbitrary<string> = fc.nat(codePoints - 1).map((n) => {
  const code = (n + 97) % codePoints
  return String.fromCodePoint(code < 0xd800 ? code : code + 0x800)
})

/**
 * Text of any characters that have a UTF-8 form.
 *
 * @example
 * ```ts
 * import { arbitraries } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * assert.ok(fc.sample(arbitraries.text, 10).every((text) => typeof text === 'string'))
 * ```
 */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(character, { maxLength }).map((characters) => characters.join(''))

/** Text that DynamoDB stores. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: anyOf(['', 'a', 'b', 'x', 'ab', 'abc']), weight: 5 },
  {
    arbitrary: fc.constantFrom(
      '\uffee',
      '😀',
      'é',
      '\ud7ff',
      '\ue000',
      '\u{10ffff}',
      '\u0000',
      '\u0001',
      '\u0000a',
      "it's",
    ),
    weight: 2,
  },
  { arbitrary: anyText(6), weight: 1 },
)

/** Bytes. */
export const bytes: fc.Arbitrary<Uint8Array> = fc
  .array(fc.constantFrom(0, 1, 97, 127, 128, 255), { maxLength: 4 })
  .map((list) => Uint8Array.from(list))
