/** One call, until all of it is answered. */
import * as E from 'fp-ts/Either'
import type { ReadError } from '../../../program/errors'
import { keyIdentity } from '../../../program/identity'
import { invalidAnswer } from '../../../program/invalidAnswer'
import type { BatchGetItem, BatchGot, GetItem, Got, KeysAndProjection } from '../../../program/Operation'
import type { Policy } from '../../../program/time/Policy'
import { pause, type Timer } from '../../../program/time/Timer'
import type { Item } from '../../../value/AttributeValue'
import { lookup } from '../../../value/record'
import { type Call, keysOf } from './plan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is asked of the store, one request at a time. */
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
const noAnswer = (call: Call<unknown>, expected: string, actual: unknown): Answers => {
  const failure = E.left(invalidAnswer('BatchGetItem', expected, actual))
  return new Map(identities(call).map((identity) => [identity, failure]))
}

const fetchAll = async (store: Store, { policy, timer }: Again, call: Call<unknown>): Promise<Answers> => {
  const answers = new Map<string, E.Either<ReadError, Item | undefined>>()
  const pending = new Set(identities(call))
  const end = (failure: ReadError): Answers => {
    for (const identity of pending) answers.set(identity, E.left(failure))
    return answers
  }
  let repetition = 0
  let waited = 0
  for (;;) {
    const answer = await store.batch(requestOf(call, (table, key) => pending.has(keyIdentity(table, key))))
    if (E.isLeft(answer)) return mayBeOfOne(answer.left, call) ? answers : end(answer.left)
    const left = new Set<string>()
    for (const { table, keys } of answer.right.unprocessed) {
      for (const key of keys) {
        const identity = keyIdentity(table, key)
        if (!pending.has(identity)) return noAnswer(call, 'key that was asked for', key)
        left.add(identity)
      }
    }
    for (const { table, item } of answer.right.items) {
      const identity = identityOf(call, table, item)
      if (!pending.delete(identity) || left.has(identity)) return noAnswer(call, 'item that was asked for, once', item)
      answers.set(identity, E.right(item))
    }
    for (const identity of pending) if (!left.has(identity)) answers.set(identity, E.right(undefined))
    const before = pending.size + answer.right.items.length
    for (const identity of answers.keys()) pending.delete(identity)
    if (pending.size === 0) return answers
    if (pending.size < before) {
      repetition = 0
      waited = 0
    }
    const attempt = { repetition, waited, random: timer.random() }
    const wait = policy(attempt)
    if (wait === undefined) return end({ _tag: 'Throttled', name: 'UnprocessedKeys' })
    await pause(timer, undefined)(wait)
    repetition++
    waited += wait
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * What each key of a call was answered. What is left unprocessed is asked again as the policy says, which begins anew after
 * each answer that brought something; what is left then is `Throttled`. It never rejects, whatever the answers are.
 */
export const fetch = (store: Store, again: Again, call: Call<unknown>): Promise<Answers> =>
  fetchAll(store, again, call).catch((error: unknown) => noAnswer(call, 'answer that can be read', error))
