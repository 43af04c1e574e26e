import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as TE from 'fp-ts/TaskEither'
import { always } from '../../expression/condition/constructors'
import type { Item } from '../../value/AttributeValue'
import { inOrder } from '../each'
import type { TransactionCanceled, WriteError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Check, DeleteItem, PutItem, TransactWriteItems, UpdateItem } from '../Operation'
import type { Program } from '../Program'
import { total } from '../total'
import { validateOperation } from '../validate'
import type { Request, Write } from './model'

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** The operation that a request is; a lone check is a transaction of one action. */
export const operationOf = ({
  action,
  returning,
  itemOnFailure,
}: Request): PutItem | UpdateItem | DeleteItem | TransactWriteItems => {
  const old = returning === 'old' ? 'old' : 'none'
  switch (action._tag) {
    case 'Put':
      return { _tag: 'PutItem', put: action, returning: old, itemOnFailure }
    case 'Update':
      return { _tag: 'UpdateItem', update: action, returning, itemOnFailure }
    case 'Delete':
      return { _tag: 'DeleteItem', delete: action, returning: old, itemOnFailure }
    case 'Check':
      return { _tag: 'TransactWriteItems', actions: [action], itemOnFailure }
  }
}

/** Of several, the one that an error is about. */
export const about =
  (requests: ReadonlyArray<Request>, { key }: Request) =>
  <E extends { readonly _tag: string }>(error: E): E =>
    requests.length > 1 && (error._tag === 'InvalidItem' || error._tag === 'ConditionFailed')
      ? { ...error, key }
      : error

/** The first request that is none. Nothing of several is sent where one of them cannot be. */
export const firstInvalid = (requests: ReadonlyArray<Request>) => {
  for (const request of requests) {
    const invalid = validateOperation(operationOf(request))
    if (invalid !== undefined) return about(requests, request)(invalid)
  }
  return undefined
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const attributesOf = TE.map(({ attributes }: { readonly attributes?: Item }): Item | undefined => attributes)

/** A lone check says its failures as any other write does, so that what passes can be repeated. */
const check = (interpreter: Interpreter, action: Check, itemOnFailure: boolean): TaskEither<WriteError, undefined> =>
  pipe(
    interpreter({ _tag: 'TransactWriteItems', actions: [action], itemOnFailure }),
    TE.bimap(
      (error): WriteError => {
        switch (error._tag) {
          case 'TransactionCanceled':
            return singleReason(error, action.table)
          case 'InvalidRequest':
            return refused('ValidationException', error.reason)
          case 'TransactionInProgress':
            return { _tag: 'TransactionConflict' }
          case 'IdempotentMismatch':
            return refused('IdempotentParameterMismatchException', 'the token of the check is in use')
          case 'TokenExpired':
            // It was asked again and again without an answer, for that long.
            return { _tag: 'TimedOut', milliseconds: error.milliseconds }
          default:
            return error
        }
      },
      () => undefined,
    ),
  )

const refused = (name: string, message: string): WriteError => ({ _tag: 'RequestRefused', name, message })

const singleReason = ({ reasons }: TransactionCanceled, table: string): WriteError => {
  const [reason] = reasons
  const code = reason?.code ?? 'Unknown'
  switch (code) {
    case 'ConditionalCheckFailed':
      return reason?.item === undefined
        ? { _tag: 'ConditionFailed', table }
        : { _tag: 'ConditionFailed', table, item: reason.item }
    case 'TransactionConflict':
      return { _tag: 'TransactionConflict' }
    case 'ThrottlingError':
    case 'ProvisionedThroughputExceeded':
      return { _tag: 'Throttled', name: code }
    default:
      return refused(code, reason?.message ?? '')
  }
}

/** What is asked of an item that is not written: its condition, and then its values. */
const checkAndGet = (
  interpreter: Interpreter,
  { action, key, returning, itemOnFailure }: Request & { readonly action: Check },
) =>
  pipe(
    action.condition._tag === always._tag ? TE.right(undefined) : check(interpreter, action, itemOnFailure),
    TE.flatMap(
      (): TaskEither<WriteError, Item | undefined> =>
        returning === 'none'
          ? TE.right(undefined)
          : pipe(
              interpreter({ _tag: 'GetItem', table: action.table, key, consistent: true }),
              TE.map(({ item }) => item),
            ),
    ),
  )

const perRequest =
  (interpreter: Interpreter, requests: ReadonlyArray<Request>) =>
  (request: Request): TaskEither<WriteError, Item | undefined> => {
    const { action } = request
    const operation = operationOf(request)
    const answer =
      action._tag === 'Check'
        ? checkAndGet(interpreter, { ...request, action })
        : attributesOf(interpreter(operation as PutItem | UpdateItem | DeleteItem))
    return pipe(answer, TE.mapLeft(about(requests, request)))
  }

/**
 * One request for each write, in order; the first failure ends it, and what was written before stays. Of several nothing is
 * sent where one of them is invalid.
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
    RTE.flatMap((requests): Program<WriteError, ReadonlyArray<Item | undefined>> => {
      const invalid = requests.length > 1 ? firstInvalid(requests) : undefined
      return invalid === undefined
        ? (interpreter) => inOrder(perRequest(total(interpreter), requests))(requests)
        : RTE.left(invalid)
    }),
    RTE.chainEitherKW(write.build),
  )
