/** The models: what is in stock, and what was ordered of it. */
import { Attribute as A, Model as M } from 'bloop-ts'

/** `delivered` is all that ever came in. */
export const Product = M.model({
  name: 'Product',
  table: 'bloop-shop-products',
  attributes: { sku: A.string, stock: A.integer, delivered: A.integer },
  key: { partition: 'sku' },
})

export const Order = M.model({
  name: 'Order',
  table: 'bloop-shop-orders',
  attributes: { id: A.string, sku: A.string, quantity: A.integer },
  key: { partition: 'id' },
})

export type Product = M.TypeOf<typeof Product>
export type Order = M.TypeOf<typeof Order>
