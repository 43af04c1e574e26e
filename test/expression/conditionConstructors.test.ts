/** What constructors of conditions make. */
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import * as C from '../../src/expression/Condition'
import * as M from '../../src/model'
import type { AttributeValue, Tag } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'
import { isSet } from '../../src/value/tag'
import { unstorable } from '../../src/value/unstorable'
import { at, compare, is, n } from './leaves'

type Condition = C.Condition<never>

const x: Condition = { _tag: 'Exists', path: at('a') }
const y: Condition = { _tag: 'Missing', path: at('b') }

const Post = M.model({
  name: 'Post',
  table: 'posts',
  attributes: { id: A.string, n: A.integer, tags: A.set(A.string), maybe: A.nullable(A.string) },
  key: { partition: 'id' },
})
const of = Post.at
const post = { id: at('id'), n: at('n'), tags: at('tags') }
const sized: C.SizeOperand = { _tag: 'Size', path: post.tags }

/** A path of somebody's own, to containers of one type. */
const own = (type: Tag, encode: (element: unknown) => AttributeValue): P.Path<never, ReadonlyArray<unknown>, 'L'> => ({
  [P.place]: {
    _tag: 'Path',
    attribute: 'c',
    segments: ['c'],
    types: [type as 'L', 'NULL' as 'L'],
    encode: (container: unknown) =>
      (container instanceof Set ? isSet(type) : Array.isArray(container) && !isSet(type))
        ? encode([...(container as Iterable<unknown>)][0])
        : { NULL: true },
  },
})

describe('constructors', () => {
  it('take values, paths and sizes', () => {
    expect(C.eq(of.n, 1)).toEqual(compare(post.n, '=', n('1')))
    expect(C.ne(of.n, of.n)).toEqual(compare(post.n, '<>', post.n))
    expect(C.lt(C.size(of.tags), of.n)).toEqual(compare(sized, '<', post.n))
    expect(C.lte(of.n, C.size(of.tags))).toEqual(compare(post.n, '<=', sized))
    expect(C.gt(C.size(of.tags), 2)).toEqual(compare(sized, '>', n('2')))
    expect(C.gte(of.id, 'x')).toEqual(compare(post.id, '>=', is({ S: 'x' })))
    expect(C.eq(C.size(of.tags), 2)).toEqual(compare(sized, '=', n('2')))
    expect(C.between(of.n, 1, C.size(of.tags))).toEqual({ _tag: 'Between', operand: post.n, low: n('1'), high: sized })
    expect(C.isIn(of.n, [1, of.n])).toEqual({ _tag: 'In', operand: post.n, candidates: [n('1'), post.n] })
    expect(C.hasType(of.n, 'N')).toEqual({ _tag: 'HasType', path: post.n, type: 'N' })
    expect(C.isNull(of.maybe)).toEqual(compare(at('maybe'), '=', is({ NULL: true })))
    expect(C.size(of.tags)[P.place]).toMatchObject({ _tag: 'Size', types: ['N'] })
  })
  it('prefixes are text, bytes or paths', () => {
    const begins = (prefix: unknown) => C.beginsWith(of.id, prefix as never)
    const made = (prefix: C.Operand) => ({ _tag: 'BeginsWith', path: post.id, prefix })
    expect(begins('x')).toEqual(made(is({ S: 'x' })))
    expect(begins(Uint8Array.of(1))).toEqual(made(is({ B: Uint8Array.of(1) })))
    expect(begins(of.tags)).toEqual(made(post.tags))
    expect(begins(1)).toEqual(made(is(unstorable('text or bytes', 1))))
  })
  it('elements of a path without a model are as they are stored', () => {
    expect(C.contains(P.path('tags'), { S: 'vip' })).toEqual({
      _tag: 'Contains',
      path: post.tags,
      operand: is({ S: 'vip' }),
    })
    expect(C.evaluate(C.contains(P.path('tags'), { N: '1' }))({ tags: { NS: ['2', '1.0'] } })).toBe(true)
    expect(C.evaluate(C.beginsWith(P.path('a'), 'x'))({ a: { S: 'xy' } })).toBe(true)
  })
  it('elements are stored as their container stores them', () => {
    const contained = (path: P.Path<never, ReadonlyArray<unknown>, 'L'>, element: unknown) => {
      const c = C.contains(path, element as never) as { readonly operand?: unknown }
      return c.operand
    }
    const bytes = Uint8Array.of(1)
    expect(
      contained(
        own('SS', (e) => ({ SS: [`${e}!`] })),
        1,
      ),
    ).toEqual(is({ S: '1!' }))
    expect(
      contained(
        own('NS', (e) => ({ NS: [`${e}0`] })),
        1,
      ),
    ).toEqual(n('10'))
    expect(
      contained(
        own('BS', () => ({ BS: [bytes] })),
        1,
      ),
    ).toEqual(is({ B: bytes }))
    expect(
      contained(
        own('L', (e) => ({ L: [{ BOOL: e === 1 }] })),
        1,
      ),
    ).toEqual(is({ BOOL: true }))
    expect(
      contained(
        own('S', () => ({ NULL: true })),
        'x',
      ),
    ).toEqual(is({ S: 'x' }))
    expect(
      contained(
        own('B', () => ({ NULL: true })),
        bytes,
      ),
    ).toEqual(is({ B: bytes }))
    expect(
      contained(
        own('L', (e) => ({ L: [{ S: `${e}!` }] })),
        'x',
      ),
    ).toEqual(is({ S: 'x!' }))
    expect(
      contained(
        own('L', (e) => ({ L: [{ BOOL: e === bytes }] })),
        bytes,
      ),
    ).toEqual(is({ BOOL: true }))
    expect(
      contained(
        own('L', (e) => unstorable('day', e)),
        1,
      ),
    ).toEqual(is(unstorable('day', 1)))
    expect(
      contained(
        own('S', (e) => ({ S: `${e}` })),
        1,
      ),
    ).toEqual(is(unstorable('element', 1)))
    for (const none of [{ L: [] }, { SS: [] }, { N: '1' }, { M: {} }]) {
      expect(
        contained(
          own('L', () => none),
          1,
        ),
      ).toEqual(is(unstorable('element', 1)))
    }
    expect(
      contained(
        own('L', () => ({ L: [] })),
        of.n,
      ),
    ).toEqual(post.n)
  })
  it('as predicates on values, by what is stored of them', () => {
    const isTagged = C.toPredicate(Post)(C.exists(of.tags))
    const value = { id: 'x', n: 1, maybe: null }
    expect([[], ['y']].map((tags) => isTagged({ ...value, tags: new Set(tags) }))).toEqual([false, true])
  })
  it('the lists of AND and OR', () => {
    expect([C.all([]), C.any([]), C.all([x, y]), C.any([x, y])]).toEqual([
      C.always,
      C.never,
      { _tag: 'And', conditions: [x, y] },
      { _tag: 'Or', conditions: [x, y] },
    ])
    expect(pipe(x, C.and(y))).toEqual({ _tag: 'And', conditions: [x, y] })
    const [every, some] = [C.getMonoidAll<never>(), C.getMonoidAny<never>()]
    expect([every.empty, every.concat(x, y)]).toEqual([C.always, { _tag: 'And', conditions: [x, y] }])
    expect([some.empty, some.concat(x, y)]).toEqual([C.never, { _tag: 'Or', conditions: [x, y] }])
  })
})
