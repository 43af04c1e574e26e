/** The laws of consumed capacity. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { batching } from '../../src/interpreter/middleware/batching'
import { capacity, meter } from '../../src/interpreter/middleware/capacity'
import { compose } from '../../src/interpreter/middleware/compose'
import { consumedOf } from '../../src/interpreter/middleware/metered'
import * as Totals from '../../src/interpreter/middleware/totals'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import type { ConsumedCapacity, OperationName } from '../../src/program/Operation'
import { tablesOf } from '../../src/program/tablesOf'
import { equation, type Law, type Laws, laws } from '../law'
import { initial, operations } from './run'
import { transparentLaws } from './transparent'

// -----------------------------------------------------------------------------
// totals
// -----------------------------------------------------------------------------

// Quarters, which floats add up exactly.
const consumed: fc.Arbitrary<ReadonlyArray<ConsumedCapacity>> = fc.array(
  fc.record({ table: fc.constantFrom('aaa', 'bbb', '__proto__'), units: fc.nat(40).map((n) => n / 4) }),
  { maxLength: 3 },
)

const totals: fc.Arbitrary<Totals.Totals> = fc
  .array(fc.tuple(fc.constantFrom<OperationName>('GetItem', 'PutItem', 'Query'), consumed), { maxLength: 3 })
  .map((all) =>
    all.reduce((sum, [operation, list]) => Totals.Monoid.concat(sum, Totals.of(operation, list)), Totals.Monoid.empty),
  )

const text = (sum: Totals.Totals): string =>
  Object.keys(sum)
    .sort()
    .map((table) => `${table}: ${JSON.stringify(Object.entries(sum[table] ?? {}).sort())}`)
    .join('\n')

const same = <A>(
  name: string,
  given: fc.Arbitrary<A>,
  sides: (a: A) => { readonly left: Totals.Totals; readonly right: Totals.Totals },
): Law => equation(name, given, sides, (x, y) => text(x) === text(y), text)

const { concat, empty } = Totals.Monoid

/** The laws of `Totals`. */
export const totalsLaws: Laws = laws('totals are a commutative monoid', [
  same('concat is associative', fc.tuple(totals, totals, totals), ([x, y, z]) => ({
    left: concat(concat(x, y), z),
    right: concat(x, concat(y, z)),
  })),
  same('concat is commutative', fc.tuple(totals, totals), ([x, y]) => ({ left: concat(x, y), right: concat(y, x) })),
  same('empty is a unit', totals, (x) => ({ left: concat(x, empty), right: x })),
  same('what is consumed at once or one after another', fc.tuple(consumed, consumed), ([x, y]) => ({
    left: Totals.of('Query', [...x, ...y]),
    right: concat(Totals.of('Query', x), Totals.of('Query', y)),
  })),
])

// -----------------------------------------------------------------------------
// meters
// -----------------------------------------------------------------------------

/** A store that says that a unit was consumed of each table, where it is asked. */
const unitEach: Middleware =
  (interpreter: Interpreter): Interpreter =>
  (operation) =>
  async () => {
    const answer = await interpreter(operation)()
    return E.isRight(answer) && 'returnConsumed' in operation && operation.returnConsumed === true
      ? E.right({ ...answer.right, consumed: tablesOf(operation).map((table) => ({ table, units: 1 })) })
      : answer
  }

const isMetered = (name: OperationName): boolean => /Items?$|^Query$|^Scan$/.test(name)

// Whatever the operations were: a read in a batch is a `GetItem` outside, and a `BatchGetItem` inside.
const byTable = (sum: Totals.Totals): Totals.Totals =>
  Object.fromEntries(
    Object.entries(sum)
      .map(([table, units]) => [table, { GetItem: Totals.units({ [table]: units }) }] as const)
      .filter(([, { GetItem }]) => GetItem > 0),
  )

/** The laws of `capacity`. */
export const capacityLaws: Laws = laws(
  'consumed capacity',
  [
    equation(
      'what a meter says = what all answers say',
      operations,
      async ({ value }) => {
        const { middleware, read } = meter()
        const interpreter = middleware(unitEach(inMemory({ state: initial })))
        let sum = empty
        for (const operation of value) {
          const answer = await interpreter(operation)()
          if (E.isRight(answer) && isMetered(operation._tag))
            sum = concat(
              sum,
              Totals.of(
                operation._tag,
                tablesOf(operation).map((table) => ({ table, units: 1 })),
              ),
            )
          const asks = 'returnConsumed' in operation && operation.returnConsumed === true
          const told = E.isRight(answer) && 'consumed' in answer.right
          if (told && !asks) sum = { ...sum, 'told to who did not ask': {} }
        }
        return { left: read(), right: sum }
      },
      (x, y) => text(x) === text(y),
      text,
    ),
    equation(
      'what a meter says of a table = what single answers say, in units of a store',
      operations,
      async ({ value }) => {
        const { middleware, read } = meter()
        const metered = middleware(inMemory({ state: initial }))
        const single = inMemory({ state: initial })
        let sum = empty
        for (const operation of value) {
          await metered(operation)()
          const answer = await single(isMetered(operation._tag) ? { ...operation, returnConsumed: true } : operation)()
          sum = concat(sum, Totals.of(operation._tag, consumedOf(answer)))
        }
        return { left: read(), right: sum }
      },
      (x, y) => text(x) === text(y),
      text,
    ),
    equation(
      'a meter outside of batching says as many units of a table as one inside',
      operations,
      async ({ value }) => {
        const [outside, inside] = [meter(), meter()]
        const middleware = compose(outside.middleware, batching(), inside.middleware)
        const interpreter = middleware(inMemory({ state: initial }))
        await Promise.all(value.map((operation) => interpreter(operation)()))
        return { left: byTable(outside.read()), right: byTable(inside.read()) }
      },
      (x, y) => text(x) === text(y),
      text,
    ),
  ],
  [totalsLaws, transparentLaws((interpreter) => capacity(() => undefined)(unitEach(interpreter)))],
)
