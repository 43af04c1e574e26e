/** Eventually consistent: a store in memory whose reads may be behind its writes, as those of DynamoDB may be. */
import { type Either, isLeft, isRight, right } from 'fp-ts/Either'
import type { BatchGetItem, BatchGot, ErrorOf, Operation, OperationName } from '../../program/Operation'
import type { Answer } from '../memory/answer'
import { handle, type InMemory } from '../memory/handle'
import type { MemoryOptions } from '../memory/inMemory'
import { empty, type State } from '../memory/state'
import { step } from '../memory/step'
import type { AnswerTo } from './answer'
import { identity } from './compose'
import { configured, isFiniteCount, isSeed } from './options'
import { next, wholeIn } from './random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How a store is made that may be behind. */
export interface EventualOptions extends MemoryOptions {
  /** A whole number: the same seed and the same operations in the same order have the same answers. */
  readonly seed: number
  /** How many writes a read may be behind at most; with 0 it is the store in memory. */
  readonly staleness: number
}

/** The newest state, those before it from the newest to the oldest, and the state of chance. */
interface History {
  readonly newest: State
  readonly older: ReadonlyArray<State>
  readonly random: number
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Whether what it reads may be behind; a consistent read of a global index is refused by the store. */
const mayBeBehind = (operation: Operation): boolean =>
  (operation._tag === 'GetItem' || operation._tag === 'Query' || operation._tag === 'Scan') && !operation.consistent

/** Whether it writes items; what changes tables is seen at once. */
const itemWrites: ReadonlySet<OperationName> = new Set<OperationName>([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
])

// Each item of a batch is read by itself, and as old as it happens to be.
const batch = (
  newest: State,
  pick: () => State,
  operation: BatchGetItem,
): Either<ErrorOf<'BatchGetItem'>, BatchGot> => {
  const [, whole] = step(newest, operation)
  if (isLeft(whole) || operation.tables.every(({ consistent }) => consistent)) return whole
  const rest = new Set(whole.right.unprocessed.flatMap(({ keys }) => keys))
  const items = operation.tables.flatMap((asked) =>
    asked.keys.flatMap((key) => {
      if (rest.has(key)) return []
      const state = asked.consistent ? newest : pick()
      const [, one] = step(state, { ...operation, tables: [{ ...asked, keys: [key] }] })
      return isRight(one) ? one.right.items : []
    }),
  )
  return right({ ...whole.right, items })
}

const remembered = (
  staleness: number,
  { newest, older, random }: History,
  after: State,
  name: OperationName,
): History =>
  itemWrites.has(name)
    ? { newest: after, older: [newest, ...older].slice(0, staleness), random }
    : { newest: after, older: [], random }

/** The history after an operation, and its answer. */
const stepBehind =
  (staleness: number) =>
  <Op extends Operation>(history: History, operation: Op): readonly [History, AnswerTo<Op>] => {
    const { newest, older } = history
    let { random } = history
    const pick = (): State => {
      const [number, after] = next(random)
      random = after
      return older[wholeIn(0, older.length, number) - 1] ?? newest
    }
    if (operation?._tag === 'BatchGetItem') {
      const answer = batch(newest, pick, operation)
      return [{ ...history, random }, answer as AnswerTo<Op>]
    }
    if (operation !== null && operation !== undefined && mayBeBehind(operation)) {
      const [, answer] = step(pick(), operation)
      return [{ ...history, random }, answer]
    }
    const [after, answer]: Answer<Op['_tag']> = step(newest, operation)
    return [after === newest ? history : remembered(staleness, history, after, operation._tag), answer]
  }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A store in memory whose reads that are not `consistent` answer from one of its last states, as chance will have it: at
 * most `staleness` writes of items behind. It is a store and no middleware: only one that keeps its past can answer from it.
 *
 * Consistent reads, transactions, conditions and updates see the newest state, and so does who reads the state. Reads of
 * global indexes are never consistent. Of a batch each item is as old as it happens to be, and so is each page of a query.
 * What changes tables is seen at once. Putting another state back forgets the past.
 *
 * Reads do not go forward together: one may answer what is older than what the one before it answered. DynamoDB does not
 * promise otherwise: "the responses may not reflect the results of a recently completed write operation".
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 *
 * Laws: programs that read consistently see no difference to `inMemory`; any read answers what one of the last
 * `staleness + 1` states answers.
 *
 * @example
 * ```ts
 * import { eventuallyConsistent } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const store = eventuallyConsistent({ seed: 1, staleness: 2 })
 * const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
 * await store({ _tag: 'CreateTable', schema: { name: 'users', key, indexes: [] } })()
 * const put = { _tag: 'Put', table: 'users', item: { id: { S: 'ann' } }, condition: { _tag: 'Always' } } as const
 * await store({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
 *
 * const found = new Set<boolean>()
 * for (let i = 0; i < 20; i++) {
 *   const got = await store({ _tag: 'GetItem', table: 'users', key: put.item, consistent: false })()
 *   found.add(got._tag === 'Right' && got.right.item !== undefined)
 * }
 * assert.deepStrictEqual([...found].sort(), [false, true]) // sometimes it is not there yet
 * ```
 */
export const eventuallyConsistent = ({ seed, staleness, state = empty, now }: EventualOptions): InMemory =>
  handle(
    {
      step: stepBehind(staleness),
      state: ({ newest }: History) => newest,
      later: (history, newest) => ({ ...history, newest }),
      restored: (history, newest) => (newest === history.newest ? history : { ...history, newest, older: [] }),
    },
    { newest: state, older: [], random: seed },
    now,
    configured([isSeed('the seed', seed), isFiniteCount('staleness', staleness)], identity),
  )
