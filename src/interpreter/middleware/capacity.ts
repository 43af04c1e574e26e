/**
 * capacity: what programs consume of the capacity of tables, summed by table and operation.
 *
 * It is asked for with each operation, and taken out of the answers of callers that did not ask. What DynamoDB consumes
 * for an operation that fails it does not say, though it does consume: a conditional write whose condition does not hold
 * costs as if it did.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 *
 * @example
 * ```ts
 * import type { Interpreter } from 'bloop-ts'
 * import { meter, Totals } from 'bloop-ts/middleware'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * // An interpreter that finds nothing, for half a unit.
 * const nothing: Interpreter = (operation) => async () =>
 *   E.right({ consumed: [{ table: 'users', units: 0.5 }] }) as never
 *
 * const { middleware, read } = meter()
 * const get = { _tag: 'GetItem', table: 'users', key: { id: { S: 'ann' } }, consistent: false } as const
 * assert.deepStrictEqual(await middleware(nothing)(get)(), E.right({}))
 * await middleware(nothing)(get)()
 * assert.deepStrictEqual(read(), { users: { GetItem: 1 } })
 * assert.strictEqual(Totals.units(read()), 1)
 * ```
 */
import type { IO } from 'fp-ts/IO'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import { quietly } from '../../program/quietly'
import { asking, consumedOf } from './metered'
import * as Totals from './totals'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Middleware that adds up, and what it has added up so far. */
export interface Meter {
  readonly middleware: Middleware
  readonly read: IO<Totals.Totals>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Tells a sink what each operation consumed, where its answer says. Inside `retrying` each attempt is told. What the sink
 * throws changes nothing.
 *
 * Laws: the answers are as without it; what the sink is told adds up to what the answers say.
 */
export const capacity =
  (sink: (consumed: Totals.Totals) => unknown): Middleware =>
  (interpreter: Interpreter): Interpreter =>
    asking(interpreter, (answer, operation) => {
      const consumed = consumedOf(answer)
      if (consumed.length > 0) quietly(() => sink(Totals.of(operation._tag, consumed)))
    })

/** A meter of its own: what all interpreters that it is put around consume together. */
export const meter = (): Meter => {
  let sum = Totals.Monoid.empty
  return {
    middleware: capacity((consumed) => {
      sum = Totals.Monoid.concat(sum, consumed)
    }),
    read: () => sum,
  }
}
