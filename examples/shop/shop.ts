/** The shop: whatever its clients do at once, no order is without stock. */
import { type AnyError, Condition as C, type Program, Read, Update as U, Write } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { Order, Product } from './models'

/** Why the shop does not do what it is asked. */
export type Refused =
  | { readonly _tag: 'OutOfStock' }
  | { readonly _tag: 'OrderExists' }
  | { readonly _tag: 'NoSuchOrder' }

/** A program of the shop: it answers nothing. */
export type Done = Program.Program<Refused | AnyError, void>

export interface Delivery {
  readonly sku: string
  readonly quantity: number
}

/** What can be asked of a shop. */
export type Shop = {
  readonly place: (order: Order) => Done
  readonly cancel: (key: { readonly id: string }) => Done
  readonly restock: (delivery: Delivery) => Done
}

/** Whether an action of a transaction met an item that is not as it should be. */
export const isRefusedAt = (error: AnyError, action: number): boolean =>
  error._tag === 'TransactionCanceled' && error.reasons[action]?.code === 'ConditionalCheckFailed'

const nothing = RTE.map((): void => undefined)

/** The order and its stock, both or neither. */
const place = (order: Order): Done =>
  pipe(
    Write.sequence([
      Write.put(Order)(order, { condition: Write.ifNotExists(Order) }),
      Write.update(Product)(order, U.decrement(Product.at.stock, order.quantity), {
        condition: C.gte(Product.at.stock, order.quantity),
      }),
    ]),
    Write.transact,
    RTE.mapLeft((error) => {
      if (isRefusedAt(error, 0)) return { _tag: 'OrderExists' } as const
      return isRefusedAt(error, 1) ? ({ _tag: 'OutOfStock' } as const) : error
    }),
    nothing,
  )

/** Only the order that was read is cancelled: another one may stand in its place by then. */
const takeBack = (order: Order): Done =>
  pipe(
    Write.sequence([
      Write.delete(Order)(order, { condition: Write.snapshot(Order)(order) }),
      Write.update(Product)(order, U.increment(Product.at.stock, order.quantity)),
    ]),
    Write.transact,
    RTE.mapLeft((error) => (isRefusedAt(error, 0) ? ({ _tag: 'NoSuchOrder' } as const) : error)),
    nothing,
  )

export const cancel: Shop['cancel'] = (key) =>
  pipe(
    Read.run(Read.find(Order)(key, { consistent: true })),
    RTE.flatMap(O.match((): Done => RTE.left({ _tag: 'NoSuchOrder' }), takeBack)),
  )

/** A product that is new is there from its first delivery. */
export const restock: Shop['restock'] = ({ sku, quantity }) =>
  pipe(U.add(Product.at.stock, quantity), U.concat(U.add(Product.at.delivered, quantity)), (more) =>
    Write.run(Write.update(Product)({ sku }, more)),
  )

export const shop: Shop = { place, cancel, restock }
