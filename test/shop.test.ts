import { agrees, type Law, suite } from 'bloop-ts/laws'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import { broken } from '../examples/shop/broken'
import { invariant, model, shopLaws } from '../examples/shop/model'
import { Order, Product } from '../examples/shop/models'
import { parseOptions } from '../examples/shop/options'
import { type Done, isRefusedAt, type Shop, shop } from '../examples/shop/shop'
import { isAsExpected, options, trial } from '../examples/shop/trial'
import { Condition as C, Update as U, Write } from '../src'

const failure = async (law: Law | undefined, seed: number, numRuns = 300) => {
  const details = await law?.check({ seed, numRuns })
  return details?.failed && details.errorInstance instanceof Error
    ? { text: details.errorInstance.message, runs: details.numRuns }
    : undefined
}

const callsIn = (text = ''): number => text.split('\n').filter((line) => /^(\d {2})?\w+\(/.test(line)).length

suite(describe, it)(shopLaws(shop, options), { numRuns: 300 })

describe('the broken shop', () => {
  const [alone, onABadDay, atOnce, atOnceOnABadDay] = shopLaws(broken, options).laws

  it('is right alone, whatever happens to the store', async () => {
    expect(await failure(alone, 1)).toBeUndefined()
    expect(await failure(onABadDay, 1)).toBeUndefined()
  })

  it.each([1, 2, 3, 4, 5])('is found by clients at once, within few runs, as two calls (seed %i)', async (seed) => {
    const found = await failure(atOnce, seed)
    expect(found?.runs).toBeLessThan(100)
    expect(callsIn(found?.text)).toBe(2)
    expect(found?.text).toMatch(/the invariant is broken: of '\w+' \d came in; \d in stock, \d ordered/)
  })

  it.each([1, 2, 3])('is found by clients at once on a bad day too, as two calls (seed %i)', async (seed) => {
    expect(callsIn((await failure(atOnceOnABadDay, seed))?.text)).toBe(2)
  })

  it('has a counterexample that can be read', async () => {
    expect((await failure(atOnce, 2))?.text).toMatchInlineSnapshot(`
      "1  place({"id":"a","sku":"ink","quantity":1})
      1    TransactGetItems
              bloop-shop-orders { id: 'a' }
              bloop-shop-products { sku: 'ink' }
      2  restock({"sku":"ink","quantity":1})
      2    Update bloop-shop-products { sku: 'ink' } ADD stock 1, delivered 1
      2    answers undefined
      1    TransactWriteItems
              Put bloop-shop-orders { id: 'a', sku: 'ink', quantity: 1 } IF attribute_not_exists(id)
              Update bloop-shop-products { sku: 'ink' } SET stock = 0

      the invariant is broken: of 'ink' 2 came in; 0 in stock, 1 ordered
      stored: {"orders":{"a":{"id":"a","quantity":1,"sku":"ink"}},"products":{"ink":{"delivered":2,"sku":"ink","stock":0},"pen":{"delivered":1,"sku":"pen","stock":1}}}"
    `)
  })

  it('is found by its answers and what it leaves, where nobody knows the invariant', async () => {
    const { invariant: _, ...rest } = model
    const found = await failure(agrees(broken, rest, { concurrent: 2 }).laws[1], 2)
    expect(found?.text).toMatchInlineSnapshot(`
      "1  place({"id":"a","sku":"pen","quantity":1})
      1    TransactGetItems
              bloop-shop-orders { id: 'a' }
              bloop-shop-products { sku: 'pen' }
      2  restock({"sku":"pen","quantity":1})
      2    Update bloop-shop-products { sku: 'pen' } ADD stock 1, delivered 1
      2    answers undefined
      1    TransactWriteItems
              Put bloop-shop-orders { id: 'a', sku: 'pen', quantity: 1 } IF attribute_not_exists(id)
              Update bloop-shop-products { sku: 'pen' } SET stock = 0
      1    answers undefined

      no order of these calls explains what they answer and what is stored; the one that explains most:
        client 2: restock({"sku":"pen","quantity":1})
        client 1: place({"id":"a","sku":"pen","quantity":1})
      and then:
      what is stored
        model: {"orders":{"a":{"id":"a","quantity":1,"sku":"pen"}},"products":{"ink":{"delivered":1,"sku":"ink","stock":1},"pen":{"delivered":2,"sku":"pen","stock":1}}}
        store: {"orders":{"a":{"id":"a","quantity":1,"sku":"pen"}},"products":{"ink":{"delivered":1,"sku":"ink","stock":1},"pen":{"delivered":2,"sku":"pen","stock":0}}}"
    `)
  })
})

const nothing = RTE.map((): void => undefined)

describe('other shops that are wrong', () => {
  it('one that takes the stock, and then writes the order: an invariant is broken in between', async () => {
    const place = (order: Order): Done =>
      pipe(
        Write.update(Product)(order, U.decrement(Product.at.stock, order.quantity), {
          condition: C.gte(Product.at.stock, order.quantity),
        }),
        Write.run,
        RTE.flatMap(() => Write.run(Write.put(Order)(order))),
      )
    const found = await failure(shopLaws({ ...shop, place }).laws[0], 1)
    expect(found?.text).toMatchInlineSnapshot(`
      "place({"id":"a","sku":"pen","quantity":1})
        Update bloop-shop-products { sku: 'pen' } SET stock = stock - 1 IF stock >= 1

      the invariant is broken: of 'pen' 1 came in; 0 in stock, 0 ordered
      stored: {"orders":{},"products":{"ink":{"delivered":1,"sku":"ink","stock":1},"pen":{"delivered":1,"sku":"pen","stock":0}}}"
    `)
  })

  it('one that sells what it does not have', async () => {
    const place = (order: Order): Done =>
      pipe(
        Write.sequence([
          Write.put(Order)(order, { condition: Write.ifNotExists(Order) }),
          Write.update(Product)(order, U.decrement(Product.at.stock, order.quantity)),
        ]),
        Write.transact,
        RTE.mapLeft((error) => (isRefusedAt(error, 0) ? ({ _tag: 'OrderExists' } as const) : error)),
        nothing,
      )
    expect((await failure(shopLaws({ ...shop, place }).laws[0], 1))?.text).toMatchInlineSnapshot(`
      "place({"id":"a","sku":"pen","quantity":1})
        TransactWriteItems
           Put bloop-shop-orders { id: 'a', sku: 'pen', quantity: 1 } IF attribute_not_exists(id)
           Update bloop-shop-products { sku: 'pen' } SET stock = stock - 1
        answers undefined
      place({"id":"c","sku":"pen","quantity":1})
        TransactWriteItems
           Put bloop-shop-orders { id: 'c', sku: 'pen', quantity: 1 } IF attribute_not_exists(id)
           Update bloop-shop-products { sku: 'pen' } SET stock = stock - 1

      the invariant is broken: the stock of 'pen' is -1
      stored: {"orders":{"a":{"id":"a","quantity":1,"sku":"pen"},"c":{"id":"c","quantity":1,"sku":"pen"}},"products":{"ink":{"delivered":1,"sku":"ink","stock":1},"pen":{"delivered":1,"sku":"pen","stock":-1}}}"
    `)
  })

  it('one that repeats a delivery of which it does not know if it was done: only a bad day tells', async () => {
    const restock: Shop['restock'] = (delivery) =>
      pipe(
        shop.restock(delivery),
        RTE.orElse(() => shop.restock(delivery)),
      )
    const [alone, onABadDay] = shopLaws({ ...shop, restock }, options).laws
    expect(await failure(alone, 1)).toBeUndefined()
    expect((await failure(onABadDay, 1))?.text).toMatchInlineSnapshot(`
      "restock({"sku":"pen","quantity":1})
        Update bloop-shop-products { sku: 'pen' } ADD stock 1, delivered 1: TimedOut (Lost)
        Update bloop-shop-products { sku: 'pen' } ADD stock 1, delivered 1
        answers undefined

      what is stored
        model: {"orders":{},"products":{"ink":{"delivered":1,"sku":"ink","stock":1},"pen":{"delivered":2,"sku":"pen","stock":2}}}
        store: {"orders":{},"products":{"ink":{"delivered":1,"sku":"ink","stock":1},"pen":{"delivered":3,"sku":"pen","stock":3}}}"
    `)
  })
})

describe('the invariant', () => {
  it.each([
    [{ pen: { sku: 'pen', stock: -1, delivered: 0 } }, "the stock of 'pen' is -1"],
    [{ pen: { sku: 'pen', stock: 0, delivered: 2 } }, "of 'pen' 2 came in; 0 in stock, 1 ordered"],
    [{}, 'an order is of no product'],
    [{ pen: { sku: 'pen', stock: 1, delivered: 2 } }, undefined],
  ])('of %j: %s', (products, expected) => {
    expect(invariant({ products, orders: { a: { id: 'a', sku: 'pen', quantity: 1 } } })).toBe(expected)
  })
})

describe('the trial', () => {
  it('ends as it must, and only so', async () => {
    const few = { runs: 100, seed: 1, help: false }
    const [right, wrong] = [await trial(few)(shop), await trial(few)(broken)]
    expect(isAsExpected(right, wrong)).toBe(true)
    expect(isAsExpected(wrong, wrong)).toBe(false)
    expect(isAsExpected(right, right)).toBe(false)
    expect(wrong[2]?.lines[0]).toMatch(/^found in run \d+, made smaller \d+ times: \{ seed: 1, path: '[\d:]+' \}$/)
  })

  it.each([
    [['--runs', '0'], '--runs needs a whole number from 1'],
    [['--seed', 'x'], '--seed needs a whole number from 1'],
    [['--what'], "Unknown option '--what'"],
  ])('refuses %j', (args, expected) => {
    const parsed = parseOptions(args)
    expect(parsed._tag === 'Left' && parsed.left).toContain(expected)
  })

  it('takes runs and a seed', () => {
    expect(parseOptions(['--runs', '7', '--seed', '3'])).toMatchObject({ right: { runs: 7, seed: 3, help: false } })
  })
})
