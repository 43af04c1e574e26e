/** Reads in batches. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { identity, pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { Item } from '../../value/AttributeValue'
import type { BatchOptions } from '../BatchOptions'
import { settle } from '../each'
import type { InvalidAnswer, ReadError, UnprocessedKeys } from '../errors'
import { keyIdentity } from '../identity'
import { invalidAnswer } from '../invalidAnswer'
import { maxBatchKeys } from '../limits'
import type { BatchGetItem, KeysAndProjection } from '../Operation'
import type { Program } from '../Program'
import { concurrencyOf, inRounds, nextRound } from '../rounds'
import { abortable } from '../time/abortable'
import { total } from '../total'
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

/** Each key once, consistent where one of its reads is. */
const distinctOf = (gets: ReadonlyArray<Get>): ReadonlyArray<Get> => {
  const distinct = new Map<string, Get>()
  for (const get of gets) {
    const identity = identityOf(get)
    if (distinct.get(identity)?.consistent !== true) distinct.set(identity, get)
  }
  return [...distinct.values()]
}

interface Filling {
  readonly gets: Array<Get>
  /** How each table of the call is read. */
  readonly consistent: Map<string, boolean>
}

/** The calls: a key goes into the first that has room, and does not read its table in the other way. */
const chunks = (gets: ReadonlyArray<Get>): ReadonlyArray<ReadonlyArray<Get>> => {
  const all = distinctOf(gets)
  const calls: Array<Filling> = []
  // From which call on those of one table, read in one way, may have room.
  const from = new Map<string, number>()
  for (const get of [...all.filter(({ consistent }) => consistent), ...all.filter(({ consistent }) => !consistent)]) {
    const { table, consistent } = get
    const alike = `${consistent} ${table}`
    let at = from.get(alike) ?? 0
    for (let call = calls[at]; call !== undefined; call = calls[++at])
      if (call.gets.length < maxBatchKeys && (call.consistent.get(table) ?? consistent) === consistent) break
    from.set(alike, at)
    const call: Filling = calls[at] ?? { gets: [], consistent: new Map() }
    calls[at] = call
    call.gets.push(get)
    call.consistent.set(table, consistent)
  }
  return calls.map((call) => call.gets)
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

const lengthOf = (as: ReadonlyArray<unknown>): number => as.length

const allCalls =
  (gets: ReadonlyArray<Get>, options: BatchOptions): Program<ReadError | UnprocessedKeys, ReadonlyArray<Answer>> =>
  (given) =>
  async () => {
    const concurrency = concurrencyOf(options)
    if (E.isLeft(concurrency)) return concurrency
    const interpreter = total(given)
    const once = abortable(options.signal)
    const items: Array<Answer> = []
    const ask = async (pending: ReadonlyArray<Get>): Promise<Either<ReadError, ReadonlyArray<Get>>> => {
      const answer = await once(interpreter(callOf(pending)))
      if (E.isLeft(answer)) return answer
      for (const item of answer.right.items) items.push(item)
      return E.right(answer.right.unprocessed.flatMap(getsOf))
    }
    const run = (call: ReadonlyArray<Get>) =>
      inRounds({ ask, rest: identity, size: lengthOf, mayRepeat: () => false, next: nextRound(options) }, call)
    const calls = chunks(gets)
    const outcomes = await settle(concurrency.right, calls, run, ({ failure }) => failure !== undefined)
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
