import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../src/expression/condition/evaluate'
import type { Condition } from '../../../src/expression/condition/model'
import * as Placed from '../../../src/interpreter/memory/placed'
import { Eq, items as itemsOf, type State, step } from '../../../src/memory'
import type { Operation, Page } from '../../../src/program/Operation'
import type { AttributeValue, Item } from '../../../src/value/AttributeValue'
import { equals, equalsItems } from '../../../src/value/equality'
import { compare } from '../../../src/value/order'
import {
  add,
  always,
  deleteItem,
  equal,
  exists,
  getItem,
  inPartition,
  keyIs,
  less,
  missing,
  N,
  ok,
  path,
  putItem,
  query,
  remove,
  S,
  scan,
  set,
  tables,
  updateItem,
  value,
} from './support'

// -----------------------------------------------------------------------------
// arbitraries: small alphabets, so that keys and values meet
// -----------------------------------------------------------------------------

const text = fc.constantFrom('a', 'b', 'ab', 'é', '\uffee', '😀').map(S)
const number = fc.constantFrom('0', '-0', '1', '1.0', '2', '10', '-3', '1E-5').map(N)
const optional = (name: string, arbitrary: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Item> =>
  fc.oneof(
    fc.constant({}),
    arbitrary.map((v) => ({ [name]: v })),
  )
const keyOf = fc.record({ pk: fc.constantFrom('a', 'b').map(S), sk: text })
const item: fc.Arbitrary<Item> = fc
  .tuple(
    keyOf,
    optional('g', fc.constantFrom('G', 'H').map(S)),
    optional('l', number),
    optional('x', fc.oneof(text, number)),
  )
  .map(([k, ...rest]) => Object.assign({}, k, ...rest))
const condition: fc.Arbitrary<Condition<never>> = fc.oneof(
  fc.constant(always),
  fc.constantFrom('x', 'y').map(exists),
  fc.constantFrom('x', 'y').map(missing),
  fc.oneof(text, number).map((v) => equal('x', v)),
  number.map((v) => less('x', v)),
  number.map((v): Condition<never> => ({ _tag: 'Not', condition: less('x', v) })),
)
const write: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(item, condition).map(([i, c]) => putItem(i, c)),
  fc.tuple(keyOf, condition).map(([k, c]) => deleteItem(k, c)),
  fc
    .tuple(keyOf, fc.oneof(text, number), number, condition)
    .map(([k, x, l, c]) => updateItem(k, [set(path('x'), value(x)), set(path('l'), value(l))], 'none', c)),
  fc.tuple(keyOf, number).map(([k, n]) => updateItem(k, [add(path('l'), n), remove(path('g'))])),
  fc.array(item, { minLength: 1, maxLength: 4 }).map((list) => ({
    _tag: 'TransactWriteItems' as const,
    itemOnFailure: false,
    actions: list.map((i) => ({ _tag: 'Put' as const, table: 'things', item: i, condition: always })),
  })),
)
const writes = fc.array(write, { maxLength: 30 })
const run = (operations: ReadonlyArray<Operation>, state: State = tables): State =>
  operations.reduce((s, operation) => step(s, operation)[0], state)
const states = writes.map((list) => run(list))

const range = fc.oneof(
  fc.constant(undefined),
  fc
    .tuple(fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const), text)
    .map(([comparator, v]) => ({ _tag: 'Compare' as const, comparator, value: v })),
  text.map((prefix) => ({ _tag: 'BeginsWith' as const, prefix })),
)
const direction = fc.constantFrom('forward' as const, 'backward' as const)
const filter = fc.oneof(
  fc.constant(always),
  fc.oneof(text, number).map((v) => equal('x', v)),
)
const page: fc.Arbitrary<Operation<'Query'> | Operation<'Scan'>> = fc.oneof(
  fc.record({ range, direction, filter }).map(({ range: r, ...more }) => query(inPartition('a', r), more)),
  fc
    .record({ direction, filter })
    .map((more) => query(keyIs([{ name: 'g', value: S('G') }]), { ...more, index: 'byGL' })),
  fc.record({ direction }).map((more) => query(inPartition('a'), { ...more, index: 'byL' })),
  filter.map((f) => scan({ filter: f })),
  fc.constant(scan({ index: 'byGL' })),
)

const ask = (state: State, operation: Operation<'Query'> | Operation<'Scan'>): Page => ok(step(state, operation)[1])

const walk = (state: State, operation: Operation<'Query'> | Operation<'Scan'>, limit: number): ReadonlyArray<Item> => {
  const all: Array<Item> = []
  let start: Item | undefined
  do {
    const { items, next } = ask(state, { ...operation, limit, ...(start && { start }) })
    all.push(...items)
    start = next
  } while (start !== undefined)
  return all
}

const runs = { numRuns: 1000 }

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

