/** What is sent of expressions, and what is refused of them: where, why and of which path. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import type { ExpressionPlace } from '../../src/expression/InvalidExpression'
import * as K from '../../src/expression/KeyCondition'
import * as Projection from '../../src/expression/Projection'
import { render, validateCondition } from '../../src/expression/render'
import type { Expressions } from '../../src/expression/render/render'
import * as U from '../../src/expression/Update'
import type { AttributeValue } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'
import { unstorable } from '../../src/value/unstorable'

const a = P.path('a')
const at: C.PathOperand = C.placeOf(a)
const value = (v: AttributeValue): C.ValueOperand => ({ _tag: 'Value', value: v })
const equal = (v: AttributeValue): C.Condition<never> => C.eq(a, v)
const refused = (place: ExpressionPlace, reason: string, path?: P.Segments) =>
  E.left({ _tag: 'InvalidExpression', place, reason, ...(path === undefined ? undefined : { path }) })

describe('placeholders', () => {
  it('are one for each value, however it is written', () => {
    const bytes = (...b: ReadonlyArray<number>): AttributeValue => ({ B: Uint8Array.from(b) })
    const classes: ReadonlyArray<ReadonlyArray<AttributeValue>> = [
      [{ S: '' }],
      [{ S: 'true' }],
      [{ S: 'Aa' }], // the hash of these two is one
      [{ S: 'BB' }],
      [{ S: `${'x'.repeat(64)}1` }],
      [{ S: `${'x'.repeat(64)}2` }],
      [{ N: '1' }, { N: '1.0' }],
      [{ N: '-1' }],
      [{ BOOL: true }],
      [{ BOOL: false }],
      [{ NULL: true }],
      [bytes()],
      [bytes(1, 2)],
      [bytes(0x4d, 0x4d, 0x4a, 0x72, 0x70, 0x73, 0x63)],
      [{ SS: ['x', 'y'] }, { SS: ['y', 'x'] }],
      [{ NS: ['1', '2'] }, { NS: ['2', '1.0'] }],
      [{ L: [{ N: '1' }] }, { L: [{ N: '1.0' }] }],
      [{ L: [] }],
      [{ M: { a: { N: '1' } } }],
      [{ M: {} }],
    ]
    const once = classes.flatMap((same, i) => same.map((v) => [v, `:v${i}`] as const))
    const all = [...once, ...once]
    const rendered = render({
      update: {
        _tag: 'Update',
        actions: all.map(([v], i) => ({
          _tag: 'Set',
          path: C.placeOf(P.path(`a${i}`)),
          value: value(v),
        })),
      },
    })
    expect(rendered).toEqual(
      E.right({
        UpdateExpression: `SET ${all.map(([, placeholder], i) => `#n${i} = ${placeholder}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(all.map((_, i) => [`#n${i}`, `a${i}`])),
        ExpressionAttributeValues: Object.fromEntries(classes.map(([first], i) => [`:v${i}`, first])),
      }),
    )
  })
  it('are none where there is nothing to say', () => {
    expect(render({})).toStrictEqual(E.right({}))
    expect(render({ condition: C.always, filter: C.always, update: U.empty })).toStrictEqual(E.right({}))
    expect(render({ filter: C.exists(a) })).toStrictEqual(
      E.right({ FilterExpression: 'attribute_exists(#n0)', ExpressionAttributeNames: { '#n0': 'a' } }),
    )
  })
})

describe('limits, to the last operator and byte', () => {
  it('300 operators', () => {
    const orders = Array.from({ length: 149 }, (_, i) => C.lt(a, { N: String(i) }))
    const sized = (n: number) => C.all([...orders, ...Array.from({ length: n }, (_, i) => C.lt(C.size(a as never), i))])
    expect([C.operators(sized(1)), C.operators(C.not(sized(1)))]).toEqual([299 + 1, 301])
    expect(E.isRight(render({ condition: sized(1) }))).toBe(true)
    expect(render({ condition: C.not(sized(1)) })).toEqual(
      refused('ConditionExpression', 'an expression has at most 300 operators, this one has 301'),
    )
  })
  it('4,096 bytes', () => {
    const path = (...segments: P.Segments): C.PathOperand => ({ ...at, segments })
    const most = Array.from({ length: 240 }, (_, i) => path('a', 1_000_000_000 + i)) // `#n0[1000000000], `: 17 bytes
    const of = (last: C.PathOperand): Projection.Projection => ({ _tag: 'Projection', paths: [last, ...most] })
    const longest = render({ projection: of(path('a', 12_345_678, 0)) })
    expect(E.isRight(longest) && longest.right.ProjectionExpression).toHaveLength(4096)
    expect(render({ projection: of(path('a', 123_456_789, 0)) })).toEqual(
      refused('ProjectionExpression', 'an expression has at most 4096 bytes, this one has 4097'),
    )
  })
  it('2 MB of values', () => {
    const filter = (last: number): C.Condition<never> =>
      C.any(['a', 'b', 'c', 'd', 'e', 'f'].map((c, i) => equal({ S: c.repeat(i === 5 ? last : 400_000) })))
    expect(E.isRight(render({ filter: filter(97_152) }))).toBe(true)
    expect(render({ filter: filter(97_153) })).toEqual(
      refused('FilterExpression', 'the values of a request have at most 2097152 bytes together, these have 2097153'),
    )
  })
})

const list = C.placeOf(P.at(-1)(P.path('l')))
const index = 'the index of a list is a whole number from 0 to 2147483647, not -1'
const nan = value({ N: 'NaN' })
const set = (v: U.SetValue): U.Update<never> => ({ _tag: 'Update', actions: [{ _tag: 'Set', path: at, value: v }] })

describe('what is refused', () => {
  it('of a condition, at its place', () => {
    const one = value({ N: '1' })
    const date = value(unstorable('date', 5))
    const table: ReadonlyArray<readonly [unknown, string, P.Segments?]> = [
      [{ _tag: 'Exists', path: list }, index, ['l', -1]],
      [equal({ N: 'NaN' }), 'a value is no decimal number: NaN', ['a']],
      [{ _tag: 'Between', operand: one, low: date, high: at }, 'a value is no date: 5', ['a']],
      [{ _tag: 'Compare', comparator: '<', left: one, right: date }, 'a value is no date: 5'],
      [
        { _tag: 'Compare', comparator: '= :x OR', left: at, right: one },
        'a comparison has one of the six comparators',
        ['a'],
      ],
      [
        { _tag: 'In', operand: at, candidates: Array.from({ length: 101 }, (_, i) => value({ N: `${i}` })) },
        'IN takes at most 100 candidates, this one has 101',
      ],
      [{ _tag: 'X' }, 'what stands there is no condition'],
      [{}, 'what stands there is no condition'],
      [null, 'what stands there is no condition'],
    ]
    for (const [condition, reason, path] of table) {
      const c = condition as C.Condition<never>
      expect(render({ condition: c })).toStrictEqual(refused('ConditionExpression', reason, path))
      expect(render({ filter: c })).toStrictEqual(refused('FilterExpression', reason, path))
      expect(validateCondition('FilterExpression')(c)).toStrictEqual(refused('FilterExpression', reason, path))
    }
    expect(validateCondition('FilterExpression')(C.exists(a))).toStrictEqual(E.right(C.exists(a)))
  })
  it('of an update', () => {
    const sum = { _tag: 'Arithmetic', operator: '* :x +', left: at, right: value({ N: '1' }) }
    const table: ReadonlyArray<readonly [unknown, string, P.Segments?]> = [
      [set(nan), 'a value is no decimal number: NaN', ['a']],
      [set(sum as never), 'an update adds or subtracts', ['a']],
      [
        { _tag: 'Update', actions: [...set(nan).actions, { _tag: 'X', path: at }] },
        'an action is SET, REMOVE, ADD or DELETE',
      ],
      [null, 'what stands there is no update'],
    ]
    for (const [update, reason, path] of table) {
      expect(render({ update: update as never })).toStrictEqual(refused('UpdateExpression', reason, path))
    }
  })
  it('first of what stands first in the request', () => {
    const all: Expressions = {
      update: set(nan),
      key: K.keyCondition([{ name: 'k', value: { S: '' } }]),
      condition: null as never,
      filter: equal({ N: 'NaN' }),
      projection: Projection.ofNames(''),
    }
    const places = (['update', 'key', 'condition', 'filter', 'projection'] as const).map((_, i, names) => {
      const rendered = render(Object.fromEntries(names.slice(i).map((name) => [name, all[name]])))
      return E.isLeft(rendered) && rendered.left.place
    })
    expect(places.map((place) => String(place).replace('Expression', ''))).toEqual([
      ...['Update', 'KeyCondition', 'Condition', 'Filter', 'Projection'],
    ])
    for (const key of [null, {}, { equals: [null] }] as unknown as ReadonlyArray<K.KeyCondition>) {
      expect(render({ key })).toStrictEqual(refused('KeyConditionExpression', 'what stands there is no key condition'))
    }
  })
})
