/** Transactions. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { ErrorOf, OutputOf, TransactGetItems, TransactWriteItems } from '../../program/Operation'
import { tokened, unsendable } from '../../program/token'
import { consuming } from './decode/consumed'
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
 * TransactWriteItems. It carries a token, its own or a fresh one, and may so be repeated after any failure, and is sent each
 * time only while the store knows the token: then it is `TokenExpired`, since an earlier request may have been applied.
 */
export const transactWriteItems =
  (env: Env) =>
  (operation: TransactWriteItems): TaskEither<ErrorOf<'TransactWriteItems'>, OutputOf<'TransactWriteItems'>> =>
  async () => {
    const { actions } = operation
    const tables = [...new Set(actions.map(({ table }) => table))]
    const names = namesOf(env.storedName)(tables)
    if (E.isLeft(names)) return names
    const sent = tokened(operation, operation.token ?? env.token(), env.now)
    if (E.isLeft(sent)) return sent
    const wire = encode.transactWriteItems(names.right, operation, sent.right.token)
    if (E.isLeft(wire)) return wire
    const late = unsendable(sent.right, env.now)
    if (late !== undefined) return E.left(late)
    const asked: Asked = { operation: 'TransactWriteItems', tables, stored: names.right.stored }
    const answer = await env.send('TransactWriteItems', wire.right, true, (last) => {
      const wrong = unsendable(sent.right, env.now)
      // Where the clock fails meanwhile, what came last is the answer.
      return wrong?._tag === 'InvalidRequest' ? last : wrong
    })
    const failure = transactWrite(asked, actions.length)
    const decode = consuming(operation, names.right.called)(done)
    return read(asked, (error) => (error._tag === 'TokenExpired' ? error : failure(error)), decode, answer)
  }
