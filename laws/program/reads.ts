/** The laws of reads: however they are composed and sent, they answer the same. */
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import * as Read from '../../src/program/Read'
import * as W from '../../src/program/Write'
import type { Law } from '../law'
import { andThen, type MakeLaw, putAll } from './run'
import { arbitrary, listOf, Other, type Row, Thing, ThingKey as ThingKeyModel } from './things'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

interface ThingKey {
  readonly p: string
  readonly s: number
}

type AnyRead = Read.Read<unknown, unknown>

/** A read, as data that a failure can show. */
type Tree =
  | {
      readonly _tag: 'Things'
      readonly demand: boolean
      readonly keys: ReadonlyArray<ThingKey>
      readonly consistent: boolean
    }
  | { readonly _tag: 'Row'; readonly row: Row; readonly consistent: boolean }
  | { readonly _tag: 'Key'; readonly key: ThingKey; readonly consistent: boolean }
  | { readonly _tag: 'Thing'; readonly demand: boolean; readonly key: ThingKey; readonly consistent: boolean }
  | { readonly _tag: 'Other'; readonly demand: boolean; readonly id: number; readonly consistent: boolean }
  | { readonly _tag: 'Of' }
  | { readonly _tag: 'Mapped'; readonly of: Tree }
  | { readonly _tag: 'Both'; readonly first: Tree; readonly second: Tree }
  | { readonly _tag: 'All'; readonly all: ReadonlyArray<Tree> }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const keyOf = ({ p, s }: ThingKey): ThingKey => ({ p, s })
const key = arbitrary.thing.map(keyOf)
const consistent = fc.boolean()
// What is demanded and missing is the one answer of all: so it is rare.
const demand = fc.nat(5).map((n) => n === 0)

const { tree } = fc.letrec<{ readonly tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ _tag: fc.constant('Of' as const) }),
    fc.record({ _tag: fc.constant('Thing' as const), demand, key, consistent }),
    fc.record({ _tag: fc.constant('Things' as const), demand, keys: fc.array(key, { maxLength: 8 }), consistent }),
    fc.record({ _tag: fc.constant('Key' as const), key, consistent }),
    fc.record({ _tag: fc.constant('Other' as const), demand, id: fc.nat(4), consistent }),
    fc.record({ _tag: fc.constant('Mapped' as const), of: tie('tree') }),
    fc.record({ _tag: fc.constant('Both' as const), first: tie('tree'), second: tie('tree') }),
    fc.record({ _tag: fc.constant('All' as const), all: fc.array(tie('tree'), { maxLength: 3 }) }),
  ),
}))

/** What is stored, and what is asked: now and then of so many keys that one call does not take them. */
const questions: fc.Arbitrary<{ readonly stored: ReadonlyArray<Thing> | Row; readonly asked: Tree }> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ stored: arbitrary.several, asked: tree }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(arbitrary.row(100, 150), tree, fc.nat(50), consistent)
      .map(([stored, second, missing, consistent]) => {
        const first: Tree = { _tag: 'Row', row: { ...stored, length: stored.length + missing }, consistent }
        const asked: Tree = { _tag: 'Both', first, second }
        return { stored, asked }
      }),
  },
)

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const readOf = (t: Tree): AnyRead => {
  switch (t._tag) {
    case 'Of':
      return Read.of('nothing')
    case 'Thing':
      return t.demand ? Read.load(Thing)(t.key, t) : Read.find(Thing)(t.key, t)
    case 'Things':
      return t.demand ? Read.loadMany(Thing)(t.keys, t) : Read.findMany(Thing)(t.keys, t)
    case 'Row':
      return Read.findMany(Thing)(listOf(t.row), t)
    case 'Key':
      return Read.find(ThingKeyModel)(t.key, t)
    case 'Other':
      return t.demand ? Read.load(Other)(t, t) : Read.find(Other)(t, t)
    case 'Mapped':
      return pipe(
        readOf(t.of),
        Read.map((a) => ({ mapped: a })),
      )
    case 'Both':
      return pipe(
        readOf(t.first),
        Read.map((x) => (y: unknown) => [x, y]),
        Read.ap(readOf(t.second)),
      )
    case 'All':
      return Read.sequence(t.all.map(readOf))
  }
}

const others = W.batch(W.sequence([0, 2, 3].map((id) => W.put(Other)({ id, text: `other ${id}` }))))

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

// Maps, told apart by what they answer.
const f = (a: unknown) => ({ f: a })
const g = (a: unknown) => ({ g: a })

const composed = (law: MakeLaw, name: string, sides: (x: AnyRead, y: AnyRead) => readonly [AnyRead, AnyRead]): Law =>
  law(
    `reads: ${name}`,
    fc.record({ stored: arbitrary.several, x: tree, y: tree, isBatch: fc.boolean() }),
    ({ stored, x, y, isBatch }) => {
      const [one, other] = sides(readOf(x), readOf(y))
      const run = isBatch ? Read.batch : Read.run
      return { given: pipe(putAll(stored), andThen(others)), left: run(one), right: run(other) }
    },
  )

/** The laws of applicatives, by what is answered. */
const applicativeLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  composed(law, 'map of identity = identity', (x) => [
    pipe(
      x,
      Read.map((a) => a),
    ),
    x,
  ]),
  composed(law, 'map f, map g = map of both', (x) => [
    pipe(x, Read.map(f), Read.map(g)),
    pipe(
      x,
      Read.map((a) => g(f(a))),
    ),
  ]),
  composed(law, 'of f, ap x = map f x', (x) => [pipe(Read.of(f), Read.ap(x)), pipe(x, Read.map(f))]),
  composed(law, 'x, ap of a = map by applying to a', (x) => [
    pipe(
      x,
      Read.map((b) => (a: unknown) => [b, a]),
      Read.ap(Read.of('a')),
    ),
    pipe(
      x,
      Read.map((b) => [b, 'a']),
    ),
  ]),
  composed(law, 'ap is associative', (x, y) => [
    pipe(
      x,
      Read.map((a) => (b: unknown) => (c: unknown) => [a, b, c]),
      Read.ap(y),
      Read.ap(x),
    ),
    pipe(
      x,
      Read.map((a) => ([b, c]: readonly [unknown, unknown]) => [a, b, c]),
      Read.ap(
        pipe(
          y,
          Read.map((b) => (c: unknown) => [b, c] as const),
          Read.ap(x),
        ),
      ),
    ),
  ]),
]

/** The laws of reads. */
export const readLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  ...applicativeLaws(law),
  law('reads: batch = one by one', fc.tuple(questions, fc.integer({ min: 1, max: 4 })), ([q, concurrency]) => {
    const read = readOf(q.asked)
    return {
      given: pipe(putAll(listOf(q.stored)), andThen(others)),
      left: Read.batchWith({ concurrency })(read),
      right: Read.run(read),
    }
  }),
  law(
    'reads: a transaction = one by one',
    fc.record({ stored: arbitrary.several, asked: tree }),
    ({ stored, asked }) => ({
      given: pipe(putAll(stored), andThen(others)),
      left: Read.transact(readOf(asked)),
      right: Read.run(readOf(asked)),
    }),
  ),
]
