/** Orders: a made-up table for a source in memory, and a writer that goes on with it. */
import { Attribute as A, type Interpreter, Model as M, Table as T, Write } from 'bloop-ts'
import * as E from 'fp-ts/Either'

export const Order = M.model({
  name: 'Order',
  table: 'bloop-orders',
  attributes: {
    customer: A.string,
    number: A.integer,
    total: A.integer,
    state: A.literal('open', 'paid', 'shipped'),
    note: A.optional(A.string),
  },
  key: { partition: 'customer', sort: 'number' },
  stream: 'newAndOld',
})

export type Order = M.TypeOf<typeof Order>

const customers = 40

export const orderOf = (number: number): Order => ({
  customer: `customer-${number % customers}`,
  number,
  total: 100 + ((number * 7919) % 9900),
  state: 'open',
})

/** Makes the table, with orders in it. */
export const fill = async (source: Interpreter, count: number): Promise<boolean> => {
  const bound = await T.bind(Order)(source)()
  if (E.isLeft(bound)) return false
  const writes = Array.from({ length: count }, (_, number) => Write.put(Order)(orderOf(number)))
  return E.isRight(await Write.all(writes)(source)())
}

/** The next change: a new order, one that is paid or shipped, or one that is deleted. */
const change = (random: () => number, written: number): Write.Write<Write.Way, unknown, void> => {
  const order = orderOf(Math.floor(random() * written))
  const kind = random()
  if (kind < 0.3) return Write.put(Order)(orderOf(written))
  if (kind < 0.4) return Write.delete(Order)({ customer: order.customer, number: order.number })
  return Write.put(Order)({ ...order, state: kind < 0.7 ? 'paid' : 'shipped' })
}

/** Writes on, a few changes at a time, until it is told to stop; how many there were. */
export const goOnWriting = async (
  source: Interpreter,
  count: number,
  random: () => number,
  pause: () => Promise<boolean>,
): Promise<number> => {
  let [written, changes] = [count, 0]
  while (await pause()) {
    for (let i = 0; i < 5; i++) {
      const one = change(random, written)
      if (E.isLeft(await Write.run(one)(source)())) return changes
      written++
      changes++
    }
  }
  return changes
}
