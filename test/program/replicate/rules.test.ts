import { Attribute as A, Model as M, showError } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { orderOf } from '../../../src/program/replicate/ledger'
import { rateOf } from '../../../src/program/replicate/rate'
import { changeOf, itemAfter, lastOf, rulesOf } from '../../../src/program/replicate/rules'
import { typed, where } from '../../../src/program/replicate/typed'
import { Note } from './support'

const key = { user: { S: 'ann' }, id: { N: '1' } }
const item = { ...key, text: { S: 'hello' }, color: { S: 'red' } }
const rules = (sides: Partial<Parameters<typeof rulesOf>[0]>) =>
  rulesOf(
    {
      from: () => async () => E.left({ _tag: 'Aborted' }),
      to: () => async () => E.left({ _tag: 'Aborted' }),
      ...sides,
    },
    'notes',
    Note.schema.key,
  )

describe('what an item is to be at the target', () => {
  it('is itself where nothing else is said, under the name of the table there', () => {
    const change = changeOf(rules({ tables: { notes: 'copies' } }))(key, item, 'o')
    expect(E.isRight(change) && change.right.item).toBe(item)
    expect(E.isRight(change) && change.right.identity).toContain('copies')
  })

  it('is gone where the filter leaves it out, and where it was deleted', () => {
    const out = changeOf(rules({ filter: () => false }))(key, item, 'o')
    const deleted = changeOf(rules({}))(key, undefined, 'o')
    expect(E.isRight(out) && 'item' in out.right).toBe(false)
    expect(E.isRight(deleted) && 'item' in deleted.right).toBe(false)
  })

  it('is never of another key', () => {
    const transform = () => ({ ...item, id: { N: '2' } })
    const change = changeOf(rules({ transform }))(key, item, 'o', '7')
    expect(change).toEqual(
      E.left({
        _tag: 'PoisonItem',
        table: 'notes',
        key,
        sequenceNumber: '7',
        cause: { _tag: 'KeyChanged', item: transform() },
      }),
    )
  })

  it('may have its key written in another way', () => {
    const change = changeOf(rules({ transform: (of) => ({ ...of, id: { N: '1.0' } }) }))(key, item, 'o')
    expect(change._tag).toBe('Right')
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no')
      },
      'no',
    ],
    ['gives nothing', () => undefined, 'the transformation gave no item'],
  ])('is poison where the transformation %s', (_, transform, message) => {
    const change = changeOf(rules({ transform: transform as never }))(key, item, 'o')
    expect(E.isLeft(change) && change.left.cause).toEqual({ _tag: 'HandlerThrew', message })
  })

  it('is not known of a record that does not have it', () => {
    const record = { event: 'INSERT', sequenceNumber: '1', keys: key, byTimeToLive: false } as const
    expect(itemAfter(record)).toBe(undefined)
    expect(itemAfter({ ...record, event: 'REMOVE' })).toEqual({})
  })
})

describe('errors', () => {
  it('say which item it is, and what is wrong with it', () => {
    const cause = { _tag: 'KeyChanged', item: key } as const
    expect(showError({ _tag: 'PoisonItem', table: 'notes', key: { id: { N: '7' } }, cause })).toBe(
      "PoisonItem: { id: 7 } of the table 'notes' cannot be written at the target\n  KeyChanged: the transformation made { user: 'ann', id: 1 }, which has another key",
    )
  })
})

describe('changes', () => {
  it('of one item come down to the last', () => {
    const changes = ['1', '2', '3'].map((n) => ({ key, identity: n === '2' ? 'b' : 'a', order: n }))
    expect(lastOf(changes).map(({ order }) => order)).toEqual(['3', '2'])
  })

  it('are ordered by generation first, then as numbers, and a copy is before all records of its own', () => {
    const [first, second] = ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.001Z']
    const orders = [
      orderOf(first),
      orderOf(first, '000000000000000000009'),
      orderOf(first, '100000000000000000000'),
      orderOf(first, '9'.repeat(40)),
      orderOf(second),
    ]
    expect([...orders].sort()).toEqual(orders)
  })
})

describe('functions of values', () => {
  it('keep what the model does not declare, and take away what a value lacks', () => {
    const quiet = typed(Note)(({ level, ...note }) => ({ ...note, text: note.text.toUpperCase() }))
    expect(quiet({ ...item, level: { N: '3' } }, 'notes')).toEqual({ ...item, text: { S: 'HELLO' } })
  })

  it('leave alone what is none of the values, and other tables', () => {
    const f = typed(Note)((note) => ({ ...note, text: 'x' }))
    const other = { ...item, text: { N: '1' } }
    expect(f(other, 'notes')).toBe(other)
    expect(f(item, 'others')).toBe(item)
    expect(where(Note)(() => false)(other, 'notes')).toBe(true)
    expect(where(Note)(() => false)(item, 'others')).toBe(true)
    expect(where(Note)(() => false)(item, 'notes')).toBe(false)
  })

  it('see each variant of a sum', () => {
    const shared = { table: 'shapes', key: { partition: 'id' } } as const
    const Circle = M.model({
      name: 'Circle',
      attributes: { id: A.string, kind: A.literal('circle'), r: A.integer },
      ...shared,
    })
    const Square = M.model({
      name: 'Square',
      attributes: { id: A.string, kind: A.literal('square'), a: A.integer },
      ...shared,
    })
    const Shape = M.oneOf('kind', [Circle, Square])
    const large = where(Shape)((shape) => (shape.kind === 'circle' ? shape.r : shape.a) > 1)
    expect(large({ id: { S: 'x' }, kind: { S: 'square' }, a: { N: '1' } }, 'shapes')).toBe(false)
    expect(large({ id: { S: 'x' }, kind: { S: 'circle' }, r: { N: '2' } }, 'shapes')).toBe(true)
  })
})

describe('a rate', () => {
  it('is of late, and not since the beginning', () => {
    let time = 0
    const rate = rateOf(() => time)
    time = 1_000
    expect(rate(100)).toBe(100)
    time = 2_000
    expect(rate(100)).toBe(100)
    time = 60_000
    expect(rate(0)).toBeLessThan(10)
    time = 61_000
    expect(rate(1_000)).toBeGreaterThan(100)
  })
})
