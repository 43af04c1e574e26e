import { agrees, type FunctionModel, flatten, type Laws, report } from 'bloop-ts/laws'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { expect, it } from 'vitest'
import { Attribute as A, type AnyError, Model as M, type Program, Scan, Table as T, Write } from '../../src'

// Functions and models that are wrong in themselves: what is said of them, and that it is said soon.

const Word = M.model({ name: 'Word', table: 'words', attributes: { id: A.string }, key: { partition: 'id' } })

type Add = (id: string) => Program.Program<AnyError, void>

const add: Add = (id) => Write.run(Write.put(Word)({ id }))
const words = pipe(
  Scan.collect(Scan.consistent(Scan.scan(Word))),
  RTE.map((all) => all.map(({ id }) => id).sort()),
)

const adding: FunctionModel<ReadonlyArray<string>, Add> = {
  name: 'words',
  given: T.bind(Word),
  initial: [],
  input: fc.constantFrom('a', 'b', 'c'),
  step: (before, id) => [[...new Set([...before, id])].sort(), E.right(undefined)],
  observe: words,
}

const reports = async (laws: Laws): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = []
  for (const group of flatten(laws))
    for (const law of group.laws) found.push(report(group.name, law, await law.check({ seed: 1 })) ?? 'holds')
  return found
}

it('a call that never ends is given up, alone and beside another', async () => {
  const hangs: Add = (id) => (id === 'b' ? () => () => new Promise(() => undefined) : add(id))
  const start = performance.now()
  const found = await reports(
    agrees({ hangs }, { ...adding, calls: { hangs: adding } }, { concurrent: 2, endsWithin: 300 }),
  )
  expect(found.map((text) => text.split('\n\n')[0])).toEqual([
    'hangs("b")\n  does not end',
    'hangs("b")\n  does not end',
  ])
  expect(found[0]).toContain('hangs("b") does not end: for 100 ms it neither asked anything of the store nor ended')
  expect(performance.now() - start).toBeLessThan(20_000)
})

it('a call that asks the store for ever is given up, also where no timer would fire', async () => {
  const asks: Add = (id) =>
    pipe(
      words,
      RTE.flatMap(() => asks(id)),
    )
  for (const held of [true, false]) {
    const [text = ''] = await reports(agrees({ asks }, { ...adding, calls: { asks: adding } }, { held, concurrent: 2 }))
    expect(text).toContain('asks("a") does not end: it asked 1000 operations of the store, and then more')
    expect(text).toContain('… 922 more …')
    expect(text).toContain('Counterexample: client 1: asks("a")\nFound')
  }
})

it('a call that sleeps is waited for', async () => {
  const slow: Add = (id) => (interpreter) => async () => {
    await new Promise((done) => setTimeout(done, 5))
    return add(id)(interpreter)()
  }
  const law = agrees({ slow }, { ...adding, calls: { slow: adding } }).laws[0]
  expect((await law?.check({ seed: 1, numRuns: 10 }))?.failed).toBe(false)
})

it('a model that changes its state is named, and not taken for a wrong store', async () => {
  const initial: Array<string> = []
  const pushes: FunctionModel<Array<string>, Add> = {
    ...adding,
    initial,
    observe: words,
    step: (before, id) => {
      before.push(id)
      return [before, E.right(undefined)]
    },
  }
  const [text = ''] = await reports(agrees(add, pushes))
  expect(text).toMatch(/^the model is not pure: a step changed the state that it was given/)
  expect(text).toContain('Counterexample: no calls')
})

it('a function without a model, and no functions at all', async () => {
  const calls = { add: adding }
  const others = { add, other: add }
  expect(
    (await reports(agrees<typeof others, ReadonlyArray<string>>(others, { ...adding, calls } as never)))[0],
  ).toMatch(/^agrees: `calls` says nothing of the function 'other'/)
  expect((await reports(agrees({}, { ...adding, calls: {} })))[0]).toMatch(/^agrees: there are no functions/)
  expect((await reports(agrees({ add }, { ...adding, calls }, { endsWithin: 0 })))[0]).toMatch(/^agrees: `endsWithin`/)
})
