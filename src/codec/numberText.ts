/** JS numbers as wire numbers and back: exactly, or not at all. */
import { check, scan, toText } from '../value/number/decimal'
import { compareDecimals } from '../value/number/order'
import { type Failed, failed } from './Attribute'

/** The one text of a JS number, by its shortest decimal; `failed` where DynamoDB cannot hold it. */
export const fromNumber = (n: number): string | Failed => {
  if (Number.isSafeInteger(n)) return String(n)
  const magnitude = Math.abs(n)
  if (magnitude >= 1e-6 && magnitude < 1e21) return String(n)
  return magnitude >= 1e-130 && magnitude < 1e126 ? canonicalOf(String(n)) : failed
}

/** The one text of a wire number; `failed` where it is none that DynamoDB holds. */
export const canonicalOf = (wire: string): string | Failed => {
  const decimal = scan(wire)
  return decimal === undefined || check(decimal) !== undefined ? failed : toText(decimal)
}

/** The JS number whose shortest decimal a wire number is; `failed` where there is none. */
export const toNumber = (wire: string): number | Failed => {
  if (isShort(wire)) return Number(wire) + 0
  const stored = scan(wire)
  if (stored === undefined || check(stored) !== undefined) return failed
  const n = Number(wire)
  const shortest = scan(String(n))
  return shortest !== undefined && compareDecimals(stored, shortest) === 0 ? n + 0 : failed
}

/** The safe integer that a wire number is; `failed` where it is none. */
export const toInteger = (wire: string): number | Failed => {
  const length = wire.length
  if (length > 0 && length <= 15) {
    let n = 0
    let i = 0
    for (; i < length; i++) {
      const digit = wire.charCodeAt(i) - 48
      if (digit < 0 || digit > 9) break
      n = n * 10 + digit
    }
    if (i === length) return n
  }
  const n = toNumber(wire)
  return n !== failed && Number.isSafeInteger(n) ? n : failed
}

/** Digits with at most one sign and one point, up to 15 of them: each such decimal is the shortest of some JS number. */
const isShort = (wire: string): boolean => {
  const length = wire.length
  if (length > 17) return false
  let digits = 0
  let points = 0
  for (let i = 0; i < length; i++) {
    const c = wire.charCodeAt(i)
    if (c >= 48 && c <= 57) digits++
    else if (c === 46) points++
    else if (c !== 45 || i !== 0) return false
  }
  return digits > 0 && digits <= 15 && points <= 1
}
