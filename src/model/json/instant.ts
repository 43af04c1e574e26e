/** Instants as ISO 8601 text in UTC. */
import type { AttributeValue } from '../../value/AttributeValue'

/** With or without milliseconds, in UTC: what `toISOString` writes, and what other languages do. */
const form = /^(\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d{1,3}))?Z$/

const isoOf = (time: number): string | undefined => {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** The text of an instant as `dateTime` (S) and `timestamp` (N) store it. */
export const encodeInstant = (stored: AttributeValue): string => {
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
export const decodeInstant = (text: string, asText: boolean): AttributeValue | undefined => {
  const time = timeOf(text)
  if (time === undefined) return undefined
  return asText ? { S: isoOf(time) ?? text } : { N: String(time / 1000) }
}
