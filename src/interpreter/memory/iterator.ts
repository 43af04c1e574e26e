/** Iterators of shards, and sequence numbers, as the texts that they are outside of the store. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A place in a shard: the records of higher numbers than `after` come next. */
export interface Iterator {
  readonly arn: string
  readonly shard: string
  readonly after: number
  /** When it was made, in milliseconds. */
  readonly at: number
}

/** How long an iterator can be used. */
export const iteratorMilliseconds = 15 * 60_000

// -----------------------------------------------------------------------------
// interpreters: iterators
// -----------------------------------------------------------------------------

// So that what the store did not write is seen to be none.
const checkOf = (text: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16)
}

/** An iterator as text. */
export const iteratorText = ({ arn, shard, after, at }: Iterator): string => {
  const text = `${arn}|${shard}|${after}|${at}`
  return `${text}|${checkOf(text)}`
}

/** The iterator of a text, if it is one. */
export const iteratorOf = (text: string): Iterator | undefined => {
  const [arn, shard, after, at, check, ...more] = text.split('|')
  if (arn === undefined || shard === undefined || more.length > 0) return undefined
  if (check !== checkOf(`${arn}|${shard}|${after}|${at}`)) return undefined
  return { arn, shard, after: Number(after), at: Number(at) }
}

// -----------------------------------------------------------------------------
// interpreters: sequence numbers
// -----------------------------------------------------------------------------

const first = '1'
const digits = 20

/** The sequence number of a number: 21 digits. */
export const sequenceNumber = (number: number): string => first + String(number).padStart(digits, '0')

/** The number of a sequence number; not a number where it is none of this store. */
export const numberOf = (text: string): number => {
  const significant = text.replace(/^0+/, '')
  return significant.length === digits + 1 && significant.startsWith(first) ? Number(significant.slice(1)) : Number.NaN
}
