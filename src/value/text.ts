/** Text as DynamoDB sees it: UTF-8 bytes. JavaScript's own `<` orders UTF-16 units, which differs beyond U+D7FF. */
import type { Ordering } from 'fp-ts/Ordering'
import { ordering } from './ordering'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const nodeByteLength: ((text: string) => number) | undefined = (
  globalThis as { Buffer?: { byteLength?: (text: string) => number } }
).Buffer?.byteLength

const scanBytes = (text: string): number => {
  const length = text.length
  let bytes = length
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i)
    if (c < 0x80) continue
    if (c < 0x800) bytes += 1
    else if (c < 0xd800 || c > 0xdfff) bytes += 2
    else {
      const next = c < 0xdc00 && i + 1 < length ? text.charCodeAt(i + 1) : 0
      if (next < 0xdc00 || next > 0xdfff) return -1
      bytes += 2
      i++
    }
  }
  return bytes
}

const bytesOfLong: (text: string) => number =
  nodeByteLength === undefined
    ? scanBytes
    : (text) => (nodeByteLength(text) === text.length ? text.length : scanBytes(text))

/** The length of a text in UTF-8 bytes; -1 for text with half of a surrogate pair, which UTF-8 cannot say. */
export const utf8Bytes = (text: string): number => (text.length > 48 ? bytesOfLong(text) : scanBytes(text))

// Moves the surrogates above U+E000 … U+FFFF: the order of UTF-16 units becomes that of code points, which is UTF-8's.
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

/** The order of two texts by their UTF-8 bytes. */
export const compareText = (x: string, y: string): Ordering => {
  if (x === y) return 0
  const length = Math.min(x.length, y.length)
  for (let i = 0; i < length; i++) {
    const a = x.charCodeAt(i)
    const b = y.charCodeAt(i)
    if (a !== b) return ordering(rank(a), rank(b))
  }
  return ordering(x.length, y.length)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the two characters that keys escape
const special = /[\u0000\u0001\ud800-\uffff]/

/** Text whose order under `<` is `compareText`'s, without U+0000: see `keyText`. */
export const textKey = (text: string): string => {
  if (!special.test(text)) return text
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    out += c === 0 ? '\u0001\u0001' : c === 1 ? '\u0001\u0002' : String.fromCharCode(rank(c))
  }
  return out
}
