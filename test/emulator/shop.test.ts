import { local } from 'bloop-ts/local'
import { retrying } from 'bloop-ts/middleware'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, inject, it } from 'vitest'
import { broken } from '../../examples/shop/broken'
import { shopLaws } from '../../examples/shop/model'
import { Order, Product } from '../../examples/shop/models'
import { type Shop, shop } from '../../examples/shop/shop'
import { suite } from '../../laws/law'
import { Policy, Table as T } from '../../src'

const interpreter = () => local({ endpoint: inject('endpoint'), retry: { attempts: 3 } })

/** Transactions that meet are refused, and tried again. */
const middleware = retrying(pipe(Policy.constant(2), Policy.jittered, Policy.concat(Policy.limit(20))))

const faults = { Throttled: 0.05, Unsent: 0.1, Lost: 0.2 } as const
const failureOf = async (one: Shop, options: Parameters<typeof shopLaws>[1], numRuns: number) => {
  const law = shopLaws(one, { interpreter, middleware, ...options }).laws.at(-1)
  const details = await law?.check({ numRuns, seed: 1 })
  return details?.failed && details.errorInstance instanceof Error ? details.errorInstance.message : undefined
}

suite(describe, it)(shopLaws(shop, { interpreter, concurrent: 3, faults, mostCalls: 6 }), { numRuns: 25 })

describe('on DynamoDB Local', () => {
  it('clients that nobody holds agree with the model too', async () => {
    expect(await failureOf(shop, { concurrent: 5, held: false }, 40)).toBeUndefined()
  })

  it('the broken shop is right alone, and found by clients that are held, as in memory', async () => {
    expect(await failureOf(broken, {}, 15)).toBeUndefined()
    const there = await failureOf(broken, { concurrent: 3 }, 100)
    expect(there).toContain('the invariant is broken')
    expect(there?.match(/^\d {2}\w+\(/gm)?.length).toBe(2)
  })

  it('the broken shop is found by clients that nobody holds', async () => {
    expect(await failureOf(broken, { concurrent: 5, held: false }, 300)).toBeDefined()
  })

  it('the tables are deleted', async () => {
    const deleted = await pipe(
      T.delete(Product.schema.name),
      RTE.flatMap(() => T.delete(Order.schema.name)),
    )(interpreter())()
    expect(deleted._tag).toBe('Right')
  })
})
