/** The laws of overrides. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { identity } from '../../src/interpreter/middleware/compose'
import { patched } from '../../src/interpreter/middleware/patched'
import type { OperationName } from '../../src/program/Operation'
import { type Laws, laws, property } from '../law'
import { fresh, operations, outcome, sameOutcome } from './run'
import { transparentLaws } from './transparent'

const names: ReadonlyArray<OperationName> = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan']

/** The laws of `patched`. */
export const patchedLaws: Laws = laws(
  'overrides',
  [
    sameOutcome('patched({}) = identity', operations, ({ value }) => ({
      left: outcome(patched({}), value),
      right: outcome(identity, value),
    })),
    sameOutcome('an override that asks the next is identity', operations, ({ value }) => ({
      left: outcome(
        patched({ GetItem: (operation, next) => next(operation), Scan: (operation, next) => next(operation) }),
        value,
      ),
      right: outcome(identity, value),
    })),
    property(
      'an override is what is answered, and nothing else is',
      fc.tuple(operations, fc.constantFrom(...names)),
      async ([{ value }, name]) => {
        const failure = { _tag: 'RequestRefused', name: 'Overridden', message: name } as const
        const store = fresh()
        const interpreter = patched({ [name]: () => () => Promise.resolve(E.left(failure)) })(store)
        for (const operation of value) {
          const answer = await interpreter(operation)()
          const isOverridden = answer._tag === 'Left' && answer.left === failure
          if (isOverridden !== (operation._tag === name)) return `${operation._tag}: ${JSON.stringify(answer)}`
        }
        return undefined
      },
    ),
  ],
  [transparentLaws(patched({}))],
)