describe('laws of the store', () => {
  it('get after put is the item; the last put counts', () => {
    fc.assert(
      fc.property(states, item, item, (state, i, j) => {
        const twice = run(
          [putItem({ ...j, pk: i.pk as AttributeValue, sk: i.sk as AttributeValue }), putItem(i)],
          state,
        )
        const got = ok(step(twice, getItem({ pk: i.pk as AttributeValue, sk: i.sk as AttributeValue }))[1]).item
        expect(equalsItems(got ?? {}, i)).toBe(true)
      }),
      runs,
    )
  })

  it('a Left leaves the very state; a condition that fails is one that does not hold', () => {
    fc.assert(
      fc.property(states, item, condition, (state, i, c) => {
        const before = itemsOf(state, 'things').find(
          ({ pk, sk }) =>
            pk !== undefined &&
            sk !== undefined &&
            equals(pk, i.pk as AttributeValue) &&
            equals(sk, i.sk as AttributeValue),
        )
        const [next, answer] = step(state, putItem(i, c))
        expect(answer._tag).toBe(evaluate(c)(before ?? {}) ? 'Right' : 'Left')
        if (answer._tag === 'Left') expect(next).toBe(state)
      }),
      runs,
    )
  })

  it('nothing changes a state: what goes on from it leaves it as it was', () => {
    fc.assert(
      fc.property(states, writes, writes, (state, one, other) => {
        const before = JSON.stringify(state)
        const x = run(one, state)
        const y = run(other, state)
        expect(JSON.stringify(state)).toBe(before)
        expect(Eq.equals(run(one, state), x)).toBe(true)
        expect(Eq.equals(x, y)).toBe(
          JSON.stringify(sortedText(itemsOf(x, 'things'))) === JSON.stringify(sortedText(itemsOf(y, 'things'))),
        )
      }),
      runs,
    )
  })

  it('indexes hold exactly the items that have their keys', () => {
    fc.assert(
      fc.property(states, (state) => {
        const all = itemsOf(state, 'things')
        for (const [index, names] of [
          ['byG', ['g']],
          ['byGL', ['g', 'l']],
          ['byL', ['l']],
        ] as const) {
          const expected = all.filter((i) => names.every((name) => i[name] !== undefined)).length
          expect(ask(state, scan({ index })).count).toBe(expected)
        }
        const table = ok(step(state, { _tag: 'DescribeTable', table: 'things' })[1])
        expect(table.itemCount).toBe(all.length)
      }),
      runs,
    )
  })

  it('a query is the filtered and sorted scan', () => {
    fc.assert(
      fc.property(states, range, direction, filter, (state, r, d, f) => {
        const inRange = (sk: AttributeValue) => {
          if (r === undefined) return true
          if (r._tag === 'BeginsWith') return (sk as { S: string }).S.startsWith((r.prefix as { S: string }).S)
          const order = compare(sk, r.value) as number
          return { '=': order === 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[r.comparator]
        }
        const expected = itemsOf(state, 'things')
          .filter(({ pk, sk }) => equals(pk as AttributeValue, S('a')) && inRange(sk as AttributeValue))
          .sort((x, y) => compare(x.sk as AttributeValue, y.sk as AttributeValue) as number)
        if (d === 'backward') expected.reverse()
        const answer = ask(state, query(inPartition('a', r), { direction: d, filter: f }))
        expect(answer.items).toEqual(expected.filter(evaluate(f)))
        expect(answer.scanned).toBe(expected.length)
      }),
      runs,
    )
  })

  it('pages of every size concatenate to the same, and backwards is the reverse', () => {
    fc.assert(
      fc.property(states, page, fc.integer({ min: 1, max: 12 }), (state, operation, limit) => {
        const whole = ask(state, operation)
        expect(whole.next).toBe(undefined)
        expect(walk(state, operation, limit)).toEqual(whole.items)
        expect(ask(state, { ...operation, select: 'count' })).toEqual({ ...whole, items: [] })
        if (operation._tag === 'Scan') return
        const other = operation.direction === 'forward' ? 'backward' : 'forward'
        expect(ask(state, { ...operation, direction: other }).items).toEqual([...whole.items].reverse())
      }),
      runs,
    )
  })

  it('segments partition a scan, in its order', () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 1, max: 9 }), fc.constantFrom(undefined, 'byGL'), (state, total, index) => {
        const of = index === undefined ? scan() : scan({ index })
        const segments = Array.from({ length: total }, (_, i) =>
          walk(state, { ...of, segment: { index: i, total } }, 1),
        )
        expect(segments.flat()).toEqual(ask(state, of).items)
      }),
      runs,
    )
  })

  it('a transaction does what its actions do one by one, or nothing', () => {
    const puts = fc.uniqueArray(item, {
      minLength: 1,
      maxLength: 5,
      selector: ({ pk, sk }) => JSON.stringify([pk, sk]),
    })
    fc.assert(
      fc.property(states, puts, condition, (state, list, c) => {
        const actions = list.map((i) => ({ _tag: 'Put' as const, table: 'things', item: i, condition: c }))
        const [next, answer] = step(state, { _tag: 'TransactWriteItems', actions, itemOnFailure: true })
        const each = list.map((i) => step(state, putItem(i, c))[1]._tag)
        if (answer._tag === 'Right') {
          expect(each.every((tag) => tag === 'Right')).toBe(true)
          expect(
            Eq.equals(
              next,
              run(
                list.map((i) => putItem(i, c)),
                state,
              ),
            ),
          ).toBe(true)
        } else {
          expect(next).toBe(state)
          expect(answer.left).toMatchObject({
            reasons: each.map((tag) => ({ code: tag === 'Right' ? 'None' : 'ConditionalCheckFailed' })),
          })
        }
      }),
      runs,
    )
  })

  it('has one shape for one content: an emptied table is as a new one', () => {
    fc.assert(
      fc.property(states, (state) => {
        const deletes = itemsOf(state, 'things').map(({ pk, sk }) =>
          deleteItem({ pk: pk as AttributeValue, sk: sk as AttributeValue }),
        )
        expect(Eq.equals(run(deletes, state), tables)).toBe(true)
        expect(JSON.stringify(run(deletes, state).tables)).toBe(JSON.stringify(tables.tables))
        expect(Placed.values(Placed.empty)).toEqual([])
      }),
      runs,
    )
  })
})

function sortedText(list: ReadonlyArray<Item>): ReadonlyArray<string> {
  const entries = (i: Item) =>
    Object.entries(i)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, v]) => [name, v])
  return list.map((i) => JSON.stringify(entries(i))).sort()
}
