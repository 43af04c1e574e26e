/** Partly: a batch of which only the first is processed, and a page that ends early. */
import * as E from 'fp-ts/Either'
import type { Middleware } from '../../program/Interpreter'
import type { BatchGetItem, BatchGot, BatchWritten, KeysAndProjection } from '../../program/Operation'
import { patched } from './patched'

// -----------------------------------------------------------------------------
// keys
// -----------------------------------------------------------------------------

type Keys = BatchGetItem['tables']

const flat = (tables: Keys): ReadonlyArray<KeysAndProjection> =>
  tables.flatMap((asked) => asked.keys.map((key) => ({ ...asked, keys: [key] })))

/** Keys of which a table stands once. */
const grouped = (tables: Keys): Keys => {
  const byTable = new Map<string, KeysAndProjection>()
  for (const asked of tables) {
    const known = byTable.get(asked.table)
    byTable.set(asked.table, known === undefined ? asked : { ...asked, keys: [...known.keys, ...asked.keys] })
  }
  return [...byTable.values()]
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The interpreter that processes the first of a batch only. */
export const partly = (processed: number): Middleware =>
  patched({
    BatchGetItem: (operation, next) => async () => {
      const keys = flat(operation.tables)
      const answer = await next({ ...operation, tables: grouped(keys.slice(0, processed)) })()
      return E.map((got: BatchGot) => ({
        ...got,
        unprocessed: grouped([...got.unprocessed, ...keys.slice(processed)]),
      }))(answer)
    },
    BatchWriteItem: (operation, next) => async () => {
      const answer = await next({ ...operation, writes: operation.writes.slice(0, processed) })()
      return E.map((written: BatchWritten) => ({
        ...written,
        unprocessed: [...written.unprocessed, ...operation.writes.slice(processed)],
      }))(answer)
    },
  })

/** The interpreter whose pages end early: it is asked for fewer items, so that `next` is its own. */
export const shortened = (limit: number): Middleware =>
  patched({
    Query: (operation, next) => next({ ...operation, limit }),
    Scan: (operation, next) => next({ ...operation, limit }),
  })
