/** Reads in batches. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { Item } from '../../value/AttributeValue'
import type { BatchOptions } from '../BatchOptions'
import { chunksOf, settle } from '../each'
import type { InvalidAnswer, ReadError, UnprocessedKeys } from '../errors'
import { keyIdentity } from '../identity'
import { invalidAnswer } from '../invalidAnswer'
import type { BatchGetItem, KeysAndProjection } from '../Operation'
import type { Program } from '../Program'
import { concurrencyOf, type Outcome, rounds } from '../rounds'
import { total } from '../total'
import { maxBatchKeys } from '../validate'
import type { Get, Read } from './model'

// -----------------------------------------------------------------------------
// plan
// -----------------------------------------------------------------------------

const identityOf = ({ table, key }: { readonly table: string; readonly key: Item }): string => keyIdentity(table, key)

const callOf = (gets: ReadonlyArray<Get>): BatchGetItem => {
  const tables = new Map<string, { readonly table: string; readonly keys: Array<Item>; readonly consistent: boolean }>()
  for (const { table, key, consistent } of gets) {
    const asked = tables.get(table)
    if (asked === undefined) tables.set(table, { table, keys: [key], consistent })
    else asked.keys.push(key)
  }
  return { _tag: 'BatchGetItem', tables: [...tables.values()] }
}

const chunks = (gets: ReadonlyArray<Get>): ReadonlyArray<ReadonlyArray<Get>> => {
  const distinct = new Map<string, Get>()
  for (const get of gets) {
    const identity = identityOf(get)
    if (distinct.get(identity)?.consistent !== true) distinct.set(identity, get)
  }
  const all = [...distinct.values()]
  return [true, false].flatMap((consistent) =>
    chunksOf(maxBatchKeys)(all.filter((get) => get.consistent === consistent)),
  )
}

/**
 * The calls that a batch makes: each key once, at most 100 keys a call, and one consistency for a table in a call. Nothing
 * is sent.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const read = Read.findMany(User)(['ann', 'bob', 'ann'].map((id) => ({ id })))
 * assert.deepStrictEqual(Read.plan(read), [
 *   { _tag: 'BatchGetItem', tables: [{ table: 'users', keys: [{ id: { S: 'ann' } }, { id: { S: 'bob' } }], consistent: false }] },
 * ])
 * ```
 */
export const plan = (read: Read<unknown, unknown>): ReadonlyArray<BatchGetItem> => chunks(read.gets).map(callOf)

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

interface Answer {
  readonly table: string
  readonly item: Item
}

const getsOf = ({ table, keys, consistent }: KeysAndProjection): ReadonlyArray<Get> =>
  keys.map((key) => ({ table, key, consistent }))

const allCalls =
  (gets: ReadonlyArray<Get>, options: BatchOptions): Program<ReadError | UnprocessedKeys, ReadonlyArray<Answer>> =>
  (given) =>
  async () => {
    const concurrency = concurrencyOf(options)
    if (E.isLeft(concurrency)) return concurrency
    const interpreter = total(given)
    const items: Array<Answer> = []
    const ask = async (pending: ReadonlyArray<Get>): Promise<Either<ReadError, ReadonlyArray<Get>>> => {
      const answer = await interpreter(callOf(pending))()
      if (E.isLeft(answer)) return answer
      for (const item of answer.right.items) items.push(item)
      return E.right(answer.right.unprocessed.flatMap(getsOf))
    }
    const calls = chunks(gets)
    const failed = ({ failure }: Outcome<Get, ReadError>) => failure !== undefined
    const outcomes = await settle(concurrency.right, calls, (call) => rounds(options)(call, ask), failed)
    const cause = outcomes.find((outcome) => outcome?.failure !== undefined)?.failure
    const left = calls.flatMap((call, i) => outcomes[i]?.left ?? call)
    if (left.length === 0) return E.right(items)
    // A failure after which nothing was read needs no list: it is all of it.
    if (cause !== undefined && left.length === calls.flat().length) return E.left(cause)
    const keys = left.map(({ table, key }) => ({ table, key }))
    return E.left({ _tag: 'UnprocessedKeys', keys, items, ...(cause === undefined ? {} : { cause }) })
  }

/** The items by their keys; an item that nobody asked for is no answer. */
const byKey = (
  gets: ReadonlyArray<Get>,
  answers: ReadonlyArray<Answer>,
): Either<InvalidAnswer, ReadonlyMap<string, Item>> => {
  const asked = new Set(gets.map(identityOf))
  const keyNames = new Map(gets.map(({ table, key }) => [table, Object.keys(key)]))
  const found = new Map<string, Item>()
  for (const { table, item } of answers) {
    const key = Object.fromEntries(
      (keyNames.get(table) ?? []).flatMap((name) => {
        const value = Object.hasOwn(item, name) ? item[name] : undefined
        return value === undefined ? [] : [[name, value]]
      }),
    )
    const identity = keyIdentity(table, key)
    if (!asked.has(identity)) return E.left(invalidAnswer('BatchGetItem', 'item that was asked for', item))
    found.set(identity, item)
  }
  return E.right(found)
}

/** `batch`, with options: how many calls are under way at once, and how patiently. */
export const batchWith =
  (options: BatchOptions) =>
  <E, A>(read: Read<E, A>): Program<E | ReadError | UnprocessedKeys, A> =>
    pipe(
      allCalls(read.gets, options),
      RTE.chainEitherKW((answers): Either<E | InvalidAnswer, A> => {
        const found = byKey(read.gets, answers)
        return E.isLeft(found) ? found : read.build(read.gets.map((get) => found.right.get(identityOf(get))))
      }),
    )

/**
 * With `BatchGetItem`: each key once, at most 100 a call, several calls side by side, answers in the order asked whatever
 * order the store gives. What the store leaves unprocessed is asked again; where that brings nothing, or a call fails after
 * others were answered, `UnprocessedKeys` has the keys that were not read and the items that were.
 *
 * Law: batch = one by one.
 */
export const batch: <E, A>(read: Read<E, A>) => Program<E | ReadError | UnprocessedKeys, A> = batchWith({})
