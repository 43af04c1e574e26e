/** plainWriter: changes as batches of puts and deletions; the last record of an item wins. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { ReadError } from '../errors'
import type { BatchWrite, BatchWritten } from '../Operation'
import { atOnce, inRounds } from '../rounds'
import { loadsOf } from '../write/load'
import type { Context } from './context'
import type { ReplicateError } from './errors'
import { causeInItem, isPassing } from './passing'
import { type Change, lastOf } from './rules'
import { allApplied, allCalls, type Gate, inHalves, type Tried, type Writer } from './writer'

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

const writeOf =
  (table: string) =>
  ({ key, item }: Change): BatchWrite =>
    item === undefined ? { _tag: 'Delete', table, key } : { _tag: 'Put', table, item }

/** A call, round after round: what the store leaves unprocessed, and a call that failed for the moment, is asked again. */
const call =
  <P>({ to, rules, pace, tell }: Context<P>) =>
  async (changes: ReadonlyArray<Change>): Promise<Either<ReplicateError<P>, Tried>> => {
    const { left, failure } = await inRounds<ReadonlyArray<BatchWrite>, ReadError, BatchWritten>(
      {
        ask: async (writes) => {
          const answer = await to({ _tag: 'BatchWriteItem', writes })()
          if (E.isLeft(answer) && isPassing(answer.left)) tell({ _tag: 'Retried', error: answer.left })
          return answer
        },
        rest: ({ unprocessed }) => unprocessed,
        size: ({ length }) => length,
        mayRepeat: isPassing,
        next: atOnce(pace()),
      },
      changes.map(writeOf(rules.target)),
    )
    if (left.length === 0) return E.right({ done: allApplied })
    const cause = failure && causeInItem(failure)
    if (cause !== undefined) return E.right({ done: allApplied, refused: { left: changes, cause } })
    if (failure !== undefined) return E.left(failure)
    return E.left({ _tag: 'UnprocessedWrites', writes: left, written: changes.length - left.length })
  }

/** The changes in calls of at most 25 writes and 16 MB. */
const callsOf = (table: string, changes: ReadonlyArray<Change>): ReadonlyArray<ReadonlyArray<Change>> => {
  let at = 0
  return loadsOf(changes.map(writeOf(table))).map(({ length }) => {
    at += length
    return changes.slice(at - length, at)
  })
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A writer of plain batches. */
export const plainWriter = <P>(context: Context<P>, gate: Gate): Writer<P> => {
  const write = inHalves(context, call(context))
  return (changes) => allCalls(gate, callsOf(context.rules.target, lastOf(changes)), write)
}
