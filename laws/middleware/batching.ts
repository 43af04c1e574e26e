/** The laws of a middleware that batches reads. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { compose, identity } from '../../src/interpreter/middleware/compose'
import { eventuallyConsistent } from '../../src/interpreter/middleware/eventuallyConsistent'
import { faulty } from '../../src/interpreter/middleware/faulty'
import { consumedOf, withoutConsumed } from '../../src/interpreter/middleware/metered'
import type { AnyAnswer } from '../../src/interpreter/middleware/tapped'
import type { Middleware } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { answerText } from '../interpreter/meaning'
import { ask } from '../interpreter/store'
import { type Laws, laws, property } from '../law'
import { seed } from './faulty'
import { contended, good, manyKeys, mixed } from './reads'
import { contentsText, initial, sameOutcome } from './run'
import { transparentLaws } from './transparent'

// -----------------------------------------------------------------------------
// running
// -----------------------------------------------------------------------------

const isGet = (operation: Operation): boolean => operation._tag === 'GetItem'

// What a read is said to have consumed is another thing in a batch.
const unmetered = <A extends AnyAnswer>(answer: A): A =>
  E.isRight(answer) && 'consumed' in answer.right ? (E.right(withoutConsumed(answer.right)) as unknown as A) : answer

/** Runs of reads side by side, and everything else by itself; or all at one moment. */
const answersOf = async (
  middleware: Middleware,
  steps: ReadonlyArray<Operation>,
  together: boolean,
): Promise<string> => {
  const store = inMemory({ state: initial })
  const interpreter = middleware(store)
  const answer = async (operation: Operation) => answerText(operation, unmetered(await ask(interpreter, operation)))
  const texts: Array<string> = []
  for (let i = 0; i < steps.length; ) {
    const rest = steps.slice(i)
    const reads = rest.findIndex((one) => !isGet(one))
    const run = together ? rest : rest.slice(0, Math.max(1, reads < 0 ? rest.length : reads))
    texts.push(...(await Promise.all(run.map(answer))))
    i += run.length
  }
  return [...texts.map((text, i) => `${i + 1}. ${text}`), 'left:', contentsText(store.snapshot())].join('\n')
}

/** The answers, as far as they are not those of reads that may be behind. */
const ofConsistent =
  (steps: ReadonlyArray<Operation>) =>
  (text: string): string => {
    const mayBeBehind = steps.map((one) => one._tag === 'GetItem' && !one.consistent)
    return text
      .slice(0, text.indexOf('left:'))
      .split('\n')
      .filter((_, i) => mayBeBehind[i] !== true)
      .join('\n')
  }

/** What is sent to the store. */
const sentBy = async (middleware: Middleware, steps: ReadonlyArray<Operation>): Promise<ReadonlyArray<Operation>> => {
  const sent: Array<Operation> = []
  const interpreter = middleware((operation) => {
    sent.push(operation)
    return inMemory({ state: initial })(operation)
  })
  await Promise.all(steps.map((operation) => interpreter(operation)()))
  return sent
}

const keysOf = (operation: Operation): ReadonlyArray<Item> => {
  switch (operation._tag) {
    case 'BatchGetItem':
      return operation.tables.flatMap(({ keys }) => keys)
    case 'GetItem':
      return [operation.key]
    default:
      return []
  }
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/**
 * The laws of a middleware that batches reads; `asks` is how often it asks for what stays unprocessed, and it should not
 * wait long. On a store in memory, where what is sent first is done first.
 *
 * @example
 * ```ts
 * import { Policy, systemTimer } from 'bloop-ts'
 * import { batchingLaws, flatten } from 'bloop-ts/laws'
 * import { batching } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const batched = batching({ retry: Policy.limit(3), timer: { ...systemTimer, sleep: () => Promise.resolve() } })
 * for (const { laws } of flatten(batchingLaws(batched, 3)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const batchingLaws = (batching: Middleware, asks: number): Laws =>
  laws(
    'batches of reads',
    [
      sameOutcome('reads side by side, between writes, are answered as by themselves', mixed, ({ value }) => ({
        left: answersOf(batching, value, false),
        right: answersOf(identity, value, false),
      })),
      sameOutcome(
        'a read sees the writes that were asked before it, and not those after it',
        contended,
        ({ value }) => ({
          left: answersOf(batching, value, true),
          right: answersOf(identity, value, true),
        }),
      ),
      sameOutcome(
        'a read that is left unprocessed sees no write that was asked after it',
        fc.tuple(good, seed),
        ([{ value }, n]) => ({
          left: answersOf(
            compose(batching, faulty({ seed: n, chances: { Partial: 0.7 }, mostInARow: asks })),
            value,
            true,
          ),
          right: answersOf(identity, value, true),
        }),
      ),
      property('reads are told that they consumed what the store says', contended, async ({ value }) => {
        const said = { inside: 0, outside: 0 }
        const listening =
          (side: keyof typeof said): Middleware =>
          (interpreter) =>
          (operation) =>
          async () => {
            const answer = await interpreter(operation)()
            for (const { units } of consumedOf(answer)) said[side] += units
            return answer
          }
        const interpreter = compose(listening('outside'), batching, listening('inside'))(inMemory({ state: initial }))
        await Promise.all(
          value.map((one, i) =>
            interpreter(one._tag === 'GetItem' && i % 3 > 0 ? { ...one, returnConsumed: true } : one)(),
          ),
        )
        return said.inside === said.outside ? undefined : `${said.outside} units, and not ${said.inside}`
      }),
      sameOutcome('what is left unprocessed is answered all the same', fc.tuple(mixed, seed), ([{ value }, n]) => ({
        left: answersOf(
          compose(batching, faulty({ seed: n, chances: { Partial: 0.7 }, mostInARow: asks })),
          value.filter(({ _tag }) => _tag !== 'BatchGetItem'),
          false,
        ),
        right: answersOf(
          identity,
          value.filter(({ _tag }) => _tag !== 'BatchGetItem'),
          false,
        ),
      })),
      sameOutcome('consistent reads stay consistent', fc.tuple(good, seed), ([{ value }, n]) => {
        const behind: Middleware = () => eventuallyConsistent({ seed: n, staleness: 3, state: initial })
        return {
          left: answersOf(compose(batching, behind), value, false).then(ofConsistent(value)),
          right: answersOf(identity, value, false).then(ofConsistent(value)),
        }
      }),
      property('reads of one moment are as few requests as can be', manyKeys, async (reads) => {
        const sent = await sentBy(batching, reads)
        const distinct = new Set(reads.map((one) => JSON.stringify(one.key))).size
        const keys = sent.flatMap(keysOf)
        return sent.length === Math.ceil(distinct / 100) && keys.length === distinct
          ? undefined
          : `${sent.length} requests of ${keys.length} keys for ${distinct}`
      }),
    ],
    [transparentLaws(batching)],
  )
