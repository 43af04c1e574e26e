/** The laws of answers that are lost: what was done is told by what is stored, and not by what the library takes for repeatable. */
import * as fc from 'fast-check'
import { compose, identity } from '../../src/interpreter/middleware/compose'
import { faulty } from '../../src/interpreter/middleware/faulty'
import type { Middleware } from '../../src/program/Interpreter'
import type { Operation, Returning } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { type Shown, shown, someItems } from '../arbitrary/operation'
import { at } from '../arbitrary/operationExpression'
import { batchWrite, simpleTransaction } from '../arbitrary/operationMany'
import { query, scan } from '../arbitrary/operationPage'
import { read } from '../arbitrary/operationWrite'
import { showOperations } from '../interpreter/show'
import { keyOf } from '../interpreter/table'
import { type Law, property } from '../law'
import { seed } from './faulty'
import { contentsText, fresh, operations, outcome, sameOutcome, schema, wholly } from './run'

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const always = { _tag: 'Always' } as const
const table = schema.name
const name = fc.constantFrom('a', 'b', 'c')
const returning = fc.constantFrom<Returning>('none', 'new')

// Puts, deletions and SETs to a value, without conditions, that do not answer what was: they say how it is to be.
const write = (items: ReadonlyArray<Item>): fc.Arbitrary<Operation> =>
  fc
    .tuple(fc.constantFrom(...items), fc.constantFrom(...items), name, returning)
    .chain(([item, other, attribute, answer]) =>
      fc.constantFrom<Operation>(
        {
          _tag: 'PutItem',
          put: { _tag: 'Put', table, item, condition: always },
          returning: 'none',
          itemOnFailure: false,
        },
        {
          _tag: 'DeleteItem',
          delete: { _tag: 'Delete', table, key: keyOf(item), condition: always },
          returning: 'none',
          itemOnFailure: false,
        },
        {
          _tag: 'UpdateItem',
          update: {
            _tag: 'Update',
            table,
            key: keyOf(item),
            update: {
              _tag: 'Update',
              actions: [{ _tag: 'Set', path: at(attribute), value: { _tag: 'Value', value: { M: other } } }],
            },
            condition: always,
          },
          returning: answer,
          itemOnFailure: false,
        },
      ),
    )

/** Operations that are idempotent as they are made: nobody is asked whether they are. */
const idempotent: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = shown(
  someItems.chain((items) =>
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: write(items) },
        batchWrite(table),
        // With a token it is done once.
        simpleTransaction(table),
        read(table, items),
        query(schema, items),
        scan(schema, items),
      ),
      { maxLength: 10 },
    ),
  ),
  showOperations,
)

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** A store that does everything, and whose answer is lost each first time; none where nothing is overcome. */
const losing = (n: number, mostInARow = 1): Middleware => faulty({ seed: n, chances: { Lost: 1 }, mostInARow })

const unknown = /^(ServiceFailed|NetworkFailed|TimedOut)\b/

/** That nothing is done twice that is not the same twice; whatever is asked, without what it consumes. */
export const doneOnce = (retry: Middleware, prepared: (operation: Operation) => Operation): Law =>
  property(
    'where the first answer is lost, what is stored is as after one try, and the answer too, or a failure',
    fc.tuple(operations, seed),
    async ([{ value }, n]) => {
      const [store, sound] = [fresh(), fresh()]
      const interpreter = compose(retry, losing(n))(store)
      for (const [i, operation] of value.map(prepared).entries()) {
        const [answer, wanted] = [await wholly(interpreter, operation), await wholly(sound, operation)]
        const [left, expected] = [store, sound].map((one) => contentsText(one.snapshot()))
        if (left !== expected) return `${i + 1}. leaves\n${left}\nand not\n${expected}`
        if (answer !== wanted && !unknown.test(answer)) return `${i + 1}. answers\n${answer}\nand not\n${wanted}`
      }
      return undefined
    },
  )

/** That what is idempotent is repeated, by a middleware that overcomes `budget` failures in a row. */
export const answered = (retry: Middleware, budget: number): Law =>
  sameOutcome(
    'what is idempotent is answered though its first answer is lost',
    fc.tuple(idempotent, seed),
    ([{ value }, n]) => ({
      left: outcome(compose(retry, losing(n, Math.min(1, budget))), value),
      right: outcome(identity, value),
    }),
  )
