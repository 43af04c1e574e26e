/** position: where reading begins: what is wrong with it, and how long what it stands before is kept. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { isDate } from '../../codec/guards'
import { StreamToken } from '../../codec/streamToken'
import { mismatchesOf } from '../../codec/validation'
import type { InvalidRequest, InvalidToken } from '../errors'
import type { Position } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * How long a stream keeps a record, in milliseconds: 24 hours.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
export const kept = 24 * 3_600_000

/** How far clocks may be apart, in milliseconds; records' times are rounded down too, by DynamoDB Local to the minute. */
export const clockSkew = 60_000

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** A token's own positions are looked at too: it may come from anywhere. */
const wrongToken = (table: string, token: unknown): InvalidToken | undefined => {
  const decoded = StreamToken.decode(token)
  if (E.isLeft(decoded)) return { _tag: 'InvalidToken', mismatches: mismatchesOf(decoded, []) }
  return decoded.right.table === table
    ? undefined
    : {
        _tag: 'InvalidToken',
        mismatches: [{ path: ['table'], expected: `the table ${table}`, actual: decoded.right.table }],
      }
}

/** The position where it is one for this table: a valid date, a known word, or a token of the table. */
export const checkedPosition = (table: string, position: Position): Either<InvalidRequest | InvalidToken, Position> => {
  if (position === 'trimHorizon' || position === 'latest') return E.right(position)
  if (isDate(position))
    return Number.isNaN(position.getTime())
      ? E.left({ _tag: 'InvalidRequest', reason: 'a stream is read from a date that is none' })
      : E.right(position)
  const wrong = wrongToken(table, position)
  return wrong === undefined ? E.right(position) : E.left(wrong)
}
