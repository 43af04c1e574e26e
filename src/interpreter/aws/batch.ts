/** Batches: in rounds, until everything is processed or nothing moves any more. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type {
  BatchGetItem,
  BatchGot,
  BatchWrite,
  BatchWriteItem,
  BatchWritten,
  Consumption,
  ErrorOf,
  KeysAndProjection,
  OutputOf,
} from '../../program/Operation'
import { batchGot, batchWritten } from './decode/batch'
import { consuming, together } from './decode/consumed'
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
  (operation: BatchGetItem): TaskEither<ErrorOf<'BatchGetItem'>, OutputOf<'BatchGetItem'>> =>
  async () => {
    const { tables } = operation
    const called = tables.map(({ table }) => table)
    const names = namesOf(env.storedName)(called)
    if (E.isLeft(names)) return names
    const asked: Asked = { operation: 'BatchGetItem', tables: called, stored: names.right.stored }
    const items: Array<BatchGot['items'][number]> = []
    const consumed: Array<Consumption> = []
    const got = (unprocessed: BatchGot['unprocessed']) => E.right({ items, unprocessed, ...together(consumed) })
    const decode = consuming(operation, names.right.called)
    let pending = tables
    for (let rounds = 0; ; ) {
      const wire = encode.batchGetItem(names.right, { ...operation, tables: pending })
      if (E.isLeft(wire)) return wire
      const answer = await env.send('BatchGetItem', wire.right, true)
      if (E.isLeft(answer) && pending !== tables && passes(answer.left)) return got(pending)
      const round = read(asked, common(asked), decode(batchGot(names.right, pending)), answer)
      if (E.isLeft(round)) return round
      for (const item of round.right.items) items.push(item)
      consumed.push(round.right)
      const { unprocessed } = round.right
      if (unprocessed.length === 0) return got(unprocessed)
      rounds = stalled(countKeys(pending), countKeys(unprocessed), rounds)
      if (!(rounds + 1 < env.attempts)) return got(unprocessed)
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
  (operation: BatchWriteItem): TaskEither<ErrorOf<'BatchWriteItem'>, OutputOf<'BatchWriteItem'>> =>
  async () => {
    const { writes } = operation
    const called = [...new Set(writes.map(({ table }) => table))]
    const names = namesOf(env.storedName)(called)
    if (E.isLeft(names)) return names
    const asked: Asked = { operation: 'BatchWriteItem', tables: called, stored: names.right.stored }
    const decode = consuming(operation, names.right.called)
    const consumed: Array<Consumption> = []
    const written = (unprocessed: BatchWritten['unprocessed']) => E.right({ unprocessed, ...together(consumed) })
    let pending: ReadonlyArray<BatchWrite> = writes
    for (let rounds = 0; ; ) {
      const wire = encode.batchWriteItem(names.right, { ...operation, writes: pending })
      const answer = await env.send('BatchWriteItem', wire, true)
      if (E.isLeft(answer) && pending.length < writes.length && passes(answer.left)) return written(pending)
      const round = read(asked, common(asked), decode(batchWritten(names.right, pending)), answer)
      if (E.isLeft(round)) return round
      consumed.push(round.right)
      const { unprocessed } = round.right
      if (unprocessed.length === 0) return written(unprocessed)
      rounds = stalled(pending.length, unprocessed.length, rounds)
      if (!(rounds + 1 < env.attempts)) return written(unprocessed)
      pending = unprocessed
      if (!(await env.pause(rounds))) return E.left({ _tag: 'Aborted' })
    }
  }
