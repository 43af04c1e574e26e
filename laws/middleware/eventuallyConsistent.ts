/** The laws of a store whose reads may be behind. */
import * as fc from 'fast-check'
import { type InMemory, inMemory } from '../../src/interpreter/memory/inMemory'
import type { State } from '../../src/interpreter/memory/state'
import { identity } from '../../src/interpreter/middleware/compose'
import { eventuallyConsistent } from '../../src/interpreter/middleware/eventuallyConsistent'
import type { Middleware } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import { showOperation } from '../interpreter/show'
import { indexOf } from '../interpreter/table'
import { type Laws, laws, property } from '../law'
import { seed } from './faulty'
import { contentsText, initial, onePage, operations, outcome, sameOutcome, schema } from './run'

const staleness = fc.nat(5)

/** In place of the store within, one that may be behind. */
const behind =
  (n: number, most: number): Middleware =>
  () =>
    eventuallyConsistent({ seed: n, staleness: most, state: initial })

// A global index has no consistent reads.
const consistently = (operation: Operation): ReadonlyArray<Operation> => {
  switch (operation._tag) {
    case 'GetItem':
      return [{ ...operation, consistent: true }]
    case 'Query':
    case 'Scan':
      return indexOf(schema, operation.index)?.kind === 'global' ? [] : [{ ...operation, consistent: true }]
    case 'BatchGetItem':
      return [{ ...operation, tables: operation.tables.map((asked) => ({ ...asked, consistent: true })) }]
    default:
      return [operation]
  }
}

const withoutContents = (text: string): string => text.slice(0, text.indexOf('left:'))

/** The laws of `eventuallyConsistent`. */
export const eventuallyConsistentLaws: Laws = laws('eventual consistency', [
  sameOutcome(
    'programs that read consistently see no difference',
    fc.tuple(operations, seed, staleness),
    ([{ value }, n, most]) => {
      const steps = value.flatMap(consistently)
      return {
        left: outcome(behind(n, most), steps).then(withoutContents),
        right: outcome(identity, steps).then(withoutContents),
      }
    },
  ),
  sameOutcome('staleness 0 = memory', fc.tuple(operations, seed), ([{ value }, n]) => ({
    left: outcome(behind(n, 0), value).then(withoutContents),
    right: outcome(identity, value).then(withoutContents),
  })),
  sameOutcome('the newest state is that of memory', fc.tuple(operations, seed, staleness), ([{ value }, n, most]) => {
    const run = async (store: InMemory) => {
      for (const operation of value) await onePage(store, operation)
      return contentsText(store.snapshot())
    }
    return {
      left: run(eventuallyConsistent({ seed: n, staleness: most, state: initial })),
      right: run(inMemory({ state: initial })),
    }
  }),
  property(
    'what is read is what one of the last states answers',
    fc.tuple(operations, seed, staleness),
    async ([{ value }, n, most]) => {
      const tested = eventuallyConsistent({ seed: n, staleness: most, state: initial })
      const reference = inMemory({ state: initial })
      let last: ReadonlyArray<State> = [initial]
      for (const operation of value) {
        const actual = await onePage(tested, operation)
        const before = reference.snapshot()
        await onePage(reference, operation)
        const after = reference.snapshot()
        const allowed = await Promise.all([before, ...last].map((state) => onePage(inMemory({ state }), operation)))
        const separate = operation._tag === 'BatchGetItem' && operation.tables.some(({ keys }) => keys.length > 1)
        if (!separate && !allowed.includes(actual))
          return `${showOperation(operation)}\n${actual}\nnone of\n${allowed.join('\n')}`
        if (after !== before) last = [after, ...last].slice(0, most + 1)
      }
      return undefined
    },
  ),
])
