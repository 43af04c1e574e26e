/**
 * Loading 10,000 items one by one, in batches, and one by one through `batching`: how many calls are made, and how long it
 * takes where each call takes a millisecond, as to a store that is near.
 *
 * `npm run bench -- --only batch`
 */
import { right } from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as A from '../src/codec'
import { inMemory } from '../src/memory'
import { batching } from '../src/middleware'
import { model } from '../src/model'
import type { Interpreter } from '../src/program/Interpreter'
import type { Program } from '../src/program/Program'
import * as Read from '../src/program/Read'
import * as T from '../src/program/Table'
import * as W from '../src/program/Write'
import type { Figure } from './figure'

const User = model({
  name: 'User',
  table: 'users',
  attributes: { id: A.integer, name: A.string, email: A.optional(A.string), tags: A.set(A.string) },
  key: { partition: 'id' },
})

/** A store with its latency, which counts the calls. */
const near = (inner: Interpreter) => {
  const seen = { calls: 0 }
  const interpreter: Interpreter = (operation) => async () => {
    seen.calls++
    await new Promise((done) => setTimeout(done, 1))
    return inner(operation)()
  }
  return { seen, interpreter }
}

const expectAll = (count: number, found: unknown): void => {
  if (JSON.stringify(found) !== JSON.stringify(right(count))) throw new Error(`it read ${JSON.stringify(found)}`)
}

/** The figures. */
export const batchBench = async ({ smoke }: { readonly smoke: boolean }): Promise<ReadonlyArray<Figure>> => {
  const count = smoke ? 500 : 10_000
  const inner = inMemory()
  await T.bind(User)(inner)()
  const ids = Array.from({ length: count }, (_, id) => ({ id }))
  const puts = ids.map(({ id }) => W.put(User)({ id, name: `user ${id}`, tags: new Set(['a']) }))
  await W.all(puts)(inner)()

  const read = Read.loadMany(User)(ids)
  const each = RTE.sequenceArray(ids.map((key) => Read.run(Read.load(User)(key))))
  const size = RTE.map((all: ReadonlyArray<unknown>) => all.length)

  const measure = async (program: Program<unknown, number>, middleware = (i: Interpreter) => i) => {
    const { seen, interpreter } = near(inner)
    const began = performance.now()
    expectAll(count, await program(middleware(interpreter))())
    return { calls: seen.calls, milliseconds: performance.now() - began }
  }
  const single = await measure(pipe(Read.run(read), size))
  const batched = await measure(pipe(Read.batch(read), size))
  const joined = await measure(pipe(each, size), batching())

  const name = (what: string) => `batch: ${count.toLocaleString('en')} items loaded ${what}`
  return [
    { name: name('one by one, calls'), count: single.calls, bound: count },
    { name: name('in batches, calls'), count: batched.calls, bound: count / 100 },
    { name: name('one by one through batching, calls'), count: joined.calls, bound: count / 100 },
    { name: name('in batches, beside one by one'), ratio: batched.milliseconds / single.milliseconds },
    { name: name('through batching, beside one by one'), ratio: joined.milliseconds / single.milliseconds },
  ]
}
