import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import { interpreterLaws } from '../../laws/interpreter'
import { flatten, type Laws, suite } from '../../laws/law'
import type { Condition } from '../../src/expression/condition/model'
import { paths } from '../../src/expression/condition/reads'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import type { Middleware } from '../../src/program/Interpreter'
import type { Operation, OutputOf, Page } from '../../src/program/Operation'

const memory = interpreterLaws(inMemory())

suite(describe, it)(memory, { numRuns: 1000 })

suite(describe, it)(
  { ...interpreterLaws(inMemory(), { backupsAndTags: true }), name: 'with continuous backups and tags', parents: [] },
  { numRuns: 200 },
)

suite(describe, it)(
  { ...interpreterLaws(inMemory(), { multiAttribute: false }), name: 'without an index of several attributes' },
  { numRuns: 50 },
)

// -----------------------------------------------------------------------------
// interpreters that are wrong in one way
// -----------------------------------------------------------------------------

type Answer = OutputOf<Operation['_tag']>

/** Asks for something else than what was asked. */
const asking =
  (change: (operation: Operation) => Operation): Middleware =>
  (interpreter) =>
  (operation) =>
    interpreter(change(operation) as typeof operation)

/** Answers something else than what was answered. */
const answering =
  (change: (answer: Answer, operation: Operation) => Answer): Middleware =>
  (interpreter) =>
  (operation) =>
    pipe(
      interpreter(operation),
      TE.map((answer) => change(answer, operation) as typeof answer),
    )

const always: Condition<never> = { _tag: 'Always' }

const isPage = (operation: Operation): operation is Operation<'Query' | 'Scan'> =>
  operation._tag === 'Query' || operation._tag === 'Scan'

const leadsIntoKey = (condition: Condition<never>): boolean =>
  paths(condition).some(({ segments }) => segments.length > 1 && ['p', 'n', 'g', 'h', 'l'].includes(segments[0]))

const pages = (change: (page: Page) => Page): Middleware =>
  answering((answer, operation) => (isPage(operation) ? change(answer as Page) : answer))

const withoutNext = ({ next: _, ...page }: Page): Page => page

const swapped = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '=': '=' } as const

