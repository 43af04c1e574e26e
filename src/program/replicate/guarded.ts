/** guardedWriter: changes as transactions with the rows of a ledger: what is earlier than what was written is left out. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { always } from '../../expression/condition/constructors'
import type { AttributeValue } from '../../value/AttributeValue'
import { lookup } from '../../value/record'
import { sizeOfItem } from '../../value/size'
import type { CancellationReason, TransactionCanceled } from '../errors'
import { maxTransactionActions } from '../limits'
import type { WriteAction } from '../Operation'
import type { Context } from './context'
import type { PoisonCause, ReplicateError } from './errors'
import { entryPut } from './ledger'
import { causeInItem, isPassing } from './passing'
import { type Change, lastOf } from './rules'
import { add, allApplied, allCalls, type Gate, inHalves, poisoned, type Tried, type Writer } from './writer'
import type { Guarded } from './writes'

// -----------------------------------------------------------------------------
// actions
// -----------------------------------------------------------------------------

/** Each item with its row, one after the other. */
const actionsOf = <P>({ rules, now }: Context<P>, { ledger, keep }: Guarded, changes: ReadonlyArray<Change>) => {
  const expires = Math.ceil((now() + keep) / 1000)
  return changes.flatMap(({ key, item, order }): ReadonlyArray<WriteAction> => {
    const values = rules.key.flatMap((name): ReadonlyArray<AttributeValue> => {
      const value = lookup(key, name)
      return value === undefined ? [] : [value]
    })
    return [
      item === undefined
        ? { _tag: 'Delete', table: rules.target, key, condition: always }
        : { _tag: 'Put', table: rules.target, item, condition: always },
      entryPut(ledger, rules.target, values, order, expires),
    ]
  })
}

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

/** What is wrong with one change of a cancelled transaction. */
type Verdict = 'stale' | PoisonCause | undefined

const refusals: ReadonlySet<string> = new Set(['ValidationError', 'ItemCollectionSizeLimitExceeded'])

const verdictOf = (of: CancellationReason | undefined, row: CancellationReason | undefined): Verdict => {
  if (row?.code === 'ConditionalCheckFailed') return 'stale'
  const refusal = [of, row].find((reason) => reason !== undefined && refusals.has(reason.code))
  return refusal && { _tag: 'RequestRefused', name: refusal.code, message: refusal.message ?? refusal.code }
}

const verdictsOf = ({ reasons }: TransactionCanceled, changes: ReadonlyArray<Change>): ReadonlyArray<Verdict> =>
  changes.map((_, i) => verdictOf(reasons[2 * i], reasons[2 * i + 1]))

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

/**
 * A transaction, again and again, until it is done: without what is stale, and without what is refused for what it is. One
 * whose outcome is unknown is sent again: where it was applied, its rows make it stale.
 */
const transaction =
  <P>(context: Context<P>, writes: Guarded) =>
  async (all: ReadonlyArray<Change>): Promise<Either<ReplicateError<P>, Tried>> => {
    const pace = context.pace()
    let changes = all
    let done = allApplied
    while (changes.length > 0) {
      const actions = actionsOf(context, writes, changes)
      const answer = await context.to({ _tag: 'TransactWriteItems', actions, itemOnFailure: false })()
      if (E.isRight(answer)) break
      const error = answer.left
      const verdicts = error._tag === 'TransactionCanceled' ? verdictsOf(error, changes) : []
      if (verdicts.some((verdict) => verdict !== undefined)) {
        for (const [i, verdict] of verdicts.entries()) {
          if (verdict === undefined) continue
          const change = changes[i] as Change
          const left =
            verdict === 'stale' ? E.right({ stale: 1, poisoned: 0 }) : await poisoned(context, change, verdict)
          if (E.isLeft(left)) return left
          done = add(done, left.right)
        }
        changes = changes.filter((_, i) => verdicts[i] === undefined)
        pace.restart()
        continue
      }
      if (!isPassing(error)) {
        const cause = causeInItem(error)
        return cause === undefined ? E.left(error) : E.right({ done, refused: { left: changes, cause } })
      }
      context.tell({ _tag: 'Retried', error })
      const turn = await pace.next()
      if (turn === 'over') return E.left(error)
      if (turn === 'aborted') return E.left({ _tag: 'Aborted' })
    }
    return E.right({ done })
  }

/** A transaction may have 4 MB; the rows of the ledger, and what stands around, have the rest. */
const maxBytes = 3_500_000
/** How many items a transaction has at most: each goes with its row, and all fail together for one that is stale. */
const maxItems = Math.floor(maxTransactionActions / 4)

const callsOf = (changes: ReadonlyArray<Change>): ReadonlyArray<ReadonlyArray<Change>> => {
  const calls: Array<Array<Change>> = []
  let bytes = 0
  for (const change of changes) {
    const size = sizeOfItem(change.item ?? change.key)
    const last = calls.at(-1)
    if (last === undefined || last.length >= maxItems || bytes + size > maxBytes) {
      calls.push([change])
      bytes = size
    } else {
      last.push(change)
      bytes += size
    }
  }
  return calls
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A writer of guarded transactions. */
export const guardedWriter = <P>(context: Context<P>, writes: Guarded, gate: Gate): Writer<P> => {
  const write = inHalves(context, transaction(context, writes))
  return (changes) => allCalls(gate, callsOf(lastOf(changes)), write)
}
