/** Inventory: all laws, by subject, each with what it is asked of. It is bundled with each mutant anew. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { fromCompare } from 'fp-ts/Ord'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { agrees } from '../../laws/agrees'
import { safeInteger, text } from '../../laws/arbitrary/codecValue'
import { ofModel } from '../../laws/arbitrary/model'
import { checkpointLaws } from '../../laws/checkpoint'
import { codecLaws, keyCodecLaws } from '../../laws/codec'
import { conditionLaws } from '../../laws/condition'
import { conditionPredicateLaws } from '../../laws/conditionOf'
import { interpreterLaws } from '../../laws/interpreter'
import { streamOperationLaws } from '../../laws/interpreter/streams'
import { jsonLaws } from '../../laws/json'
import type { Laws } from '../../laws/law'
import * as middleware from '../../laws/middleware'
import { instant } from '../../laws/middleware/time'
import { modelLaws } from '../../laws/model'
import { policyLaws } from '../../laws/policy'
import { programLaws } from '../../laws/program'
import { replicationLaws } from '../../laws/replicate'
import { specLaws } from '../../laws/spec'
import { streamLaws } from '../../laws/stream'
import { tableLaws } from '../../laws/table'
import { updateLaws } from '../../laws/update'
import { valueLaws } from '../../laws/value'
import {
  Attribute as A,
  Checkpoint,
  type Interpreter,
  Model as M,
  Policy,
  Read,
  Table,
  Update as U,
  Write,
} from '../../src'
import type { Condition } from '../../src/expression/condition/model'
import { type InMemory, inMemory, splitShards } from '../../src/memory'
import { batching, compose, retrying, timeout } from '../../src/middleware'
import type { Program } from '../../src/program/Program'
import { Entry, Note, Task, Thing } from './thing'
import { viewInventory } from './views/laws'

const bigintOrder = fromCompare<bigint>((x, y) => (x < y ? -1 : x > y ? 1 : 0))
const same = (x: unknown, y: unknown): boolean => Object.is(x, y)
const retry = retrying(Policy.limit(3), { timer: instant })

const Counter = M.model({
  name: 'Counter',
  table: 'counters',
  attributes: { id: A.string, count: A.integer },
  key: { partition: 'id' },
})

const entries = fc.oneof(
  ofModel(Note, { kind: fc.constant('note') }),
  ofModel(Task, { kind: fc.constantFrom('task', 'chore') }),
)

const counter = Read.run(Read.load(Counter)({ id: 'a' }, { consistent: true }))

const put = (count: number, condition?: Condition<(typeof Counter)['_Row']>) =>
  Write.run(
    condition === undefined
      ? Write.put(Counter)({ id: 'a', count })
      : Write.put(Counter)({ id: 'a', count }, { condition }),
  )

// One reads and writes where nobody wrote meanwhile; the other one lets the store add.
const compareAndSet = (by: number): Program<{ readonly _tag: string }, void> =>
  pipe(
    counter,
    RTE.flatMap((old) => put(old.count + by, Write.snapshot(Counter)(old))),
    RTE.orElse(
      (error): Program<{ readonly _tag: string }, void> =>
        error._tag === 'ConditionFailed' ? compareAndSet(by) : RTE.left(error),
    ),
  )
const add = (by: number) => Write.run(Write.update(Counter)({ id: 'a' }, U.increment(Counter.at.count, by)))

const counted = {
  input: fc.integer({ min: 1, max: 3 }),
  step: (count: number, by: number) => [count + by, E.right(undefined)] as const,
}

const counting = (): Laws =>
  agrees(
    { compareAndSet, add },
    {
      name: 'a counter',
      given: pipe(
        Table.bind(Counter),
        RTE.flatMap(() => put(0)),
      ),
      initial: 0,
      calls: { compareAndSet: counted, add: counted },
      observe: pipe(
        counter,
        RTE.map(({ count }) => count),
      ),
    },
    { concurrent: 2, mostCalls: 4, faults: { Throttled: 0.1, Lost: 0.2 }, middleware: retry },
  )

// No store on a network answers of a shard in the moment in which it is asked.
const notAtOnce =
  (store: Interpreter): Interpreter =>
  (operation) =>
  async () => {
    if ('shard' in operation) await new Promise((done) => setImmediate(done))
    return store(operation)()
  }

/** The laws of a subject. */
export type Subject = keyof typeof inventory

/** All laws by subject; making them asks nothing yet. */
export const inventory = {
  values: () => [valueLaws(), specLaws],
  conditions: () => [conditionLaws(), conditionPredicateLaws(Thing, ofModel(Thing))],
  updates: () => [updateLaws()],
  codecs: () => [
    codecLaws(A.string, text, same),
    codecLaws(A.integer, safeInteger, same),
    // No model of the laws has it: what its types are is no fault of a model's definition.
    keyCodecLaws(A.bigint, fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }), bigintOrder),
  ],
  models: () => [modelLaws(Thing), jsonLaws(Thing), jsonLaws(Thing, { explicitNull: true })],
  // Those of its models are the subject before.
  sums: () => [{ ...modelLaws(Entry, entries), parents: [] }],
  views: viewInventory,
  programs: () => [
    counting(),
    programLaws(inMemory()),
    tableLaws(inMemory(), { patience: { polling: Policy.limit(3) } }),
    policyLaws,
  ],
  interpreters: () => [interpreterLaws(inMemory())],
  middleware: () => [
    middleware.batchingLaws(batching({ retry: Policy.limit(4), timer: instant }), 4),
    middleware.capacityLaws,
    middleware.middlewareMonoidLaws,
    middleware.eventuallyConsistentLaws,
    middleware.explainLaws,
    middleware.faultyLaws,
    middleware.observingLaws,
    middleware.patchedLaws,
    middleware.rateLimitedLaws,
    middleware.recordingLaws,
    middleware.retryingLaws(retry, 3),
    middleware.timeoutLaws,
    middleware.tracingLaws,
    middleware.transparentLaws(compose(retry, timeout(10_000))),
  ],
  streams: () => {
    const recording = inMemory()
    const read = inMemory({ now: Date.now })
    const [from, to] = [inMemory({ now: Date.now }), inMemory({ now: Date.now })]
    const splits = (store: InMemory) => (table: string) => store.restore(splitShards(table)(store.snapshot()))
    return [
      streamOperationLaws(recording, { disturb: splits(recording) }),
      streamLaws(notAtOnce(read), {
        disturb: splits(read),
        elapse: (hours) => read.advance({ hours }),
        reading: { now: read.now },
      }),
      checkpointLaws(() => Promise.resolve(Checkpoint.inMemory())),
      // What was written long before a copy begins is not read in the stream again.
      replicationLaws({ from, to }, { disturb: () => from.advance({ hours: 1 }), reading: { now: from.now } }),
    ]
  },
} satisfies { readonly [subject: string]: () => ReadonlyArray<Laws> }
