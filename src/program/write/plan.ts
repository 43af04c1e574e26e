/** The calls of a batch of writes, before anything is sent. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { InvalidRequest } from '../errors'
import { keyIdentity } from '../identity'
import type { BatchWrite, BatchWriteItem } from '../Operation'
import type { InvalidOperation } from '../validate'
import { loadsOf } from './load'
import type { Request, Write } from './model'
import { firstInvalid } from './run'

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** A put or delete without a condition, as a batch has it. */
export const batchWriteOf = ({ action, key }: Request): BatchWrite =>
  action._tag === 'Put'
    ? { _tag: 'Put', table: action.table, item: action.item }
    : { _tag: 'Delete', table: action.table, key }

/** What a batch cannot hold: the types say so too. */
const notForBatch = (requests: ReadonlyArray<Request>): InvalidRequest | undefined => {
  const found = requests.find(
    ({ action, returning }) =>
      (action._tag !== 'Put' && action._tag !== 'Delete') || action.condition._tag !== 'Always' || returning !== 'none',
  )
  return found && { _tag: 'InvalidRequest', reason: `a batch has plain puts and deletes, and no ${nameOf(found)}` }
}

const nameOf = ({ action, returning }: Request): string => {
  const name = action._tag.toLowerCase()
  return action._tag === 'Update' || action._tag === 'Check'
    ? name
    : `${name} ${returning === 'none' ? 'with a condition' : 'that answers values'}`
}

/** The first reason why requests are no batch, or one of them is none. */
export const invalidBatch = (requests: ReadonlyArray<Request>): InvalidOperation | undefined =>
  notForBatch(requests) ?? firstInvalid(requests)

// -----------------------------------------------------------------------------
// plan
// -----------------------------------------------------------------------------

/** The writes of calls that may run side by side: each item is written in one of them at most. */
export type Wave = ReadonlyArray<BatchWriteItem>

/** Waves: an item that is written again is in a later one, so that the last write wins as it does one by one. */
export const wavesOf = (requests: ReadonlyArray<Request>): ReadonlyArray<Wave> => {
  const waves: Array<Array<BatchWrite>> = []
  const last = new Map<string, number>()
  for (const request of requests) {
    const identity = keyIdentity(request.action.table, request.key)
    const wave = (last.get(identity) ?? -1) + 1
    last.set(identity, wave)
    const writes = waves[wave]
    if (writes === undefined) waves.push([batchWriteOf(request)])
    else writes.push(batchWriteOf(request))
  }
  return waves.map((wave) => loadsOf(wave).map((writes) => ({ _tag: 'BatchWriteItem', writes })))
}

/**
 * The calls that a batch makes, each of at most 25 writes and 16 MB: those of a wave may run side by side, and a wave begins
 * when the one before it is done. Nothing is sent. The 16 MB are those of the JSON on the network, which can be several times
 * the size of the items as they are stored.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Write } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const plan = Write.plan(Write.sequence([Write.put(User)({ id: 'ann' }), Write.delete(User)({ id: 'ann' })]))
 * assert.deepStrictEqual(plan, E.right([
 *   [{ _tag: 'BatchWriteItem', writes: [{ _tag: 'Put', table: 'users', item: { id: { S: 'ann' } } }] }],
 *   [{ _tag: 'BatchWriteItem', writes: [{ _tag: 'Delete', table: 'users', key: { id: { S: 'ann' } } }] }],
 * ]))
 * ```
 */
export const plan = (write: Write<'batch', unknown, unknown>): Either<InvalidOperation, ReadonlyArray<Wave>> => {
  if (E.isLeft(write.requests)) return write.requests
  const invalid = invalidBatch(write.requests.right)
  return invalid === undefined ? E.right(wavesOf(write.requests.right)) : E.left(invalid)
}
