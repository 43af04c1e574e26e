/** Instants as ISO 8601 text in UTC. */
import type { Untyped } from '../../codec/struct'
import { wrong } from '../../codec/walk'
import type { AttributeValue } from '../../value/AttributeValue'
import { type Approximation, approximation } from './approximation'
import type { Shape } from './part'
import type { Schema } from './schema'

/** With or without milliseconds, in UTC: what `toISOString` writes, and what other languages do. */
const form = /^(\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,3}))?Z$/

const isoOf = (time: number): string | undefined => {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** The text of an instant as `dateTime` (S) and `timestamp` (N) store it. */
const encodeInstant = (stored: AttributeValue): string => {
  if ('S' in stored) return stored.S
  return 'N' in stored ? (isoOf(Number(stored.N) * 1000) ?? stored.N) : ''
}

/** The instant of a text, in milliseconds; `undefined` where it is none, such as of February 30. */
export const timeOf = (text: string): number | undefined => {
  const match = form.exec(text)
  if (match === null) return undefined
  const seconds = text.slice(0, -1).replace(/\..*$/, '')
  const exact = `${seconds}.${(match[2] ?? '').padEnd(3, '0')}Z`
  const time = Date.parse(exact)
  // `Date.parse` reads days that are none as others.
  return !Number.isNaN(time) && isoOf(time) === exact ? time : undefined
}

/** What is stored of an instant, as S or as N; a fraction of a second is for `timestamp` to refuse. */
const decodeInstant = (text: string, asText: boolean): AttributeValue | undefined => {
  const time = timeOf(text)
  if (time === undefined) return undefined
  return asText ? { S: isoOf(time) ?? text } : { N: String(time / 1000) }
}

// Days that are: of each month, and February 29 in each year by 4 that is not by 100, or is by 400.
const monthAndDay =
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])'
const leapYear = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)'
const date = `(?:\\d{4}-(?:${monthAndDay})|${leapYear}-02-29)`
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d'

/** The texts of instants that `dateTime` (S) has: exactly. Those of `timestamp` (N) have whole seconds, and years beyond 9999. */
const instantSchema = (asText: boolean): Schema => ({
  type: 'string',
  format: 'date-time',
  pattern: asText
    ? `^${date}T${time}(?:\\.\\d{1,3})?Z$`
    : `^(?:${date}|[+-]\\d{6}-\\d\\d-\\d\\d)T${time}(?:\\.0{1,3})?Z$`,
})

/** What the schema does not say of years beyond 9999. */
const instantApproximations = (asText: boolean): ReadonlyArray<Approximation> =>
  asText ? [] : approximation('dates of years beyond 0 to 9999')

/** An instant in JSON. */
export const instantLeaf = ({ name, types }: Untyped): Shape => ({
  nulls: 'Null',
  losses: [],
  schema: instantSchema(types.includes('S')),
  approximations: instantApproximations(types.includes('S')),
  encode: encodeInstant,
  decode: (json, r) => {
    const stored = typeof json === 'string' ? decodeInstant(json, types.includes('S')) : undefined
    if (stored === undefined) wrong(r, `${name} as ISO 8601 text in UTC`, json)
    return stored
  },
})
