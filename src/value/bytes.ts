/** Byte strings: compared as unsigned numbers from the left. */
import type { Ordering } from 'fp-ts/Ordering'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The order of two byte strings; a prefix comes first. */
export const compareBytes = (x: Uint8Array, y: Uint8Array): Ordering => {
  const length = Math.min(x.length, y.length)
  for (let i = 0; i < length; i++) {
    const a = x[i] as number
    const b = y[i] as number
    if (a !== b) return a < b ? -1 : 1
  }
  return x.length < y.length ? -1 : x.length > y.length ? 1 : 0
}

/** Whether two byte strings are the same. */
export const equalsBytes = (x: Uint8Array, y: Uint8Array): boolean =>
  x === y || (x.length === y.length && compareBytes(x, y) === 0)

/** Whether a byte string begins with another. */
export const startsWithBytes = (x: Uint8Array, prefix: Uint8Array): boolean => {
  if (prefix.length > x.length) return false
  for (let i = 0; i < prefix.length; i++) if (x[i] !== prefix[i]) return false
  return true
}

/** Whether a byte string has another within it; the empty one is within every one. */
export const includesBytes = (x: Uint8Array, part: Uint8Array): boolean => {
  for (let start = 0; start + part.length <= x.length; start++) {
    let i = 0
    while (i < part.length && x[start + i] === part[i]) i++
    if (i === part.length) return true
  }
  return false
}

/** Text whose order under `<` is that of the bytes, without U+0000 and U+0001: see `keyText`. */
export const bytesKey = (bytes: Uint8Array): string => {
  let out = ''
  for (let i = 0; i < bytes.length; i++) out += String.fromCharCode((bytes[i] as number) + 2)
  return out
}
