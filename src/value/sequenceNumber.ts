/**
 * Sequence numbers of stream records: digits, 21 to 40 of them, which may be more than a number or a DynamoDB number holds.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html
 */
import { fromCompare, type Ord } from 'fp-ts/Ord'
import { ordering } from './ordering'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** How many digits a sequence number has at most. */
const longest = 40

const significant = (digits: string): string => digits.replace(/^0+/, '')

/** A sequence number with 40 digits, by zeros in front: as text such are in the order of their numbers. */
export const padded = (digits: string): string => significant(digits).padStart(longest, '0')

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The order of sequence numbers: that of the numbers they write. Leading zeros do not count. */
export const order: Ord<string> = fromCompare((a, b) => {
  const x = significant(a)
  const y = significant(b)
  return ordering(x.length, y.length) || ordering(x, y)
})
