import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { BatchGetItem, BatchWriteItem } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import { ask, id, projection, type Sent, service } from './stub'

const keys = Array.from({ length: 10 }, (_, i) => id(`${i}`))
const get: BatchGetItem = {
  _tag: 'BatchGetItem',
  tables: [
    { table: 'users', keys, consistent: true, projection: projection('id') },
    { table: 'teams', keys: [id('red')], consistent: false },
  ],
}
const write: BatchWriteItem = {
  _tag: 'BatchWriteItem',
  writes: [
    ...keys.map((key) => ({ _tag: 'Put', table: 'users', item: { ...key, n: { N: '1.0' } } }) as const),
    { _tag: 'Delete', table: 'teams', key: id('red') },
  ],
}

interface Keys {
  readonly [table: string]: { readonly Keys: ReadonlyArray<Item> }
}
interface Writes {
  readonly [table: string]: ReadonlyArray<object>
}
const asked = <A>({ input }: Sent): A => (input as unknown as { readonly RequestItems: A }).RequestItems

/** A store that processes the first `n` keys of each table, answers backwards, and never gets to a given one. */
const reading =
  (n: number, never?: Item) =>
  (sent: Sent): E.Either<never, unknown> => {
    const Responses: { [table: string]: unknown } = {}
    const UnprocessedKeys: { [table: string]: unknown } = {}
    for (const [table, { Keys }] of Object.entries(asked<Keys>(sent))) {
      const able = Keys.filter((key) => JSON.stringify(key) !== JSON.stringify(never))
      const done = able.slice(0, n)
      const left = Keys.filter((key) => !done.includes(key)).reverse()
      Responses[table] = [...done].reverse()
      if (left.length > 0) UnprocessedKeys[table] = { Keys: left }
    }
    return E.right({ Responses, UnprocessedKeys })
  }

/** A store that applies the first `n` writes of each table, and never gets to a given one. */
const writing =
  (n: number, never?: Item) =>
  (sent: Sent): E.Either<never, unknown> => {
    const UnprocessedItems: { [table: string]: unknown } = {}
    for (const [table, requests] of Object.entries(asked<Writes>(sent))) {
      const able = requests.filter(
        (r) => never === undefined || !JSON.stringify(r).includes(JSON.stringify(never).slice(1, -1)),
      )
      const left = requests.filter((r) => !able.slice(0, n).includes(r))
      if (left.length > 0) UnprocessedItems[table] = JSON.parse(JSON.stringify(left).replaceAll('"1.0"', '"1"'))
    }
    return E.right({ UnprocessedItems })
  }

describe('BatchGetItem', () => {
  it('asks again for what was not processed, with its projection, until all is', async () => {
    const { answer, sent } = await ask(get, reading(3))
    expect(E.isRight(answer) && answer.right.unprocessed).toEqual([])
    expect(
      E.isRight(answer) && new Set(answer.right.items.map(({ table, item }) => `${table} ${JSON.stringify(item)}`)),
    ).toEqual(new Set([...keys.map((key) => `users ${JSON.stringify(key)}`), 'teams {"id":{"S":"red"}}']))
    expect(sent.map((s) => asked<Keys>(s).users?.Keys.length)).toEqual([10, 7, 4, 1])
    expect(sent.map((s) => asked<Keys>(s).users)).toMatchObject(
      sent.map(() => ({ ConsistentRead: true, ProjectionExpression: '#n0' })),
    )
  })

  it('gives back what is never processed, after a bounded number of rounds', async () => {
    const { answer, sent } = await ask(get, reading(100, id('5')), { retry: { attempts: 4 } })
    expect(answer).toMatchObject(
      E.right({ unprocessed: [{ table: 'users', keys: [id('5')], consistent: true, projection: projection('id') }] }),
    )
    expect(E.isRight(answer) && answer.right.items.length).toBe(10)
    expect(sent.length).toBe(4)
  })

  it('gives back what a later round could not reach, beside what was found', async () => {
    const { answer } = await ask(get, (sent, i) =>
      i === 0 ? reading(3)(sent) : E.left(service('ThrottlingException')),
    )
    expect(E.isRight(answer) && answer.right.items.length).toBe(4)
    expect(E.isRight(answer) && answer.right.unprocessed.flatMap((t) => t.keys).length).toBe(7)
  })

  it('fails where the first round fails, or a later one is refused', async () => {
    expect((await ask(get, [E.left(service('ThrottlingException'))])).answer).toEqual(
      E.left({ _tag: 'Throttled', name: 'ThrottlingException' }),
    )
    const refusal = service('AccessDeniedException')
    expect((await ask(get, (sent, i) => (i === 0 ? reading(3)(sent) : E.left(refusal)))).answer).toMatchObject(
      E.left({ _tag: 'RequestRefused' }),
    )
  })

  it('one attempt is one round', async () => {
    const { answer, sent } = await ask(get, reading(3), { retry: { attempts: 1 } })
    expect(sent.length).toBe(1)
    expect(E.isRight(answer) && answer.right.unprocessed.flatMap((t) => t.keys).length).toBe(7)
  })
})

describe('BatchWriteItem', () => {
  it('writes again what was not processed, as it was asked, until all is', async () => {
    const { answer, sent } = await ask(write, writing(4))
    expect(answer).toEqual(E.right({ unprocessed: [] }))
    expect(sent.map((s) => asked<Writes>(s).users?.length)).toEqual([10, 6, 2])
    expect(sent.map((s) => asked<Writes>(s).users?.every((r) => JSON.stringify(r).includes('"1.0"')))).toEqual([
      true,
      true,
      true,
    ])
  })

  it('gives back what is never processed, after a bounded number of rounds', async () => {
    const { answer, sent } = await ask(write, writing(100, id('5')), { retry: { attempts: 4 } })
    expect(answer).toEqual(E.right({ unprocessed: [write.writes[5]] }))
    expect(sent.length).toBe(4)
  })

  it('gives back what a later round may not have written: no write goes unseen', async () => {
    for (const error of [
      service('InternalServerError', { status: 500 }),
      { _tag: 'Network', message: 'reset' } as const,
    ]) {
      const { answer } = await ask(write, (sent, i) => (i === 0 ? writing(4)(sent) : E.left(error)))
      expect(answer).toEqual(E.right({ unprocessed: write.writes.slice(4, 10) }))
    }
  })
})
