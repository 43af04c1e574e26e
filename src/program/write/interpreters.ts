/** The three ways to run a `Write`. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as TE from 'fp-ts/TaskEither'
import type { Item } from '../../value/AttributeValue'
import { chunksOf, inOrder, sideBySide } from '../each'
import type { ReadError, TransactionCanceled, TransactWriteError, UnprocessedWrites, WriteError } from '../errors'
import type { Interpreter } from '../Interpreter'
import { keyIdentity } from '../identity'
import type { BatchWrite, BatchWriteItem, Check } from '../Operation'
import { type Program, perform } from '../Program'
import type { Request, Write } from './model'

// -----------------------------------------------------------------------------
// run
// -----------------------------------------------------------------------------

/** A lone check is a transaction of one action; that its condition fails is said as for any other write. */
const check = (interpreter: Interpreter, action: Check, itemOnFailure: boolean): TaskEither<WriteError, undefined> =>
  pipe(
    interpreter({ _tag: 'TransactWriteItems', actions: [action], itemOnFailure }),
    TE.bimap(
      (error): WriteError => {
        switch (error._tag) {
          case 'TransactionCanceled':
            return singleReason(error, action.table)
          case 'InvalidRequest':
            return { _tag: 'RequestRefused', name: 'ValidationException', message: error.reason }
          case 'IdempotentMismatch':
          case 'TransactionInProgress':
            return { _tag: 'TransactionConflict' }
          default:
            return error
        }
      },
      () => undefined,
    ),
  )

const singleReason = ({ reasons }: TransactionCanceled, table: string): WriteError => {
  const [reason] = reasons
  switch (reason?.code) {
    case 'ConditionalCheckFailed':
      return reason.item === undefined
        ? { _tag: 'ConditionFailed', table }
        : { _tag: 'ConditionFailed', table, item: reason.item }
    case 'TransactionConflict':
      return { _tag: 'TransactionConflict' }
    default:
      return { _tag: 'RequestRefused', name: reason?.code ?? 'Unknown', message: reason?.message ?? '' }
  }
}

const perRequest =
  (interpreter: Interpreter) =>
  ({ action, returning, itemOnFailure }: Request): TaskEither<WriteError, Item | undefined> => {
    const attributes = TE.map(({ attributes }: { readonly attributes?: Item }) => attributes)
    const old = returning === 'old' ? 'old' : 'none'
    switch (action._tag) {
      case 'Put':
        return attributes(interpreter({ _tag: 'PutItem', put: action, returning: old, itemOnFailure }))
      case 'Update':
        return attributes(interpreter({ _tag: 'UpdateItem', update: action, returning, itemOnFailure }))
      case 'Delete':
        return attributes(interpreter({ _tag: 'DeleteItem', delete: action, returning: old, itemOnFailure }))
      case 'Check':
        return check(interpreter, action, itemOnFailure)
    }
  }

/**
 * One request for each write, in order; the first failure ends it, and what was written before stays.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as O from 'fp-ts/Option'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const replaced = Write.put(User)({ id: 'ann' }, { returning: 'old' })
 * const program = pipe(T.bind(User), RTE.flatMap(() => Write.run(replaced)))
 * assert.deepStrictEqual(await program(inMemory())(), { _tag: 'Right', right: O.none })
 * ```
 */
export const run = <E, A>(write: Write<'run', E, A>): Program<E | WriteError, A> =>
  pipe(
    RTE.fromEither(write.requests),
    RTE.flatMap(
      (requests): Program<WriteError, ReadonlyArray<Item | undefined>> =>
        (interpreter) =>
          inOrder(perRequest(interpreter))(requests),
    ),
    RTE.chainEitherKW(write.build),
  )

// -----------------------------------------------------------------------------
// batch
// -----------------------------------------------------------------------------

const maximum = 25
/** How many calls of one program are under way at once. */
const width = 4

/**
 * The calls that write each item, at most 25 a call. The calls of a wave may run side by side; an item that is written
 * again is in a later wave, so that the last write wins as it does one by one.
 */
