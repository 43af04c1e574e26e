/** Expressions of what types rule out, empty sets, and the messages of values that cannot be stored. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import * as C from '../../src/expression/Condition'
import * as K from '../../src/expression/KeyCondition'
import * as Projection from '../../src/expression/Projection'
import { render } from '../../src/expression/render'
import * as U from '../../src/expression/Update'
import * as M from '../../src/model'
import type { Item } from '../../src/value/AttributeValue'
import * as V from '../../src/value/Value'
import * as N from '../../src/value/WireNumber'

const tags = A.set(A.string)
const { at } = M.model({
  name: 'Post',
  table: 'posts',
  attributes: {
    id: A.string,
    n: A.float,
    tags: A.rename('t', tags),
    few: A.refine(tags, (s) => s.size > 0, 'few tags'),
    maybe: A.optional(tags),
    groups: A.list(tags),
    inner: A.map({ tags }),
  },
  key: { partition: 'id' },
})
const none: ReadonlySet<string> = new Set()
const some: ReadonlySet<string> = new Set(['a'])
const isEither = (e: E.Either<unknown, unknown>): boolean => E.isLeft(e) || E.isRight(e)
const reason = (e: ReturnType<typeof render>): unknown => (E.isLeft(e) ? [e.left.reason, e.left.path] : e)

describe('an empty set is an absent attribute', () => {
  it('to SET it is to REMOVE the attribute', () => {
    expect(U.set(at.tags, none)).toEqual(U.remove(at.tags))
    expect(U.set(at.inner.tags, none)).toEqual(U.remove(at.inner.tags))
    expect(U.apply(U.set(at.tags, none))({ t: { SS: ['a'] } })).toEqual(E.right({}))
    expect(U.setIfMissing(at.tags, none)).toEqual(U.empty)
  })
  it('to ADD or DELETE none of its members changes nothing', () => {
    for (const update of [
      U.add(at.tags, none),
      U.add(at.few, none),
      U.delete(at.tags, none),
      U.delete(at.maybe, none),
      U.delete(at.groups.at(0), none),
    ]) {
      expect(update).toEqual(U.empty)
    }
  })
  it('to be equal to it is to be missing', () => {
    expect(C.eq(at.tags, none)).toEqual(C.missing(at.tags))
    expect(C.ne(at.tags, none)).toEqual(C.exists(at.tags))
    expect(C.in(at.tags, [none, some])).toEqual(pipe(C.missing(at.tags), C.or(C.in(at.tags, [some]))))
  })
  it('where put refuses an empty set, so does SET', () => {
    expect(reason(render({ update: U.set(at.few, none) }))).toEqual(['a value is no few tags: <an empty set>', ['few']])
    expect(reason(render({ update: U.set(at.maybe, none) }))).toEqual([
      'a value is no set of string that is not empty: <an empty set>',
      ['maybe'],
    ])
    expect(reason(render({ update: U.set(at.groups.at(0), none) }))).toEqual([
      'a value is no set of string that is not empty: <an empty set>',
      ['groups', 0],
    ])
  })
})

describe('messages of values that cannot be stored', () => {
  it('name the attribute, what was expected and what was found', () => {
    const found = ['a value is no finite number: NaN', ['n']]
    const nan = Number.NaN
    const expected = A.float.name
    for (const condition of [C.eq(at.n, nan), C.lt(at.n, nan), C.between(at.n, 1, nan), C.in(at.n, [1, nan])]) {
      expect(reason(render({ condition }))).toEqual([`a value is no ${expected}: NaN`, found[1]])
    }
    for (const update of [U.set(at.n, nan), U.add(at.n, nan), U.setIfMissing(at.n, nan)]) {
      expect(reason(render({ update }))).toEqual([`a value is no ${expected}: NaN`, found[1]])
    }
    for (const update of [U.increment(at.n, nan), U.decrement(at.n, nan)]) {
      expect(reason(render({ update }))).toEqual([`a value is no ${expected}: NaN`, found[1]])
      const valid = U.validate(update)
      expect(E.isLeft(valid) && valid.left.reason).toBe(`a value is no ${expected}: NaN`)
    }
    expect(reason(render({ condition: C.gt(C.size(at.tags), nan) }))).toEqual([found[0], ['t']])
    expect(reason(render({ condition: C.contains(at.tags, 1 as never) }))).toEqual(['a value is no string: 1', ['t']])
    expect(reason(render({ key: K.keyCondition([{ name: 'id', value: V.unstorable('uuid', 5) }]) }))).toEqual([
      'a value is no uuid: 5',
      ['id'],
    ])
  })
  it('name the place within the value', () => {
    const update = U.append(at.groups, [some, none])
    expect(reason(render({ update }))).toEqual([
      'a value is no set of string that is not empty at [1]: <an empty set>',
      ['groups'],
    ])
  })
})

const bare: unknown = Object.create(null)
const rubbish: ReadonlyArray<unknown> = [
  null,
  0,
  'x',
  {},
  [],
  bare,
  { _tag: 'Compare' },
  { _tag: 'Compare', comparator: '= :x OR', left: C.placeOf(at.n), right: C.placeOf(at.id) },
  { _tag: 'And', conditions: null },
  { _tag: 'And', conditions: [null, C.exists(at.n)] },
  { _tag: 'Not' },
  { _tag: 'In', operand: null, candidates: 1 },
  { _tag: 'Exists', path: { _tag: 'Path', attribute: 'n', segments: null } },
  { _tag: 'Compare', comparator: '=', left: { _tag: 'Size', path: 0 }, right: C.placeOf(at.id) },
  { _tag: 'Compare', comparator: '=', left: C.placeOf(at.n), right: { _tag: 'Value', value: bare } },
  { _tag: 'Compare', comparator: '=', left: C.placeOf(at.n), right: { _tag: 'Value', value: { S: bare } } },
  { _tag: 'Update' },
  { _tag: 'Update', actions: [null] },
  { _tag: 'Update', actions: [{ _tag: 'Set' }] },
  { _tag: 'Update', actions: [{ _tag: 'X', path: C.placeOf(at.n) }] },
  { _tag: 'Update', actions: [{ _tag: 'Set', path: C.placeOf(at.n), value: { _tag: 'Value', value: null } }] },
  { _tag: 'Update', actions: [{ _tag: 'Set', path: C.placeOf(at.n), value: { _tag: 'Value', value: { N: bare } } }] },
  { _tag: 'KeyCondition', equals: [null] },
  { _tag: 'Projection', paths: [null] },
]

describe('rubbish', () => {
  it('is refused where it is rendered', () => {
    for (const u of rubbish) {
      const one = u as never
      if (!Array.isArray(u)) {
        expect(E.isLeft(render({ condition: one }))).toBe(true)
        expect(E.isLeft(render({ update: one }))).toBe(true)
        expect(E.isLeft(render({ key: one }))).toBe(true)
        expect(E.isLeft(render({ projection: one }))).toBe(true)
      }
      expect(isEither(render({ condition: one, update: one }))).toBe(true)
      expect(isEither(C.validate('FilterExpression')(one))).toBe(true)
      expect(isEither(U.validate(one))).toBe(true)
      expect(isEither(Projection.validate(one))).toBe(true)
    }
    expect(reason(render({ condition: null as never }))).toEqual(['what stands there is no condition', undefined])
    expect(reason(render({ update: null as never }))).toEqual(['what stands there is no update', undefined])
  })
  it('is shown as text, reads no paths and holds for no item', () => {
    for (const u of rubbish) {
      const one = u as never
      for (const text of [C.show(one), U.show(one), K.show(one), Projection.show(one), V.show(one)]) {
        expect(typeof text).toBe('string')
      }
      for (const paths of [C.paths(one), U.paths(one), U.reads(one)]) expect(Array.isArray(paths)).toBe(true)
      expect(typeof C.readsAttribute('n')(one)).toBe('boolean')
      expect(typeof C.evaluate(one)({ n: { N: '1' } })).toBe('boolean')
    }
    expect(C.evaluate(null as never)({})).toBe(false)
  })
  it('as an operand it is shown by its kind', () => {
    expect(C.show(C.contains(at.tags, null as never))).toMatch(/^contains\(t, /)
    expect(C.show(C.beginsWith(at.id, null as never))).toMatch(/^begins_with\(id, /)
    expect(K.beginsWith(null as never).prefix).toEqual(V.unstorable('text or bytes', null))
    expect(V.show({ S: bare } as never)).toBe('<an object>')
    expect(reason(render({ condition: C.eq(at.n, bare as never) }))).toEqual([
      `a value is no ${A.float.name}: <an object>`,
      ['n'],
    ])
  })
  it('as a value of an item it is equal to nothing and has no order', () => {
    for (const n of [
      null,
      1,
      'x',
      {},
      bare,
      { N: null },
      { N: 1 },
      { S: null },
      { SS: null },
      { B: 'x' },
      { L: null },
    ]) {
      const item = { n, id: n, t: n } as unknown as Item
      expect(C.evaluate(C.eq(at.n, 1))(item)).toBe(false)
      expect(C.evaluate(C.not(C.eq(at.n, 1)))(item)).toBe(true)
      expect(C.evaluate(C.ne(at.n, 1))(item)).toBe(true)
      expect(C.evaluate(C.gte(at.n, 1))(item)).toBe(false)
      expect(C.evaluate(C.lt(at.id, 'x'))(item)).toBe(false)
      expect(C.evaluate(C.in(at.id, ['a', 'b']))(item)).toBe(false)
      expect(C.evaluate(C.beginsWith(at.id, 'x'))(item)).toBe(false)
      expect(C.evaluate(C.contains(at.tags, 'x'))(item)).toBe(false)
      expect(C.evaluate(C.gt(C.size(at.id), 3))(item)).toBe(false)
    }
    expect(C.evaluate(C.missing(at.n))(null as never)).toBe(true)
  })
  it('is no text to parse, and no placeholder', () => {
    for (const parse of [C.parse, C.parseAsWritten, U.parse, K.parse, Projection.parse]) {
      for (const u of [null, Number.NaN, {}, bare]) expect(E.isLeft(parse(u as never))).toBe(true)
    }
    for (const v of [null, 1, {}, { S: null }, { N: bare }]) {
      const values = { ':v': v } as never
      for (const text of ['a BETWEEN :v AND :v', 'begins_with(:v, :v)', 'attribute_type(a, :v)', 'a = :v']) {
        expect(isEither(C.parse(text, { values }))).toBe(true)
        expect(isEither(K.parse(text, { values }))).toBe(true)
      }
      expect(isEither(U.parse('SET a = list_append(:v, :v) ADD b :v', { values }))).toBe(true)
    }
    expect(E.isLeft(C.parse('#a = :v', null as never))).toBe(true)
    expect(E.isLeft(C.parse('attribute_exists(#a)', { names: { '#a': 1 } } as never))).toBe(true)
  })
  it('is no number', () => {
    for (const u of [Number.NaN, null, {}, bare, 1]) {
      expect(N.parse(u as never)).toEqual(E.left('NotANumber'))
      expect(N.add('1', u as never)).toEqual(E.left('NotANumber'))
      expect(N.compare('1', u as never)).toBe(undefined)
    }
  })
})
