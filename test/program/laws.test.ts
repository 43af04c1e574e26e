import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import { flatten, type Laws, suite } from '../../laws/law'
import { programLaws } from '../../laws/program'
import { inMemory } from '../../src/memory'
import { compose, faulty, patched, retrying } from '../../src/middleware'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import * as Policy from '../../src/program/time/Policy'

suite(describe, it)(programLaws(inMemory()), { numRuns: 1000 })

// -----------------------------------------------------------------------------
// on bad days
// -----------------------------------------------------------------------------

const timer = { random: () => 0, sleep: () => Promise.resolve() }
const mostInARow = 3
const patient = retrying(Policy.limit(mostInARow * 4), { timer })
const refusals = { Throttled: 0.1, Conflicted: 0.1, Partial: 0.3, ShortPage: 0.3 }
const all = { ...refusals, Failed: 0.1, Unsent: 0.1, TimedOut: 0.1, Lost: 0.2 }
const days = (chances: object) => (seed: number) => compose(patient, faulty({ seed, chances, mostInARow }))

suite(describe, it)(
  { ...programLaws(inMemory(), { conditional: false, day: days(all) }), name: 'programs, whatever fails' },
  { numRuns: 150 },
)
const refusing = programLaws(inMemory(), { day: days(refusals) })
suite(describe, it)(
  { ...refusing, parents: [], name: 'programs with conditions, where nothing is lost' },
  { numRuns: 150 },
)

// -----------------------------------------------------------------------------
// interpreters that are wrong in one way
// -----------------------------------------------------------------------------

/** The names of the laws that do not hold. */
const broken = async (root: Laws): Promise<ReadonlyArray<string>> => {
  const names: Array<string> = []
  for (const { laws } of flatten(root))
    for (const law of laws) if ((await law.check({ numRuns: 100, endOnFailure: true })).failed) names.push(law.name)
  return names
}

const reordered: Middleware = patched({
  BatchGetItem: (operation, next) =>
    TE.map(
      ({ items, ...rest }: { readonly items: ReadonlyArray<never>; readonly unprocessed: ReadonlyArray<never> }) => ({
        ...rest,
        items: [...items].reverse(),
      }),
    )(next(operation) as never),
})

const refused = TE.left({ _tag: 'RequestRefused', name: 'TooMany', message: 'no' } as const)

const mutants: Readonly<Record<string, readonly [law: string, Middleware]>> = {
  'fails calls of 25 writes': [
    'writes: batch = one by one',
    patched({
      BatchWriteItem: (operation, next) => (operation.writes.length >= 25 ? refused : next(operation)),
    }),
  ],
  'drops the last key of a call of 100': [
    'reads: batch = one by one',
    patched({
      BatchGetItem: (operation, next) => {
        const count = operation.tables.reduce((sum, { keys }) => sum + keys.length, 0)
        const tables = operation.tables.map(({ keys, ...rest }) => ({ ...rest, keys: keys.slice(0, -1) }))
        return next(count < 100 ? operation : { ...operation, tables: tables.filter(({ keys }) => keys.length > 0) })
      },
    }),
  ],
  'reads one table of a call': [
    'reads: batch = one by one',
    patched({ BatchGetItem: (operation, next) => next({ ...operation, tables: operation.tables.slice(0, 1) }) }),
  ],
  'writes over the winner': [
    'of n concurrent writes if absent exactly one wins, and stays',
    patched({
      PutItem: (operation, next) => async () => {
        const answer = await next(operation)()
        if (E.isLeft(answer)) await next({ ...operation, put: { ...operation.put, condition: { _tag: 'Always' } } })()
        return answer
      },
    }),
  ],
  'fails with the wrong error where another won': [
    'of n concurrent writes if absent exactly one wins, and stays',
    patched({
      PutItem: (operation, next) => async () => {
        const answer = await next(operation)()
        return E.isLeft(answer) && answer.left._tag === 'ConditionFailed'
          ? E.left({ _tag: 'RequestRefused', name: 'Lost', message: 'another won' } as const)
          : answer
      },
    }),
  ],
  'does the first action of a cancelled transaction': [
    'a transaction is all or nothing',
    patched({
      TransactWriteItems: (operation, next) => async () => {
        const answer = await next(operation)()
        if (E.isLeft(answer)) await next({ ...operation, actions: operation.actions.slice(0, 1) })()
        return answer
      },
    }),
  ],
}

describe('the laws of programs', () => {
  it.each(Object.entries(mutants))('find an interpreter that %s', async (_, [law, mutant]) => {
    expect(await broken(programLaws(mutant(inMemory())))).toContain(law)
  })

  it('take one that answers batches in another order', async () => {
    expect(await broken(programLaws(reordered(inMemory())))).toEqual([])
  })

  it('find repetitions that give each its own token', async () => {
    let tokens = 0
    const fresh: Middleware = patched({
      TransactWriteItems: (operation, next) => next({ ...operation, token: `token ${tokens++}` }),
    })
    const day = (seed: number) => compose(patient, fresh, faulty({ seed, chances: { Lost: 0.5 }, mostInARow }))
    expect(await broken(programLaws(inMemory(), { day }))).not.toEqual([])
  })

  it('have several calls under way at once', async () => {
    const most = new Map<string, number>()
    let now = 0
    const inner = inMemory()
    const counting: Interpreter = (operation) => async () => {
      now++
      most.set(operation._tag, Math.max(now, most.get(operation._tag) ?? 0))
      await Promise.resolve()
      const answer = await inner(operation)()
      now--
      return answer
    }
    expect(await broken(programLaws(counting))).toEqual([])
    for (const name of ['BatchGetItem', 'BatchWriteItem', 'PutItem', 'UpdateItem', 'TransactWriteItems', 'Scan'])
      expect([name, (most.get(name) ?? 0) > 1]).toEqual([name, true])
  })
})
