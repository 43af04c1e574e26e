/** What a shop is, without a store: a pure model, which any shop is compared with. */
import { Scan, Table as T, Write } from 'bloop-ts'
import { type AgreesOptions, agrees, type FunctionsModel, type Laws } from 'bloop-ts/laws'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { Order, Product } from './models'
import type { Delivery, Refused, Shop } from './shop'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Products by sku, and orders by id. */
export interface State {
  readonly products: { readonly [sku: string]: Product }
  readonly orders: { readonly [id: string]: Order }
}

type Stepped = readonly [State, E.Either<Refused, void>]

const skus = ['pen', 'ink'] as const

/** One of each. */
const initial: State = {
  products: Object.fromEntries(skus.map((sku) => [sku, { sku, stock: 1, delivered: 1 }])),
  orders: {},
}

const done = (state: State): Stepped => [state, E.right(undefined)]
const refused = (state: State, _tag: Refused['_tag']): Stepped => [state, E.left({ _tag })]

const stocked = (state: State, product: Product): State => ({
  ...state,
  products: { ...state.products, [product.sku]: product },
})

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

const place = (state: State, order: Order): Stepped => {
  const product = state.products[order.sku]
  if (state.orders[order.id] !== undefined) return refused(state, 'OrderExists')
  if (product === undefined || product.stock < order.quantity) return refused(state, 'OutOfStock')
  const taken = stocked(state, { ...product, stock: product.stock - order.quantity })
  return done({ ...taken, orders: { ...state.orders, [order.id]: order } })
}

const cancel = (state: State, { id }: { readonly id: string }): Stepped => {
  const { [id]: order, ...orders } = state.orders
  const product = order === undefined ? undefined : state.products[order.sku]
  if (order === undefined || product === undefined) return refused(state, 'NoSuchOrder')
  return done({ ...stocked(state, { ...product, stock: product.stock + order.quantity }), orders })
}

const deliver = (state: State, { sku, quantity }: Delivery): Stepped => {
  const { stock, delivered } = state.products[sku] ?? { stock: 0, delivered: 0 }
  return done(stocked(state, { sku, stock: stock + quantity, delivered: delivered + quantity }))
}

// -----------------------------------------------------------------------------
// invariant
// -----------------------------------------------------------------------------

/** The stock is never below zero, and no order is without stock: what is there and what is ordered is what came in. */
export const invariant = ({ products, orders }: State): string | undefined => {
  for (const { sku, stock, delivered } of Object.values(products)) {
    if (stock < 0) return `the stock of '${sku}' is ${stock}`
    const ordered = Object.values(orders).reduce((sum, order) => sum + (order.sku === sku ? order.quantity : 0), 0)
    if (stock + ordered !== delivered) return `of '${sku}' ${delivered} came in; ${stock} in stock, ${ordered} ordered`
  }
  return Object.values(orders).every(({ sku }) => products[sku] !== undefined) ? undefined : 'an order is of no product'
}

// -----------------------------------------------------------------------------
// store
// -----------------------------------------------------------------------------

const observe = pipe(
  RTE.Do,
  RTE.apS('products', pipe(Scan.scan(Product), Scan.consistent, Scan.collect)),
  RTE.apSW('orders', pipe(Scan.scan(Order), Scan.consistent, Scan.collect)),
)

const observed = pipe(
  observe,
  RTE.map(
    ({ products, orders }): State => ({
      products: Object.fromEntries(products.map((product) => [product.sku, product])),
      orders: Object.fromEntries(orders.map((order) => [order.id, order])),
    }),
  ),
)

/** The tables, with nothing in them but one of each. */
const opened = pipe(
  T.bind([Product, Order]),
  RTE.flatMap(() => observe),
  RTE.flatMap(({ products, orders }) =>
    pipe(
      Write.sequence([
        ...products.map((one) => Write.delete(Product)(one)),
        ...orders.map((one) => Write.delete(Order)(one)),
      ]),
      Write.batch,
    ),
  ),
  RTE.flatMap(() => Write.run(Write.sequence(Object.values(initial.products).map((one) => Write.put(Product)(one))))),
)

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

// Few skus and ids, so that calls meet.
const sku = fc.constantFrom(...skus)
const id = fc.constantFrom('a', 'b', 'c')
const quantity = fc.integer({ min: 1, max: 2 })

/** The model of any shop. */
export const model: FunctionsModel<State, Shop> = {
  name: 'the shop',
  given: opened,
  initial,
  calls: {
    place: { input: fc.record({ id, sku, quantity }), step: place, weight: 3 },
    cancel: { input: fc.record({ id }), step: cancel },
    restock: { input: fc.record({ sku, quantity }), step: deliver },
  },
  observe: observed,
  invariant,
}

/** The laws of a shop. */
export const shopLaws = (shop: Shop, options: AgreesOptions = {}): Laws => agrees(shop, model, options)
