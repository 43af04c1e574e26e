/** One call, until all of it is answered. */
import * as E from 'fp-ts/Either'
import type { InvalidAnswer, ReadError } from '../../../program/errors'
import { keyIdentity } from '../../../program/identity'
import { invalidAnswer } from '../../../program/invalidAnswer'
import type { BatchGetItem, BatchGot, GetItem, Got, KeysAndProjection } from '../../../program/Operation'
import { counted, inRounds } from '../../../program/rounds'
import { paceOf } from '../../../program/time/Pace'
import type { Policy } from '../../../program/time/Policy'
import type { Timer } from '../../../program/time/Timer'
import type { Item } from '../../../value/AttributeValue'
import { lookup } from '../../../value/record'
import { type Call, keysOf } from './plan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is asked of the store, one request at a time; it is total, so that it answers of what it was asked. */
export interface Store {
  readonly get: (operation: GetItem) => Promise<E.Either<ReadError, Got>>
  readonly batch: (operation: BatchGetItem) => Promise<E.Either<ReadError, BatchGot>>
}

/** How what is left unprocessed is asked again. */
export interface Again {
  readonly policy: Policy
  readonly timer: Timer
}

/** What each key was answered, by its identity: its item, nothing, or a failure. One without an answer is asked by itself. */
export type Answers = ReadonlyMap<string, E.Either<ReadError, Item | undefined>>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

// What a batch is refused for may be the fault of one key, of one table, or that it is a batch; that one table is not there
// is not.
const mayBeOfOne = ({ _tag }: ReadError, call: Call<unknown>): boolean =>
  (_tag === 'TableNotFound' && call.length > 1) ||
  ['RequestRefused', 'InvalidRequest', 'InvalidItem', 'InvalidExpression'].includes(_tag)

// The identity of what was answered, by the attributes that the keys of its table have here.
const identityOf = (call: Call<unknown>, table: string, item: Item): string => {
  const key: { [name: string]: Item[string] } = {}
  for (const name of call.find((part) => part.table === table)?.names ?? []) {
    const value = lookup(item, name)
    if (value !== undefined) key[name] = value
  }
  return keyIdentity(table, key)
}

const requestOf = (call: Call<unknown>, isPending: (table: string, key: Item) => boolean): BatchGetItem => ({
  _tag: 'BatchGetItem',
  tables: call.flatMap((part): ReadonlyArray<KeysAndProjection> => {
    const asked = part.asked.filter(({ key }) => isPending(part.table, key))
    return asked.length === 0 ? [] : [keysOf(part, asked)]
  }),
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const identities = (call: Call<unknown>): ReadonlyArray<string> =>
  call.flatMap(({ table, asked }) => asked.map(({ key }) => keyIdentity(table, key)))

// An answer that is none is not believed in its parts either.
const noAnswer = (call: Call<unknown>, failure: InvalidAnswer): Answers =>
  new Map(identities(call).map((identity) => [identity, E.left(failure)]))

const fetchAll = async (store: Store, { policy, timer }: Again, call: Call<unknown>): Promise<Answers> => {
  const answers = new Map<string, E.Either<ReadError, Item | undefined>>()
  const ask = async (pending: ReadonlySet<string>): Promise<E.Either<ReadError, ReadonlySet<string>>> => {
    const answer = await store.batch(requestOf(call, (table, key) => pending.has(keyIdentity(table, key))))
    if (E.isLeft(answer)) return answer
    const left = new Set(
      answer.right.unprocessed.flatMap(({ table, keys }) => keys.map((key) => keyIdentity(table, key))),
    )
    for (const { table, item } of answer.right.items) answers.set(identityOf(call, table, item), E.right(item))
    for (const identity of pending)
      if (!left.has(identity) && !answers.has(identity)) answers.set(identity, E.right(undefined))
    return E.right(left)
  }
  const { left, failure } = await inRounds(
    {
      ask,
      rest: (unprocessed) => unprocessed,
      size: (pending) => pending.size,
      mayRepeat: () => false,
      next: counted(paceOf(policy, timer, undefined)),
    },
    new Set(identities(call)),
  )
  if (failure?._tag === 'InvalidAnswer') return noAnswer(call, failure)
  if (failure !== undefined && mayBeOfOne(failure, call)) return answers
  for (const identity of left) answers.set(identity, E.left(failure ?? { _tag: 'Throttled', name: 'UnprocessedKeys' }))
  return answers
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * What each key of a call was answered. What is left unprocessed is asked again as the policy says, which begins counted after
 * each answer that brought something; what is left then is `Throttled`. It never rejects, whatever the answers are.
 */
export const fetch = (store: Store, again: Again, call: Call<unknown>): Promise<Answers> =>
  fetchAll(store, again, call).catch((error: unknown) =>
    noAnswer(call, invalidAnswer('BatchGetItem', 'answer that can be read', error)),
  )
