/** Transactions. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { ErrorOf, OutputOf, TransactGetItems, TransactWriteItems } from '../../program/Operation'
import { tokenMilliseconds } from '../../program/token'
import { consuming } from './decode/consumed'
import { done } from './decode/item'
import { transactGot } from './decode/transact'
import * as encode from './encode/many'
import { type Env, read } from './env'
import { type Asked, transaction, transactWrite } from './failures'
import { passes } from './retry'
import { namesOf } from './tableNames'

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** TransactGetItems. */
export const transactGetItems =
  (env: Env) =>
  (operation: TransactGetItems): TaskEither<ErrorOf<'TransactGetItems'>, OutputOf<'TransactGetItems'>> =>
  async () => {
    const { gets } = operation
    const tables = [...new Set(gets.map(({ table }) => table))]
    const names = namesOf(env.storedName)(tables)
    if (E.isLeft(names)) return names
    const wire = encode.transactGetItems(names.right, operation)
    if (E.isLeft(wire)) return wire
    const asked: Asked = { operation: 'TransactGetItems', tables, stored: names.right.stored }
    const answer = await env.send('TransactGetItems', wire.right, true)
    const decode = consuming(operation, names.right.called)(transactGot(gets))
    return read(asked, transaction(asked, gets.length), decode, answer)
  }

/**
 * TransactWriteItems. It carries a token, its own or a fresh one, and may so be repeated after any failure, as long as the
 * store knows the token: then it is `TokenExpired`, since an earlier request may have been applied.
 */
export const transactWriteItems =
  (env: Env) =>
  (operation: TransactWriteItems): TaskEither<ErrorOf<'TransactWriteItems'>, OutputOf<'TransactWriteItems'>> =>
  async () => {
    const { actions, token } = operation
    const tables = [...new Set(actions.map(({ table }) => table))]
    const names = namesOf(env.storedName)(tables)
    if (E.isLeft(names)) return names
    const sent = token ?? env.token()
    const wire = encode.transactWriteItems(names.right, operation, sent)
    if (E.isLeft(wire)) return wire
    const asked: Asked = { operation: 'TransactWriteItems', tables, stored: names.right.stored }
    const began = env.now()
    const age = () => env.now() - began
    const answer = await env.send('TransactWriteItems', wire.right, true, () => age() < tokenMilliseconds)
    if (E.isLeft(answer) && passes(answer.left) && age() >= tokenMilliseconds)
      return E.left({ _tag: 'TokenExpired', token: sent, milliseconds: age() })
    const decode = consuming(operation, names.right.called)(done)
    return read(asked, transactWrite(asked, actions.length), decode, answer)
  }
