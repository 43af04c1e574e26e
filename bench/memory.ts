/**
 * How fast the store in memory is, through its interpreter, each operation awaited: reads and conditional puts of items of
 * 20 attributes and 1 KB, at random among a thousand to a million.
 *
 * A million items are not in the processor's caches: a plain `Map` of them, whose work does not grow at all, already takes
 * several times as long as one of a thousand. So growth is told beside that of a `Map` in the same run, and is bounded by
 * what log n allows: log 1,000,000 / log 1,000 = 2.
 *
 * `npm run bench -- --only memory`
 */
import type { Condition } from '../src/expression/condition/model'
import { empty, inMemory, type State, step } from '../src/memory'
import type { Interpreter } from '../src/program/Interpreter'
import type { Item } from '../src/value/AttributeValue'
import type { TableSchema } from '../src/value/TableSchema'
import type { Figure } from './figure'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const plain: TableSchema = {
  name: 'users',
  key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
  indexes: [],
}

const indexed: TableSchema = {
  name: 'users',
  key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
  indexes: [
    {
      name: 'byCity',
      kind: 'global',
      key: { partition: [{ name: 'city', type: 'S' }], sort: [{ name: 'age', type: 'N' }] },
      projection: 'all',
    },
    {
      name: 'byEmail',
      kind: 'global',
      key: { partition: [{ name: 'email', type: 'S' }], sort: [] },
      projection: 'keys',
    },
  ],
}

const shared: Item = {
  country: { S: 'NL' },
  note: { S: 'A note of a sentence or so, as people write them, and then some more of it. '.repeat(7) },
  rank: { N: '17' },
  score: { N: '1.25' },
  ratio: { N: '0.015625' },
  isActive: { BOOL: true },
  isAdmin: { BOOL: false },
  isVerified: { BOOL: true },
  address: { M: { street: { S: 'Street 12' }, zip: { S: '10012' }, floor: { N: '3' }, hasLift: { BOOL: true } } },
  history: { L: Array.from({ length: 10 }, (_, j) => ({ N: String(j * 7) })) },
  tags: { SS: ['red', 'green', 'blue'] },
  avatar: { S: 'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4'.repeat(2) },
  createdAt: { S: '2026-01-01T00:00:00.000Z' },
}

const idOf = (i: number): string => `user-${i}-${((i * 7919) % 99991).toString(36)}`

const itemOf = (i: number, version: number): Item => ({
  id: { S: idOf(i) },
  email: { S: `someone.${i}@example.com` },
  name: { S: `Some One ${i}` },
  city: { S: `city-${i % 100}` },
  status: { S: i % 2 === 0 ? 'active' : 'suspended' },
  age: { N: String(18 + (i % 80)) },
  version: { N: String(version) },
  ...shared,
})

const exists: Condition<never> = { _tag: 'Exists', path: { _tag: 'Path', attribute: 'id', segments: ['id'] } }

const versionIs = (version: number): Condition<never> => ({
  _tag: 'Compare',
  comparator: '=',
  left: { _tag: 'Path', attribute: 'version', segments: ['version'] },
  right: { _tag: 'Value', value: { N: String(version) } },
})

// -----------------------------------------------------------------------------
// measuring
// -----------------------------------------------------------------------------

const stateOf = (schema: TableSchema, n: number): State => {
  let [state] = step(empty, { _tag: 'CreateTable', schema })
  for (let i = 0; i < n; i++) {
    const put = { _tag: 'Put', table: 'users', item: itemOf(i, 1), condition: { _tag: 'Always' } } as const
    state = step(state, { _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })[0]
  }
  return state
}

