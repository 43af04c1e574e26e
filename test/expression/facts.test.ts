/** Facts of DynamoDB on expressions, one by one, as DynamoDB Local 3.3.1 and the developer guide have them. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import * as K from '../../src/expression/KeyCondition'
import * as Projection from '../../src/expression/Projection'
import { render } from '../../src/expression/render'
import * as U from '../../src/expression/Update'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'

const at = (name: string): C.PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })
const value = (v: AttributeValue): C.ValueOperand => ({ _tag: 'Value', value: v })
const compare = (left: C.Operand, comparator: C.Comparator, right: C.Operand): C.Condition<never> => ({
  _tag: 'Compare',
  comparator,
  left,
  right,
})
const holds = (c: C.Condition<never>, item: Item = {}): boolean => C.evaluate(c)(item)
const text = (c: C.Condition<never>): string | undefined => {
  const rendered = render({ condition: c })
  return E.isRight(rendered) ? rendered.right.ConditionExpression : rendered.left.reason
}
const a = at('a')
const b = at('b')
const one = value({ N: '1' })
const exists: C.Condition<never> = { _tag: 'Exists', path: a }

describe('conditions: meaning', () => {
  it('what is missing is equal to nothing, and so unequal to everything', () => {
    expect(holds(compare(a, '=', b))).toBe(false)
    expect(holds(compare(a, '<>', b))).toBe(true)
    expect(holds(compare(a, '<', b))).toBe(false)
  })
  it('size is in UTF-16 units of text; numbers have none', () => {
    const size = (n: string): C.Condition<never> => compare({ _tag: 'Size', path: a }, '=', value({ N: n }))
    expect(holds(size('2'), { a: { S: '😀' } })).toBe(true)
    expect(holds(size('1'), { a: { S: 'é' } })).toBe(true)
    expect(holds(compare({ _tag: 'Size', path: a }, '<>', one), { a: { N: '1' } })).toBe(true)
    expect(holds(compare({ _tag: 'Size', path: a }, '>=', value({ N: '0' })), { a: { BOOL: true } })).toBe(false)
  })
  it('contains looks for members by value, not for subsets', () => {
    const contains = (v: AttributeValue): C.Condition<never> => ({ _tag: 'Contains', path: a, operand: value(v) })
    expect(holds(contains({ N: '1.0' }), { a: { NS: ['1', '2'] } })).toBe(true)
    expect(holds(contains({ SS: ['x'] }), { a: { SS: ['x', 'y'] } })).toBe(false)
    expect(holds(contains({ SS: ['y', 'x'] }), { a: { L: [{ SS: ['x', 'y'] }] } })).toBe(true)
    expect(holds(contains({ S: 'x' }), { a: { M: { x: { N: '1' } } } })).toBe(false)
    expect(holds(contains({ S: '' }), { a: { S: '' } })).toBe(true)
  })
  it('an element of a set or list is encoded as the container encodes it', () => {
    const set: P.Path<{ readonly d: 1 }, ReadonlySet<Date>, 'NS'> = {
      [P.place]: {
        _tag: 'Path',
        attribute: 'd',
        segments: ['d'],
        types: ['NS'],
        encode: (dates) => ({ NS: [...dates].map((d) => String(d.getTime())) }),
      },
    }
    expect(C.show(C.contains(set, new Date(5)))).toBe('contains(d, 5)')
  })
})

describe('conditions: text', () => {
  it('parentheses only where precedence asks for them', () => {
    const [x, y, z] = [exists, compare(a, '=', one), compare(b, '<', one)]
    expect(text(pipe(x, C.or(y), C.and(z)))).toBe('(attribute_exists(#n0) OR #n0 = :v0) AND #n1 < :v0')
    expect(text(pipe(x, C.and(y), C.or(z)))).toBe('attribute_exists(#n0) AND #n0 = :v0 OR #n1 < :v0')
    expect(text(C.not(z))).toBe('NOT #n0 < :v0')
    expect(text(C.not(C.all([z, compare(a, '>', one)])))).toBe('NOT (#n0 < :v0 AND #n1 > :v0)')
    expect(text(C.not(C.all([x, y])))).toBe('attribute_not_exists(#n0) OR #n0 <> :v0')
  })
  it('NOT is not pushed through an order', () => {
    expect(text(C.not(compare(a, '<', one)))).toBe('NOT #n0 < :v0')
    expect(C.simplify(C.not(compare(a, '=', one)))).toEqual(compare(a, '<>', one))
  })
  it('always is no expression; never is a contradiction about an attribute that is no key', () => {
    expect(render({ condition: C.always, update: U.empty })).toEqual(E.right({}))
    const rendered = render({ condition: C.never })
    expect(text(C.never)).toBe('attribute_exists(#n0) AND attribute_not_exists(#n0)')
    const names = E.isRight(rendered) ? rendered.right.ExpressionAttributeNames : {}
    expect(names?.['#n0']).toHaveLength(256)
    expect(C.parse(text(C.never) ?? '', { names })).toEqual(E.right(C.never))
  })
  it('names and values of a whole request are given out once', () => {
    const rendered = render({
      update: { _tag: 'Update', actions: [{ _tag: 'Set', path: a, value: one }] },
      condition: compare(a, '<', one),
      projection: { _tag: 'Projection', paths: [a, b] },
      key: K.keyCondition([{ name: 'a', value: { N: '1' } }], { name: 'b', range: K.beginsWith('x') }),
    })
    expect(rendered).toEqual(
      E.right({
        ConditionExpression: '#n0 < :v0',
        KeyConditionExpression: '#n0 = :v0 AND begins_with(#n1, :v1)',
        ProjectionExpression: '#n0, #n1',
        UpdateExpression: 'SET #n0 = :v0',
        ExpressionAttributeNames: { '#n0': 'a', '#n1': 'b' },
        ExpressionAttributeValues: { ':v0': { N: '1' }, ':v1': { S: 'x' } },
      }),
    )
  })
  it('what DynamoDB refuses to compare is said otherwise', () => {
    expect(C.show(C.simplify(compare(a, '=', a)))).toBe('attribute_exists(a)')
    expect(C.simplify(compare(a, '<', value({ BOOL: true })))).toEqual(C.never)
    expect(C.simplify({ _tag: 'Between', operand: a, low: value({ N: '2' }), high: one })).toEqual(C.never)
    expect(C.simplify({ _tag: 'In', operand: a, candidates: [] })).toEqual(C.never)
    expect(C.simplify(C.all([exists, C.not(exists)]))).toEqual(C.never)
  })
})

describe('limits', () => {
  const list = (n: number): ReadonlyArray<C.Condition<never>> =>
    Array.from({ length: n }, (_, i) => compare(a, '<', value({ N: String(i) })))
  it('300 operators', () => {
    expect(C.operators(C.all(list(150)))).toBe(299)
    expect(text(C.all(list(150)))).toContain('AND')
    expect(text(C.all(list(151)))).toBe('an expression has at most 300 operators, this one has 301')
  })
  it('100 candidates of IN', () => {
    const within = (n: number): C.Condition<never> => ({
      _tag: 'In',
      operand: a,
      candidates: Array.from({ length: n }, (_, i) => value({ N: String(i) })),
    })
    expect(text(within(100))).toContain(':v99')
    expect(text(within(101))).toBe('IN takes at most 100 candidates, this one has 101')
  })
  it('4,096 bytes', () => {
    const wide = C.all(
      Array.from({ length: 140 }, (_, i): C.Condition<never> => ({ _tag: 'Missing', path: at(`a${i}`) })),
    )
    expect(text(wide)).toMatch(/^an expression has at most 4096 bytes, this one has 4\d\d\d$/)
  })
  it('2 MB of values', () => {
    const big = C.any('abcdef'.split('').map((c) => compare(a, '=', value({ S: c.repeat(400_000) }))))
    expect(text(big)).toBe('the values of a request have at most 2097152 bytes together, these have 2400000')
  })
  it('32 levels of a path, whole indexes, names of some length', () => {
    const path = (segments: P.Segments): C.Condition<never> => ({
      _tag: 'Missing',
      path: { _tag: 'Path', attribute: 'a', segments },
    })
    const levels = (n: number): P.Segments => ['a', ...Array.from({ length: n - 1 }, () => 0)]
    expect(text(path(levels(32)))).toContain('[0]')
    expect(text(path(levels(33)))).toBe('a path has at most 32 levels, this one has 33')
    expect(text(path(['a', -1]))).toMatch(/^the index/)
    expect(text(path(['a', 0.5]))).toMatch(/^the index/)
    expect(text(path(['a', '']))).toMatch(/not empty/)
  })
  it('a value that cannot be stored', () => {
    expect(text(compare(a, '=', value({ N: 'NaN' })))).toBe('a value is no decimal number: NaN')
    expect(text(compare(a, '=', value({ SS: [] })))).toMatch(/set of text that is not empty/)
  })
  it('nesting 50,000 deep overflows nothing', () => {
    let c: C.Condition<never> = compare(a, '<', one)
    let nots: C.Condition<never> = c
    for (let i = 0; i < 50_000; i++) {
      c = i % 2 === 0 ? { _tag: 'And', conditions: [exists, c] } : { _tag: 'Or', conditions: [compare(b, '=', one), c] }
      nots = { _tag: 'Not', condition: nots }
    }
    let left: C.Condition<never> = exists
    for (let i = 0; i < 50_000; i++) left = pipe(left, C.and(compare(a, '<', value({ N: String(i) }))))
    expect(holds(c, { a: { N: '0' } })).toBe(true)
    expect(holds(nots, { a: { N: '0' } })).toBe(true)
    expect(holds(left, { a: { N: '-1' } })).toBe(true)
    for (const deep of [c, left]) {
      expect(C.equals(C.simplify(deep), C.simplify(deep))).toBe(true)
      expect(C.show(deep).length).toBeGreaterThan(50_000)
      expect(C.paths(deep).length).toBeGreaterThan(0)
      expect(text(deep)).toMatch(/^an expression has at most 300 operators/)
    }
    expect(C.simplify(nots)).toEqual(compare(a, '<', one))
    expect(C.show(C.contramap((row: never) => row)(c)).length).toBeGreaterThan(50_000)
  })
})

describe('parse', () => {
  const names = { '#a': 'a.b', '#p': '__proto__' }
  const values = { ':one': { N: '1' }, ':t': { S: 'S' } }
  const parsed = (t: string): string => {
    const result = C.parseAsWritten(t, { names, values })
    return E.isLeft(result) ? `${result.left.position}: ${result.left.reason}` : C.show(result.right)
  }
  it('reads what AWS writes', () => {
    expect(parsed('#a = :one and not Price between :one AND :one')).toBe('`a.b` = 1 AND NOT Price BETWEEN 1 AND 1')
    expect(parsed('a[ 0 ].b.#p<:one')).toBe('a[0].b.__proto__ < 1')
    expect(parsed('NOT (a = :one OR b IN (:one, c)) AND size(a) > :one')).toBe(
      'NOT (a = 1 OR b IN (1, c)) AND size(a) > 1',
    )
    expect(parsed('attribute_type(a, :t) OR (a) = (:one)')).toBe("attribute_type(a, 'S') OR a = 1")
    expect(parsed(':one < a')).toBe('1 < a')
  })
  it('refuses what AWS refuses, and says where', () => {
    expect(parsed('((a = :one))')).toBe('11: The expression has redundant parentheses;')
    expect(parsed('a = :two')).toMatch(/^4: An expression attribute value used in expression is not defined/)
    expect(parsed('#x = :one')).toMatch(/^0: An expression attribute name used in the document path is not defined/)
    expect(parsed('a = :one AND')).toBe('12: Syntax error; token: "<EOF>", near: "AND"')
    expect(parsed('a = a')).toMatch(/^2: The first operand must be distinct/)
    expect(parsed('Size(a) = :one')).toBe('0: Invalid function name; function: Size')
    expect(parsed('a[-1] = :one')).toMatch(/^2: Syntax error/)
    expect(parsed('')).toBe('0: The expression can not be empty;')
    expect(parsed('('.repeat(4000))).toMatch(/redundant parentheses;$/)
    expect(parsed('NOT '.repeat(400))).toMatch(/too many operators; operator count: 301$/)
    expect(parsed('a = :one'.padEnd(4097))).toMatch(/expression size: 4097$/)
  })
  it('reads key conditions and projections', () => {
    const key = K.parse('s between :one and :one AND p = :t', { values })
    expect(E.isRight(key) ? K.show(key.right) : key.left).toBe("p = 'S' AND s BETWEEN 1 AND 1")
    expect(E.isLeft(K.parse('p <> :t', { values }))).toBe(true)
    expect(E.isLeft(K.parse('p = :t AND s < :one AND s > :one', { values }))).toBe(true)
    const projection = Projection.parse('a, b[1].c, #p', { names })
    expect(E.isRight(projection) ? Projection.show(projection.right) : '').toBe('a, b[1].c, __proto__')
    expect(E.isLeft(Projection.parse('a, a.b'))).toBe(true)
    expect(E.isLeft(Projection.parse('a.b, a[0]'))).toBe(true)
  })
})

describe('updates', () => {
  const parsed = (t: string, values: Item = {}): U.Update<never> => {
    const result = U.parse(t, { values })
    return E.isRight(result) ? result.right : { _tag: 'Update', actions: [] }
  }
  const applied = (item: Item, t: string, values: Item = {}): Item | string => {
    const result = U.apply(parsed(t, values))(item)
    return E.isRight(result) ? result.right : result.left._tag
  }
  const list = (...ns: ReadonlyArray<string>): AttributeValue => ({ L: ns.map((N) => ({ N })) })
  it('elements are set and removed by where they were', () => {
    const v = { ':v': { N: '9' }, ':w': { N: '5' } }
    expect(applied({ a: list('0') }, 'SET a[9] = :v, a[5] = :w', v)).toEqual({ a: list('0', '5', '9') })
    expect(applied({ a: list('0', '1', '2') }, 'REMOVE a[0], a[1]')).toEqual({ a: list('2') })
    expect(applied({ a: list('0', '1', '2') }, 'SET a[2] = :v REMOVE a[0]', v)).toEqual({ a: list('1', '9') })
    expect(applied({ a: list('0', '1', '2') }, 'SET a[7] = :v REMOVE a[0]', v)).toEqual({ a: list('1', '2', '9') })
    expect(applied({ a: list('0') }, 'SET a[3].b = :v', v)).toBe('InvalidPath')
  })
  it('every action reads the item as it was', () => {
    expect(applied({ a: { N: '1' }, b: { N: '2' } }, 'SET a = b, b = a')).toEqual({ a: { N: '2' }, b: { N: '1' } })
  })
  it('failures have their reason', () => {
    const v = { ':v': { N: '1' } }
    expect(applied({}, 'SET a.b = :v', v)).toBe('InvalidPath')
    expect(applied({}, 'REMOVE a.b')).toBe('InvalidPath')
    expect(applied({}, 'SET a = b')).toBe('MissingOperand')
    expect(applied({ a: { S: 'x' } }, 'SET a = a + :v', v)).toBe('OperandType')
    expect(applied({ a: { S: 'x' } }, 'ADD a :v', v)).toBe('OperandType')
    expect(applied({ a: { N: '9'.repeat(38) } }, 'ADD a :v', { ':v': { N: '0.1' } })).toBe('NumberOutOfRange')
  })
  it('a set that is emptied goes, even from a list', () => {
    const v = { ':v': { SS: ['x', 'y'] } }
    expect(applied({ a: { SS: ['x'] } }, 'DELETE a :v', v)).toEqual({})
    expect(applied({ a: { L: [{ N: '0' }, { SS: ['x'] }] } }, 'DELETE a[1] :v', v)).toEqual({ a: list('0') })
    expect(applied({}, 'DELETE a :v', v)).toEqual({})
  })
  it('nothing that DynamoDB refuses is rendered', () => {
    const reason = (u: U.Update<never>): string => {
      const rendered = render({ update: u })
      return E.isLeft(rendered) ? rendered.left.reason : ''
    }
    const set = (v: U.SetValue): U.Update<never> => ({ _tag: 'Update', actions: [{ _tag: 'Set', path: a, value: v }] })
    const append: U.ListAppend = { _tag: 'ListAppend', first: b, second: value({ L: [] }) }
    expect(reason(set({ ...append, first: append }))).toBe('list_append is no operand of list_append')
    expect(reason(set({ _tag: 'Arithmetic', operator: '+', left: append, right: one }))).toMatch(/no operand/)
    expect(reason(set({ _tag: 'Arithmetic', operator: '+', left: b, right: value({ S: 'x' }) }))).toMatch(/numbers/)
    expect(reason(pipe(set(one), U.concat(set(one))))).toMatch(/overlapping/)
    expect(reason({ _tag: 'Update', actions: [{ _tag: 'Add', path: a, value: value({ S: 'x' }) }] })).toMatch(
      /ADD takes/,
    )
    let deep: U.SetOperand = append
    for (let i = 0; i < 50_000; i++) deep = { _tag: 'ListAppend', first: deep, second: b }
    expect(reason(set(deep))).toMatch(/nested too deep/)
    expect(E.isLeft(U.apply(set(deep))({ a: { L: [] }, b: { L: [] } }))).toBe(true)
    expect(U.show(set(deep))).toBe('SET a = …')
  })
  it('says whether it may be sent twice', () => {
    const v = { ':v': { N: '1' }, ':s': { SS: ['x'] }, ':l': { L: [] } }
    const isIdempotent = (t: string): boolean => U.isIdempotent(parsed(t, v))
    for (const t of [
      'SET a = :v',
      'SET a = if_not_exists(a, :v)',
      'REMOVE a',
      'ADD a :s',
      'DELETE a :s',
      'SET a = b + :v',
    ]) {
      expect([t, isIdempotent(t)]).toEqual([t, true])
    }
    for (const t of [
      'SET a = a + :v',
      'ADD a :v',
      'SET a = list_append(a, :l)',
      'REMOVE a[0]',
      'SET a[0] = :v',
      'SET a = b, b = :v',
    ]) {
      expect([t, isIdempotent(t)]).toEqual([t, false])
    }
  })
})
