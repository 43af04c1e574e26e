/** The laws of a middleware that batches reads. */
import * as fc from 'fast-check'
import { ofNames, type Projection } from '../../src/expression/Projection'
import { memory } from '../../src/interpreter/memory/inMemory'
import { compose, identity } from '../../src/interpreter/middleware/compose'
import { eventuallyConsistent } from '../../src/interpreter/middleware/eventuallyConsistent'
import { faulty } from '../../src/interpreter/middleware/faulty'
import type { Middleware } from '../../src/program/Interpreter'
import type { GetItem, Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { type Shown, shown, someItems } from '../arbitrary/operation'
import { key, projection, sometimes } from '../arbitrary/operationItem'
import { absentTable, read, single } from '../arbitrary/operationWrite'
import { answerText } from '../interpreter/meaning'
import { showOperations } from '../interpreter/show'
import { ask } from '../interpreter/store'
import { keyOf } from '../interpreter/table'
import { type Laws, laws, property } from '../law'
import { seed } from './faulty'
import { contentsText, initial, sameOutcome, schema } from './run'
import { transparentLaws } from './transparent'

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const nearKey = (items: ReadonlyArray<Item>): fc.Arbitrary<Item> => fc.oneof(fc.constantFrom(...items).map(keyOf), key)

// Few, so that reads meet that project alike: without the key, with a part of it, and into it, where nothing can be.
const few: fc.Arbitrary<Projection> = fc.constantFrom(ofNames('a'), ofNames('p', 'b'), {
  _tag: 'Projection',
  paths: [{ _tag: 'Path', attribute: 'p', segments: ['p', 0] }],
})

const someProjection = fc.oneof({ weight: 4, arbitrary: few }, { weight: 1, arbitrary: projection })

// Half of the time all reads of a run project alike.
type Projected = fc.Arbitrary<{ readonly projection?: Projection }>

const projections: fc.Arbitrary<Projected> = fc.oneof<Array<fc.Arbitrary<Projected>>>(
  few.map((one) => fc.constant({ projection: one })),
  fc.constant(sometimes([1, 1], 'projection', someProjection)),
)

const goodGet = (items: ReadonlyArray<Item>, projected: Projected): fc.Arbitrary<GetItem> =>
  fc
    .tuple(nearKey(items), fc.boolean(), projected)
    .map(([k, consistent, only]) => ({ _tag: 'GetItem', table: schema.name, key: k, consistent, ...only }))

const otherTable: fc.Arbitrary<GetItem> = key.map((k) => ({
  _tag: 'GetItem',
  table: absentTable,
  key: k,
  consistent: true,
}))

const put = (item: Item): Operation => ({
  _tag: 'PutItem',
  put: { _tag: 'Put', table: schema.name, item, condition: { _tag: 'Always' } },
  returning: 'none',
  itemOnFailure: false,
})

const stepsOf = (
  maxLength: number,
  step: (items: ReadonlyArray<Item>, projected: Projected) => fc.Arbitrary<Operation>,
) =>
  shown(
    fc
      .tuple(someItems, projections)
      .chain(([items, projected]) =>
        fc
          .tuple(fc.subarray([...items]), fc.array(step(items, projected), { maxLength, size: 'max' }))
          .map(([first, more]): ReadonlyArray<Operation> => [...first.map(put), ...more]),
      ),
    showOperations,
  )

/** Mostly reads, some of them of no key, of a table that is not there, or with a projection that is refused. */
const mixed: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = stepsOf(30, (items, projected) =>
  fc.oneof(
    { weight: 16, arbitrary: goodGet(items, projected) },
    { weight: 3, arbitrary: read(schema.name, items) },
    { weight: 1, arbitrary: otherTable },
    { weight: 2, arbitrary: single(schema.name, items) },
  ),
)

/** Reads of keys, and writes; no more than may be under way at once. */
const good: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = stepsOf(8, (items, projected) =>
  fc.oneof({ weight: 3, arbitrary: goodGet(items, projected) }, { weight: 1, arbitrary: single(schema.name, items) }),
)

// -----------------------------------------------------------------------------
// running
// -----------------------------------------------------------------------------

const isGet = (operation: Operation): boolean => operation._tag === 'GetItem'

/** Runs of reads side by side, and everything else by itself; or all at one moment. */
const answersOf = async (
  middleware: Middleware,
  steps: ReadonlyArray<Operation>,
  together: boolean,
): Promise<string> => {
  const store = memory({ state: initial })
  const interpreter = middleware(store.interpreter)
  const answer = async (operation: Operation) => answerText(operation, await ask(interpreter, operation))
  const texts: Array<string> = []
  for (let i = 0; i < steps.length; ) {
    const rest = steps.slice(i)
    const reads = rest.findIndex((one) => !isGet(one))
    const run = together ? rest : rest.slice(0, Math.max(1, reads < 0 ? rest.length : reads))
    texts.push(...(await Promise.all(run.map(answer))))
    i += run.length
  }
  return [...texts.map((text, i) => `${i + 1}. ${text}`), 'left:', contentsText(store.read())].join('\n')
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
    return memory({ state: initial }).interpreter(operation)
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

const manyKeys: fc.Arbitrary<ReadonlyArray<GetItem>> = fc
  .array(fc.nat(250), { maxLength: 400, size: 'max' })
  .map((numbers) =>
    numbers.map((n) => ({
      _tag: 'GetItem',
      table: schema.name,
      key: { p: { S: 'a' }, n: { N: String(n) } },
      consistent: true,
    })),
  )

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/**
 * The laws of a middleware that batches reads; `asks` is how often it asks for what stays unprocessed, and it should not
 * wait long, and have at least 8 requests under way at once. On a store in memory, where what is sent first is done first.
 *
 * @example
 * ```ts
 * import { Policy, systemTimer } from 'bloop-ts'
 * import { batchingLaws, flatten } from 'bloop-ts/laws'
 * import { batching } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const batched = batching({ policy: Policy.limit(3), timer: { ...systemTimer, sleep: () => Promise.resolve() } })
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
      sameOutcome('a read sees the writes that were asked before it, and not those after it', good, ({ value }) => ({
        left: answersOf(batching, value, true),
        right: answersOf(identity, value, true),
      })),
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
        const behind: Middleware = () => eventuallyConsistent({ seed: n, staleness: 3, state: initial }).interpreter
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