// A fixed sequence, so that each run asks for the same.
const random = (seed: number): ((below: number) => number) => {
  let x = seed
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

type Run = (interpreter: Interpreter, i: number) => Promise<{ readonly _tag: string }>

const get: Run = (interpreter, i) =>
  interpreter({ _tag: 'GetItem', table: 'users', key: { id: { S: idOf(i) } }, consistent: true })()

const putIf =
  (condition: () => Condition<never>): Run =>
  (interpreter, i) =>
    interpreter({
      _tag: 'PutItem',
      put: { _tag: 'Put', table: 'users', item: itemOf(i, 1), condition: condition() },
      returning: 'none',
      itemOnFailure: false,
    })()

/** The best of some rounds, in seconds for one operation. */
const secondsFor = async (
  run: (i: number) => Promise<{ readonly _tag: string }>,
  n: number,
  operations: number,
): Promise<number> => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const next = random(round + 1)
    const start = process.hrtime.bigint()
    for (let k = 0; k < operations; k++) {
      const answer = await run(next(n))
      if (answer._tag !== 'Right') return Number.NaN
    }
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9 / operations)
  }
  return best
}

// What no store can do without: a key made, an entry found by it, an answer awaited.
const mapGet = (n: number): ((i: number) => Promise<{ readonly _tag: string }>) => {
  const map = new Map<string, { readonly _tag: string; readonly item: Item }>()
  for (let i = 0; i < n; i++) map.set(idOf(i), { _tag: 'Right', item: itemOf(i, 1) })
  return (i) => Promise.resolve(map.get(idOf(i)) ?? { _tag: 'Left' })
}

interface Subject {
  readonly name: string
  readonly run: Run
  readonly schema: TableSchema
  readonly bound: number
}
const subjects: ReadonlyArray<Subject> = [
  { name: 'GetItem', run: get, schema: plain, bound: 300_000 },
  { name: 'PutItem if exists', run: putIf(() => exists), schema: plain, bound: 100_000 },
  { name: 'PutItem if version = 1, made each time', run: putIf(() => versionIs(1)), schema: plain, bound: 100_000 },
  { name: 'PutItem if exists, two indexes', run: putIf(() => exists), schema: indexed, bound: 50_000 },
]

/** The figures, in about a minute; `smoke`: over few items and operations, to see that it runs. */
export const memoryBench = async ({
  smoke = false,
}: {
  readonly smoke?: boolean
} = {}): Promise<ReadonlyArray<Figure>> => {
  const sizes = smoke ? [100, 1_000] : [1_000, 10_000, 100_000, 1_000_000]
  const operations = smoke ? 200 : 50_000
  const fewest = sizes[0] as number
  const most = sizes[sizes.length - 1] as number
  const figures: Array<Figure> = []
  const seconds = new Map<string, number>()
  const measure = async (name: string, n: number, run: (i: number) => Promise<{ readonly _tag: string }>) => {
    const each = await secondsFor(run, n, operations)
    seconds.set(`${name}, ${n}`, each)
    return Math.round(1 / each)
  }
  for (const n of sizes) {
    figures.push({ name: `Map of ${n}: get`, perSecond: await measure('Map', n, mapGet(n)) })
    for (const schema of [plain, indexed]) {
      const state = stateOf(schema, n)
      for (const { name, run, bound } of subjects.filter((subject) => subject.schema === schema)) {
        const store = inMemory({ state })
        const perSecond = await measure(name, n, (i) => run(store, i))
        figures.push({ name: `memory of ${n}: ${name}`, perSecond, ...(n === 10_000 && { bound }) })
      }
    }
  }
  const growth = (name: string): number =>
    (seconds.get(`${name}, ${most}`) ?? Number.NaN) / (seconds.get(`${name}, ${fewest}`) ?? Number.NaN)
  figures.push({ name: `Map: a get of ${most} to one of ${fewest}`, ratio: growth('Map') })
  for (const { name } of subjects) {
    figures.push({ name: `memory: ${name} of ${most} to one of ${fewest}`, ratio: growth(name) })
    const ratio = growth(name) / growth('Map')
    figures.push({ name: `… to the same of a Map`, ratio, ...(!smoke && { bound: Math.log(most) / Math.log(fewest) }) })
  }
  return figures
}
