/** Transactions. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { ErrorOf, OutputOf, TransactGetItems, TransactWriteItems } from '../../program/Operation'
import { done } from './decode/item'
import { transactGot } from './decode/transact'
import * as encode from './encode/many'
import { type Env, read } from './env'
import { type Asked, transaction, transactWrite } from './failures'
import { namesOf } from './tableNames'

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** TransactGetItems. */
export const transactGetItems =
  (env: Env) =>
  ({ gets }: TransactGetItems): TaskEither<ErrorOf<'TransactGetItems'>, OutputOf<'TransactGetItems'>> =>
  async () => {
    const tables = [...new Set(gets.map(({ table }) => table))]
    const names = namesOf(env.tableName)(tables)
    if (E.isLeft(names)) return names
    const wire = encode.transactGetItems(names.right, gets)
    if (E.isLeft(wire)) return wire
    const asked: Asked = { operation: 'TransactGetItems', tables, stored: names.right.stored }
    const answer = await env.send('TransactGetItems', wire.right, true)
    return read(asked, transaction(asked, gets.length), transactGot(gets), answer)
  }

/** TransactWriteItems. It carries a token, its own or a fresh one, and may so be repeated after any failure. */
export const transactWriteItems =
  (env: Env) =>
  (operation: TransactWriteItems): TaskEither<ErrorOf<'TransactWriteItems'>, OutputOf<'TransactWriteItems'>> =>
  async () => {
    const { actions, itemOnFailure, token } = operation
    const tables = [...new Set(actions.map(({ table }) => table))]
    const names = namesOf(env.tableName)(tables)
    if (E.isLeft(names)) return names
    const wire = encode.transactWriteItems(names.right, actions, itemOnFailure, token ?? env.token())
    if (E.isLeft(wire)) return wire
    const asked: Asked = { operation: 'TransactWriteItems', tables, stored: names.right.stored }
    const answer = await env.send('TransactWriteItems', wire.right, true)
    return read(asked, transactWrite(asked, actions.length), done, answer)
  }
