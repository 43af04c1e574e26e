/** Byte strings: compared as unsigned numbers from the left. */
import type { Ordering } from 'fp-ts/Ordering'
import { ordering } from './ordering'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The order of two byte strings; a prefix comes first. */
export const compareBytes = (x: Uint8Array, y: Uint8Array): Ordering => {
  const length = Math.min(x.length, y.length)
  for (let i = 0; i < length; i++) {
    const a = x[i] as number
    const b = y[i] as number
    if (a !== b) return ordering(a, b)
  }
  return ordering(x.length, y.length)
}

// No byte is equal to what is behind the last one.
const hasAt = (start: number, x: Uint8Array, part: Uint8Array): boolean => {
  for (let i = 0; i < part.length; i++) if (x[start + i] !== part[i]) return false
  return true
}

/** Whether two byte strings are the same. */
export const equalsBytes = (x: Uint8Array, y: Uint8Array): boolean => x.length === y.length && hasAt(0, x, y)

/** Whether a byte string begins with another. */
export const startsWithBytes = (x: Uint8Array, prefix: Uint8Array): boolean => hasAt(0, x, prefix)

/** Whether a byte string has another within it; the empty one is within every one. */
export const includesBytes = (x: Uint8Array, part: Uint8Array): boolean => {
  for (let start = 0; start + part.length <= x.length; start++) if (hasAt(start, x, part)) return true
  return false
}

/** Text whose order under `<` is that of the bytes, without U+0000 and U+0001: see `keyText`. */
export const bytesKey = (bytes: Uint8Array): string => {
  let out = ''
  for (let i = 0; i < bytes.length; i++) out += String.fromCharCode((bytes[i] as number) + 2)
  return out
}
