/** The same shop, broken: it looks whether there is enough, and writes what it made of that. Alone it does all that the other does. */
import { Read, Update as U, Write } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { Order, Product } from './models'
import { type Done, isRefusedAt, type Shop, shop } from './shop'

/** It is a transaction, and no order is placed twice; but what was read of the stock may be history by then, and no condition asks. */
const write = (order: Order, product: Product): Done =>
  pipe(
    Write.sequence([
      Write.put(Order)(order, { condition: Write.ifNotExists(Order) }),
      Write.update(Product)(product, U.set(Product.at.stock, product.stock - order.quantity)),
    ]),
    Write.transact,
    RTE.mapLeft((error) => (isRefusedAt(error, 0) ? ({ _tag: 'OrderExists' } as const) : error)),
    RTE.map((): void => undefined),
  )

const place = (order: Order): Done =>
  pipe(
    Read.transact(Read.struct({ before: Read.find(Order)(order), product: Read.find(Product)(order) })),
    RTE.flatMap(({ before, product }): Done => {
      if (O.isSome(before)) return RTE.left({ _tag: 'OrderExists' })
      if (O.isNone(product) || product.value.stock < order.quantity) return RTE.left({ _tag: 'OutOfStock' })
      return write(order, product.value)
    }),
  )

export const broken: Shop = { ...shop, place }
