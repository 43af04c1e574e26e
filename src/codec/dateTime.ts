/** dateTime: instants as text that sorts in the order of time. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, type Failed, failed } from './Attribute'
import { isDate } from './guards'
import { textOf } from './stored'

const name = 'date and time'

/** 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z, in milliseconds of the Unix epoch. */
const first = -62167219200000
const last = 253402300799999

const isStorable = (u: unknown): u is Date => {
  if (!isDate(u)) return false
  const time = u.getTime()
  return time >= first && time <= last
}

/** The number that two digits at `i` write; NaN-free: negative or over 99 where they are no digits. */
const two = (s: string, i: number): number => {
  const tens = s.charCodeAt(i) - 48
  const ones = s.charCodeAt(i + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days from 1970-01-01, in the proleptic Gregorian calendar: http://howardhinnant.github.io/date_algorithms.html */
const days = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year + 399 : year + 400
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era - 1) * 146097 + dayOfEra - 719468
}

/** `YYYY-MM-DDTHH:mm:ss.sssZ` and nothing else; faster than `Date.parse`, which also reads what does not sort. */
const parse = (s: string): Date | Failed => {
  if (
    s.length !== 24 ||
    s.charCodeAt(4) !== 45 ||
    s.charCodeAt(7) !== 45 ||
    s.charCodeAt(10) !== 84 ||
    s.charCodeAt(13) !== 58 ||
    s.charCodeAt(16) !== 58 ||
    s.charCodeAt(19) !== 46 ||
    s.charCodeAt(23) !== 90
  ) {
    return failed
  }
  const century = two(s, 0)
  const ofCentury = two(s, 2)
  const month = two(s, 5)
  const day = two(s, 8)
  const hour = two(s, 11)
  const minute = two(s, 14)
  const second = two(s, 17)
  const centiseconds = two(s, 20)
  const millisecond = s.charCodeAt(22) - 48
  if (century < 0 || ofCentury < 0 || month < 1 || month > 12 || day < 1) return failed
  const year = century * 100 + ofCentury
  if (day > (daysOfMonth[month - 1] ?? 0) && !(month === 2 && day === 29 && isLeap(year))) return failed
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return failed
  if (centiseconds < 0 || millisecond < 0 || millisecond > 9) return failed
  const seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
  return new Date(seconds * 1000 + centiseconds * 10 + millisecond)
}

/**
 * A `Date`, stored as S: ISO 8601 text in UTC with milliseconds, so that stored texts sort as the instants do. Only this one
 * form is read, because any other would not sort; for others, lift a codec of your own: `A.S(DateFromISOString)`. Invalid dates
 * and years outside 0000 to 9999 are `unstorable`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.dateTime.encode(new Date(0)), { S: '1970-01-01T00:00:00.000Z' })
 * ```
 */
export const dateTime: Attribute<Date, 'S'> = attribute({
  name,
  types: ['S'],
  limits: [],
  form: 'Instant',
  is: isStorable,
  write: (a) => (isStorable(a) ? { S: a.toISOString() } : unstorable(name, a)),
  read: (stored) => {
    const s = textOf(stored)
    return s === undefined ? failed : parse(s)
  },
})