export const plan = (requests: ReadonlyArray<Request>): ReadonlyArray<ReadonlyArray<BatchWriteItem>> => {
  const waves: Array<Array<BatchWrite>> = []
  const last = new Map<string, number>()
  for (const { action, key } of requests) {
    const identity = keyIdentity(action.table, key)
    const wave = (last.get(identity) ?? -1) + 1
    last.set(identity, wave)
    const write: BatchWrite =
      action._tag === 'Put'
        ? { _tag: 'Put', table: action.table, item: action.item }
        : { _tag: 'Delete', table: action.table, key }
    const writes = waves[wave]
    if (writes === undefined) waves.push([write])
    else writes.push(write)
  }
  return waves.map((writes) => chunksOf(maximum)(writes).map((chunk) => ({ _tag: 'BatchWriteItem', writes: chunk })))
}

/** A call until everything is processed, or a round brings nothing more: interpreters do the waiting. */
const whole =
  (interpreter: Interpreter) =>
  (call: BatchWriteItem): TaskEither<ReadError, ReadonlyArray<BatchWrite>> =>
  async () => {
    let { writes } = call
    while (writes.length > 0) {
      const answer = await interpreter({ _tag: 'BatchWriteItem', writes })()
      if (E.isLeft(answer)) return answer
      const { unprocessed } = answer.right
      if (unprocessed.length >= writes.length) return E.right(unprocessed)
      writes = unprocessed
    }
    return E.right([])
  }

/** Wave after wave; a wave that stays unprocessed in part is the last, and what is left over is told. */
const waveByWave =
  (requests: ReadonlyArray<Request>): Program<ReadError | UnprocessedWrites, void> =>
  (interpreter) =>
  async () => {
    const waves = plan(requests)
    for (const [index, wave] of waves.entries()) {
      const unprocessed = await sideBySide(width)(whole(interpreter))(wave)()
      if (E.isLeft(unprocessed)) return unprocessed
      const left = unprocessed.right.flat()
      if (left.length > 0) {
        const later = waves.slice(index + 1).flatMap((calls) => calls.flatMap(({ writes }) => writes))
        return E.left({ _tag: 'UnprocessedWrites', writes: [...left, ...later] })
      }
    }
    return E.right(undefined)
  }

/**
 * With `BatchWriteItem`: plain puts and deletes, at most 25 a call, several calls side by side. What the store leaves
 * unprocessed is written again, and where that brings nothing `UnprocessedWrites` has it all; the rest is written then.
 */
export const batch = <E, A>(write: Write<'batch', E, A>): Program<E | ReadError | UnprocessedWrites, A> =>
  pipe(
    RTE.fromEither(write.requests),
    RTE.flatMap(waveByWave),
    RTE.chainEitherKW(() => write.build([])),
  )

// -----------------------------------------------------------------------------
// transact
// -----------------------------------------------------------------------------

/** With `TransactWriteItems`, all or nothing, with an idempotency token that the caller gives. */
export const transactWith =
  (options: { readonly token?: string }) =>
  <E, A>(write: Write<'transact', E, A>): Program<E | TransactWriteError, A> =>
    pipe(
      RTE.fromEither(write.requests),
      RTE.flatMap((requests): Program<TransactWriteError, unknown> => {
        const identities = requests.map(({ action, key }) => keyIdentity(action.table, key))
        const twice = identities.find((identity, index) => identities.indexOf(identity) !== index)
        if (twice !== undefined)
          return RTE.left({ _tag: 'InvalidRequest', reason: `a transaction writes one item twice: ${twice}` })
        return requests.length === 0
          ? RTE.right(undefined)
          : perform({
              _tag: 'TransactWriteItems',
              actions: requests.map(({ action }) => action),
              itemOnFailure: requests.some(({ itemOnFailure }) => itemOnFailure),
              ...options,
            })
      }),
      RTE.chainEitherKW(() => write.build([])),
    )

/** With `TransactWriteItems`: all or nothing, at most 100 writes, no item twice. */
export const transact: <E, A>(write: Write<'transact', E, A>) => Program<E | TransactWriteError, A> = transactWith({})
