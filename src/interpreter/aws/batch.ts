/** Batches: in rounds, until everything is processed or nothing moves any more. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type {
  BatchGetItem,
  BatchGot,
  BatchWrite,
  BatchWriteItem,
  ErrorOf,
  KeysAndProjection,
  OutputOf,
} from '../../program/Operation'
import { batchGot, batchWritten } from './decode/batch'
import * as encode from './encode/many'
import { type Env, read } from './env'
import { type Asked, common } from './failures'
import { passes } from './retry'
import { namesOf } from './tableNames'

// -----------------------------------------------------------------------------
// rounds
// -----------------------------------------------------------------------------

/**
 * How many rounds have brought nothing. A round that processed something starts the count, and so the waits, again; as
 * each such round leaves less to do, it ends.
 */
const stalled = (before: number, after: number, rounds: number): number => (after < before ? 0 : rounds + 1)

const countKeys = (tables: ReadonlyArray<KeysAndProjection>): number =>
  tables.reduce((sum, { keys }) => sum + keys.length, 0)

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/**
 * BatchGetItem. What the store leaves unprocessed is asked again; what is left when the attempts are used up, or when a
 * later round fails for the moment, is answered as unprocessed beside what was found.
 */
export const batchGetItem =
  (env: Env) =>
  ({ tables }: BatchGetItem): TaskEither<ErrorOf<'BatchGetItem'>, OutputOf<'BatchGetItem'>> =>
  async () => {
    const called = tables.map(({ table }) => table)
    const names = namesOf(env.tableName)(called)
    if (E.isLeft(names)) return names
    const asked: Asked = { operation: 'BatchGetItem', tables: called, stored: names.right.stored }
    const items: Array<BatchGot['items'][number]> = []
    let pending = tables
    for (let rounds = 0; ; ) {
      const wire = encode.batchGetItem(names.right, pending)
      if (E.isLeft(wire)) return wire
      const answer = await env.send('BatchGetItem', wire.right, true)
      if (E.isLeft(answer) && pending !== tables && passes(answer.left)) return E.right({ items, unprocessed: pending })
      const round = read(asked, common(asked), batchGot(names.right, pending), answer)
      if (E.isLeft(round)) return round
      for (const item of round.right.items) items.push(item)
      const { unprocessed } = round.right
      if (unprocessed.length === 0) return E.right({ items, unprocessed })
      rounds = stalled(countKeys(pending), countKeys(unprocessed), rounds)
      if (!(rounds + 1 < env.attempts)) return E.right({ items, unprocessed })
      pending = unprocessed
      if (!(await env.pause(rounds))) return E.left({ _tag: 'Aborted' })
    }
  }

/**
 * BatchWriteItem. Puts and deletes without conditions may be repeated, so rounds go on as for `batchGetItem`; the writes
 * that are answered as unprocessed are those that are not known to have been applied.
 */
export const batchWriteItem =
  (env: Env) =>
  ({ writes }: BatchWriteItem): TaskEither<ErrorOf<'BatchWriteItem'>, OutputOf<'BatchWriteItem'>> =>
  async () => {
    const called = [...new Set(writes.map(({ table }) => table))]
    const names = namesOf(env.tableName)(called)
    if (E.isLeft(names)) return names
    const asked: Asked = { operation: 'BatchWriteItem', tables: called, stored: names.right.stored }
    let pending: ReadonlyArray<BatchWrite> = writes
    for (let rounds = 0; ; ) {
      const answer = await env.send('BatchWriteItem', encode.batchWriteItem(names.right, pending), true)
      if (E.isLeft(answer) && pending.length < writes.length && passes(answer.left))
        return E.right({ unprocessed: pending })
      const round = read(asked, common(asked), batchWritten(names.right, pending), answer)
      if (E.isLeft(round)) return round
      const { unprocessed } = round.right
      if (unprocessed.length === 0) return E.right({ unprocessed })
      rounds = stalled(pending.length, unprocessed.length, rounds)
      if (!(rounds + 1 < env.attempts)) return E.right({ unprocessed })
      pending = unprocessed
      if (!(await env.pause(rounds))) return E.left({ _tag: 'Aborted' })
    }
  }
