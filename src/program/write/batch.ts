/** Writes in batches. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { chunksOf, settle } from '../each'
import type { InvalidRequest, ReadError, UnprocessedWrites } from '../errors'
import type { Interpreter } from '../Interpreter'
import { keyIdentity } from '../identity'
import type { BatchWrite, BatchWriteItem } from '../Operation'
import type { Program } from '../Program'
import { total } from '../total'
import type { Request, Write } from './model'
import { firstInvalid } from './run'

// -----------------------------------------------------------------------------
// plan
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

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What became of a call: what is not known to be applied, and the failure where there was one. */
interface Outcome {
  readonly left: ReadonlyArray<BatchWrite>
  readonly failure?: ReadError
}

/** A call until everything is processed, or a round brings nothing more: interpreters do the waiting. */
const whole = async (interpreter: Interpreter, { writes }: BatchWriteItem): Promise<Outcome> => {
  let left = writes
  while (left.length > 0) {
    const answer = await interpreter({ _tag: 'BatchWriteItem', writes: left })()
    if (E.isLeft(answer)) return { left, failure: answer.left }
    const { unprocessed } = answer.right
    if (unprocessed.length >= left.length) return { left: unprocessed }
    left = unprocessed
  }
  return { left }
}

/** Wave after wave; a wave of which something is left is the last, and all that is left over is told. */
const waveByWave =
  (requests: ReadonlyArray<Request>): Program<ReadError | UnprocessedWrites, void> =>
  (given) =>
  async () => {
    const interpreter = total(given)
    const waves = plan(requests)
    for (const [index, wave] of waves.entries()) {
      const failed = ({ failure }: Outcome) => failure !== undefined
      const outcomes = await settle(width, wave, (call) => whole(interpreter, call), failed)
      const cause = outcomes.find((outcome) => outcome?.failure !== undefined)?.failure
      // A call that was not begun is left as it is.
      const left = wave.flatMap(({ writes }, call) => outcomes[call]?.left ?? writes)
      if (left.length === 0) continue
      const later = waves.slice(index + 1).flatMap((calls) => calls.flatMap(({ writes }) => writes))
      const writes = [...left, ...later]
      // A failure of which nothing was applied needs no list: it is all of it.
      if (cause !== undefined && writes.length === requests.length) return E.left(cause)
      return E.left({ _tag: 'UnprocessedWrites', writes, ...(cause === undefined ? {} : { cause }) })
    }
    return E.right(undefined)
  }

/**
 * With `BatchWriteItem`: plain puts and deletes, at most 25 a call, several calls side by side. Nothing is sent where one of
 * them is invalid. What the store leaves unprocessed is written again; where that brings nothing, or a call fails after
 * others were applied, `UnprocessedWrites` has all that is not known to be written: the rest is.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const both = Write.sequence([Write.put(User)({ id: 'ann' }), Write.delete(User)({ id: 'bob' })])
 * const program = pipe(T.bind(User), RTE.flatMap(() => Write.batch(both)))
 * assert.strictEqual((await program(inMemory())())._tag, 'Right')
 * ```
 */
export const batch = <E, A>(write: Write<'batch', E, A>): Program<E | ReadError | UnprocessedWrites, A> =>
  pipe(
    RTE.fromEither(write.requests),
    RTE.flatMap((requests): Program<ReadError | UnprocessedWrites, void> => {
      const invalid = notForBatch(requests) ?? firstInvalid(requests)
      return invalid === undefined ? waveByWave(requests) : RTE.left(invalid)
    }),
    RTE.chainEitherKW(() => write.build([])),
  )