const mutants: Readonly<Record<string, Middleware>> = {
  'drops filters': asking((o) => (isPage(o) ? { ...o, filter: always } : o)),
  'drops the conditions of puts': asking((o) =>
    o._tag === 'PutItem' ? { ...o, put: { ...o.put, condition: always } } : o,
  ),
  'takes conditions with paths into keys': asking((o) =>
    o._tag === 'PutItem' && leadsIntoKey(o.put.condition) ? { ...o, put: { ...o.put, condition: always } } : o,
  ),
  'drops the conditions of transactions': asking((o) =>
    o._tag === 'TransactWriteItems' ? { ...o, actions: o.actions.map((a) => ({ ...a, condition: always })) } : o,
  ),
  'takes < for <=': asking((o) =>
    o._tag === 'Query' && o.key.range?.range._tag === 'Compare'
      ? {
          ...o,
          key: {
            ...o.key,
            range: {
              ...o.key.range,
              range: { ...o.key.range.range, comparator: swapped[o.key.range.range.comparator] },
            },
          },
        }
      : o,
  ),
  'takes NOT a < b for a >= b': asking((o) =>
    o._tag === 'PutItem' && o.put.condition._tag === 'Not' && o.put.condition.condition._tag === 'Compare'
      ? { ...o, put: { ...o.put, condition: { ...o.put.condition.condition, comparator: '>=' } } }
      : o,
  ),
  'reads forward only': asking((o) => (o._tag === 'Query' ? { ...o, direction: 'forward' } : o)),
  'forgets the limit': asking((o) => {
    if (!isPage(o)) return o
    const { limit: _, ...rest } = o
    return rest
  }),
  'forgets projections': asking((o) => {
    if (o._tag !== 'GetItem') return o
    const { projection: _, ...rest } = o
    return rest
  }),
  'ends after a page': pages(withoutNext),
  'ends at an empty page': pages((page) => (page.count === 0 ? withoutNext(page) : page)),
  'counts what it evaluated': pages((page) => ({ ...page, count: page.scanned })),
  'reads one segment twice': asking((o) =>
    o._tag === 'Scan' && o.segment !== undefined && o.segment.total > 1 && o.segment.index === 1
      ? { ...o, segment: { ...o.segment, index: 0 } }
      : o,
  ),
  'loses an item of a batch that reads': answering((answer, { _tag }) =>
    _tag === 'BatchGetItem' && 'items' in answer ? ({ ...answer, items: answer.items.slice(1) } as Answer) : answer,
  ),
  'loses a write of a batch': asking((o) =>
    o._tag === 'BatchWriteItem' && o.writes.length > 1 ? { ...o, writes: o.writes.slice(1) } : o,
  ),
  'forgets tokens': asking((o) => {
    if (o._tag !== 'TransactWriteItems') return o
    const { token: _, ...rest } = o
    return rest
  }),
  'turns the reasons round': (interpreter) => (operation) =>
    pipe(
      interpreter(operation),
      TE.mapLeft((error) =>
        error._tag === 'TransactionCanceled' ? { ...error, reasons: [...error.reasons].reverse() } : error,
      ),
    ),
  'answers the new item for the old one': asking((o) =>
    o._tag === 'UpdateItem' && o.returning === 'old' ? { ...o, returning: 'new' } : o,
  ),
  'does a cancelled transaction in part': (interpreter) => (operation) => async () => {
    const answer = await interpreter(operation)()
    if (operation._tag !== 'TransactWriteItems' || E.isRight(answer)) return answer
    const [put] = operation.actions
    if (put?._tag === 'Put') await interpreter({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
    return answer
  },
  'describes tables as protected': answering((answer) =>
    'settings' in answer ? { ...answer, settings: { ...answer.settings, deletionProtection: true } } : answer,
  ),
  'has a time to live of its own': answering((answer, { _tag }) =>
    _tag === 'DescribeTimeToLive' ? { status: 'ENABLED', attribute: 'ends' } : answer,
  ),
  'does not tell what it consumed': asking((o) => ('returnConsumed' in o ? { ...o, returnConsumed: false } : o)),
  'throws where it should refuse': (interpreter) => (operation) => {
    if (isPage(operation) && operation.limit !== undefined && operation.limit < 1) throw new Error('a bad limit')
    return interpreter(operation)
  },
  'reads what was, not what is': (interpreter) => {
    let last: Promise<unknown> = Promise.resolve()
    const read = new Map<string, unknown>()
    return (operation) => async () => {
      if (operation._tag !== 'GetItem') return interpreter(operation)()
      await last
      const key = JSON.stringify(operation)
      const known = read.get(key)
      const answer = await interpreter(operation)()
      read.set(key, answer)
      last = Promise.resolve(answer)
      return known === undefined ? answer : (known as typeof answer)
    }
  },
}

/** The name of a law that it breaks, of those that ask for no other interpreter first. */
const broken = async (all: Laws): Promise<string | undefined> => {
  for (const { laws } of flatten(all)) {
    for (const law of laws) {
      if ((await law.check({ numRuns: 300, endOnFailure: true, seed: 1 })).failed) return law.name
    }
  }
  return undefined
}

describe('the laws of backups and tags', () => {
  const tagged = answering((answer) => ('tags' in answer ? { tags: { ...answer.tags, more: '' } } : answer))(inMemory())

  it('are asked for where they are wanted only', async () => {
    const alone = (backupsAndTags: boolean) => ({ ...interpreterLaws(tagged, { backupsAndTags }), parents: [] })
    expect(await broken(alone(false))).toBe(undefined)
    expect(await broken(alone(true))).toBeDefined()
  })
})

describe('the laws find an interpreter that', () => {
  it.each(Object.entries(mutants))('%s', async (_, mutate) => {
    expect(await broken(interpreterLaws(mutate(inMemory())))).toBeDefined()
  })
})
