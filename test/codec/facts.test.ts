import Big from 'big.js'
import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import type { AttributeValue } from '../../src/value/AttributeValue'
import { isUnstorable } from '../../src/value/unstorable'
import { validate } from '../../src/value/validate'

const reads = <X>(codec: t.Type<X, AttributeValue>, stored: unknown, value: X) =>
  expect(codec.decode(stored)).toEqual(E.right(value))
const refuses = (codec: t.Type<never, AttributeValue> | t.Mixed, stored: unknown) =>
  expect(E.isLeft(codec.decode(stored))).toBe(true)
const cannotHold = <X>(codec: t.Type<X, AttributeValue>, value: unknown) => {
  expect(codec.is(value)).toBe(false)
  expect(isUnstorable(codec.encode(value as X))).toBe(true)
}

describe('errors that others make', () => {
  it('2^53 + 1 is refused by integer and float, and exact as bigint and decimal', () => {
    const stored = { N: '9007199254740993' }
    refuses(A.integer, stored)
    refuses(A.float, stored)
    reads(A.bigint, stored, 9007199254740993n)
    reads(A.decimal, stored, new Big('9007199254740993'))
    reads(A.any, stored, new Big('9007199254740993'))
  })
  it('a decimal of 29 digits keeps them all', () => {
    const text = '12345678901234567890.123456789'
    reads(A.decimal, { N: text }, new Big(text))
    expect(A.decimal.encode(new Big(text))).toEqual({ N: text })
    refuses(A.float, { N: text })
  })
  it('39 digits are refused, not rounded', () => {
    const text = '1.00000000000000000000000000000000000001'
    cannotHold(A.decimal, new Big(text))
    refuses(A.decimal, { N: text })
    cannotHold(A.bigint, 10n ** 38n + 1n)
    expect(A.bigint.encode(10n ** 38n)).toEqual({ N: `1${'0'.repeat(38)}` })
  })
  it('1e-200, 1e126, NaN and infinities are never sent', () => {
    for (const n of [1e-200, 1e126, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE]) {
      cannotHold(A.float, n)
      cannotHold(A.integer, n)
    }
    cannotHold(A.decimal, new Big('1e-131'))
    cannotHold(A.decimal, new Big('1e126'))
    cannotHold(A.bigint, 10n ** 126n)
  })
  it('a stored value of the wrong type is never handed over', () => {
    refuses(A.string, { N: '1' })
    refuses(A.integer, { S: '1' })
    refuses(A.boolean, { S: 'true' })
    refuses(A.null, { NULL: false })
    refuses(A.binary, { B: 'AA==' })
    refuses(A.set(A.integer), { SS: ['1'] })
    refuses(A.list(A.string), { L: [{ N: '1' }] })
    refuses(A.map({}), { M: [] })
  })
  it('a value with several tags is of no type', () => {
    refuses(A.string, { S: 'a', N: '1' })
    refuses(A.any, { S: 'a', N: '1' })
    refuses(A.nullable(A.string), { S: 'a', NULL: true })
  })
})

describe('numbers', () => {
  it('stored 1.0 is the integer 1, 1.00000000000000000001 is none', () => {
    reads(A.integer, { N: '1.0' }, 1)
    reads(A.integer, { N: '1e3' }, 1000)
    refuses(A.integer, { N: '1.00000000000000000001' })
    refuses(A.integer, { N: '1.5' })
  })
  it('-0 is saved and read as 0', () => {
    expect(A.float.encode(-0)).toEqual({ N: '0' })
    expect(A.integer.encode(-0)).toEqual({ N: '0' })
    expect(A.decimal.encode(new Big('-0'))).toEqual({ N: '0' })
    for (const codec of [A.integer, A.float]) {
      for (const N of ['-0', '-0.0', '0e5']) expect(Object.is(codec.read({ N }), 0)).toBe(true)
    }
  })
  it('a float is saved as its shortest decimal, without exponent', () => {
    expect(A.float.encode(0.1)).toEqual({ N: '0.1' })
    expect(A.float.encode(1e21)).toEqual({ N: `1${'0'.repeat(21)}` })
    expect(A.float.encode(1.5e-7)).toEqual({ N: '0.00000015' })
    expect(A.float.encode(2 ** 53)).toEqual({ N: '9007199254740992' })
  })
  it('a float reads the shortest decimals of JS numbers and no others', () => {
    reads(A.float, { N: '0.1' }, 0.1)
    reads(A.float, { N: '0.10' }, 0.1)
    reads(A.float, { N: '1E+21' }, 1e21)
    reads(A.float, { N: String(Math.PI) }, Math.PI)
    refuses(A.float, { N: '0.1000000000000000055511151231257827' })
    refuses(A.float, { N: '1e-200' })
  })
  it('texts that are no numbers are refused', () => {
    for (const N of ['', ' ', '1 ', '.', '-', '+', '1.2.3', '0x10', 'NaN', 'Infinity', '1e', '٣', '--1', '1-', '-.']) {
      for (const codec of [A.integer, A.float, A.bigint, A.decimal, A.any, A.timestamp]) refuses(codec, { N })
    }
  })
  it('a Big of another copy of big.js is one', () => {
    const Other = Big()
    expect(A.decimal.encode(new Other('1.5') as Big)).toEqual({ N: '1.5' })
    const foreign = Object.assign(Object.create({ toFixed: () => 'x' }), { c: [1, 5], e: 0, s: -1 })
    expect(A.decimal.encode(foreign)).toEqual({ N: '-1.5' })
    cannotHold(A.decimal, { c: [1, 5], e: 0, s: 1 })
    cannotHold(A.decimal, '1.5')
  })
  it('a stored timestamp is whole seconds within the range of Date', () => {
    reads(A.timestamp, { N: '1' }, new Date(1000))
    refuses(A.timestamp, { N: '1.5' })
    refuses(A.timestamp, { N: '8640000000001' })
    cannotHold(A.timestamp, new Date(1))
    cannotHold(A.timestamp, new Date(Number.NaN))
  })
})

describe('sets', () => {
  it('what is no set is told so, and only an empty one is told that it is empty', () => {
    const tags = A.set(A.string)
    const Post = A.map({ tags })
    expect(validate({ p: Post.encode({ tags: ['a'] as never }) })).toEqual([
      { path: ['p', 'tags'], expected: 'set of string', actual: ['a'] },
    ])
    expect(validate({ p: A.list(tags).encode([new Set()]) })).toEqual([
      { path: ['p', 0], expected: 'set of string that is not empty', actual: new Set() },
    ])
  })
})

describe('text', () => {
  it('half of a surrogate pair is no text', () => {
    expect(A.string.is('\ud800')).toBe(false)
    expect(A.string.is('\udc00\ud800')).toBe(false)
    expect(A.string.is('😀')).toBe(true)
    cannotHold(A.string, 'a\ud800')
  })
  it('only dates that sort are read', () => {
    reads(A.dateTime, { S: '2000-02-29T23:59:59.999Z' }, new Date(Date.UTC(2000, 1, 29, 23, 59, 59, 999)))
    for (const S of [
      '2000-01-01',
      '2000-01-01T00:00:00Z',
      '2000-01-01T00:00:00.000+01:00',
      '1900-02-29T00:00:00.000Z',
      '2000-04-31T00:00:00.000Z',
      '2000-13-01T00:00:00.000Z',
      '2000-00-01T00:00:00.000Z',
      '2000-01-00T00:00:00.000Z',
      '2000-01-01T24:00:00.000Z',
      '2000-01-01T00:60:00.000Z',
      '2000-01-01T00:00:60.000Z',
      '2000-01-01T00:00:00.0a0Z',
      '2000-01-01T00:00:00.00:Z',
      '+2000-01-1T00:00:00.000Z',
      '2000-01-01t00:00:00.000z',
    ]) {
      refuses(A.dateTime, { S })
    }
  })
  it('years outside 0000 to 9999 and invalid dates cannot be held', () => {
    cannotHold(A.dateTime, new Date(253402300800000))
    cannotHold(A.dateTime, new Date(-62167219200001))
    cannotHold(A.dateTime, new Date(Number.NaN))
    expect(A.dateTime.encode(new Date(-62167219200000))).toEqual({ S: '0000-01-01T00:00:00.000Z' })
  })
  it('JSON loses nothing silently', () => {
    for (const value of [
      undefined,
      Number.NaN,
      () => 1,
      new Date(),
      { a: undefined },
      [undefined],
      { toJSON: () => 1 },
    ]) {
      cannotHold(A.json(), value)
    }
    refuses(A.json(), { S: '{' })
    refuses(A.json(), { S: '1e999' })
    refuses(A.json(), { S: '{"a":9007199254740993}' })
    refuses(A.json(), { S: '[0.10000000000000000001]' })
    reads(
      A.json(),
      { S: '{"9007199254740993":"1e999 \\" 12345678901234567"}' },
      {
        '9007199254740993': '1e999 " 12345678901234567',
      },
    )
    reads(A.json(), { S: '[1e21,-0.5,12345678901234567000]' }, [1e21, -0.5, 12345678901234567000])
  })
  it('errors in JSON name the place within', () => {
    const codec = A.map({ j: A.json(t.type({ a: t.array(t.number) })) })
    expect(codec.explain({ M: { j: { S: '{"a":[1,"2"]}' } } }, [])).toEqual([
      { path: ['j', 'a', '1'], expected: 'number', actual: '2' },
    ])
  })
})

describe('absent, NULL and empty', () => {
  const codec = A.map({
    optional: A.optional(A.string),
    nullable: A.nullable(A.string),
    option: A.option(A.list(A.string)),
    set: A.set(A.string),
  })
  it('stay distinct, but for sets', () => {
    const stored = (value: A.TypeOf<typeof codec>) => (codec.encode(value) as { readonly M: object }).M
    expect(stored({ nullable: null, option: O.none, set: new Set() })).toEqual({ nullable: { NULL: true } })
    expect(stored({ optional: '', nullable: '', option: O.some([]), set: new Set(['']) })).toEqual({
      optional: { S: '' },
      nullable: { S: '' },
      option: { L: [] },
      set: { SS: [''] },
    })
    expect(codec.read({ M: { nullable: { NULL: true } } })).toEqual({ nullable: null, option: O.none, set: new Set() })
    refuses(codec, { M: {} })
    refuses(codec, { M: { nullable: { NULL: true }, optional: { NULL: true } } })
  })
  it('an absent property is not a property that is undefined', () => {
    expect(Object.keys(codec.read({ M: { nullable: { NULL: true } } }))).toEqual(['nullable', 'option', 'set'])
    expect(codec.is({ optional: undefined, nullable: null, option: O.none, set: new Set() })).toBe(true)
  })
  it('an empty set is unstorable where nothing can be absent', () => {
    cannotHold(A.optional(A.set(A.string)), new Set())
    const inList = A.list(A.set(A.string)).encode([new Set()])
    expect(isUnstorable((inList as { readonly L: ReadonlyArray<unknown> }).L[0])).toBe(true)
    expect(A.list(A.set(A.string)).check([new Set()], [])).toHaveLength(1)
    refuses(A.list(A.set(A.string)), { L: [undefined] })
    refuses(A.list(A.set(A.string)), { L: new Array(1) })
  })
  it('a stored empty set is none of DynamoDB’s', () => refuses(A.set(A.string), { SS: [] }))
  it('every read gives a fresh set', () => {
    const codec = A.set(A.string)
    expect(codec.read(undefined)).not.toBe(codec.read(undefined))
  })
})

describe('sets', () => {
  it('merge what DynamoDB holds equal', () => {
    expect(A.set(A.decimal).encode(new Set([new Big('1.0'), new Big(1), new Big(2)]))).toEqual({ NS: ['1', '2'] })
    expect(A.set(A.binary).encode(new Set([Uint8Array.of(1), Uint8Array.of(1)]))).toEqual({ BS: [Uint8Array.of(1)] })
    reads(A.set(A.integer), { NS: ['1', '1.0', '2'] }, new Set([1, 2]))
    reads(A.set(A.decimal), { NS: ['1', '1.0'] }, new Set([new Big(1)]))
  })
  it('of several types are a problem of the definition', () => {
    expect(A.set(A.enumByValue({ a: 1, b: 'b' })).problems).toHaveLength(1)
  })
})

describe('defaults', () => {
  const codec = A.map({
    views: A.withDefault(A.integer, () => 0),
    likes: A.withDefault(A.optional(A.integer), () => 0),
  })
  it('are never applied by reading', () => {
    refuses(codec, { M: {} })
    reads(codec, { M: { views: { N: '1' } } }, { views: 1 })
  })
})

describe('errors', () => {
  const codec = A.map({
    a: A.rename('x', A.integer),
    b: A.list(A.map({ c: A.string })),
    d: A.record(A.boolean),
    e: A.nullable(A.string),
    f: A.tuple([A.string, A.integer]),
  })
  it('are all of them, each with its place in stored names', () => {
    const stored = {
      x: { S: '1' },
      b: { L: [{ M: { c: { S: 'a' } } }, { M: {} }] },
      d: { M: { k: { N: '1' } } },
      e: { N: '1' },
      f: { L: [{ S: 'a' }] },
    }
    expect(codec.explain({ M: stored }, ['top'])).toEqual([
      { path: ['top', 'x'], expected: 'integer', actual: { S: '1' } },
      { path: ['top', 'b', 1, 'c'], expected: 'string', actual: undefined },
      { path: ['top', 'd', 'k'], expected: 'boolean', actual: { N: '1' } },
      { path: ['top', 'e'], expected: 'string or null', actual: { N: '1' } },
      { path: ['top', 'f'], expected: '[string, integer]', actual: { L: [{ S: 'a' }] } },
    ])
  })
  it('of local values are in the application’s names', () => {
    expect(codec.check({ a: 1.5, b: [{}], d: {}, e: 1, f: ['a', 1] }, [])).toEqual([
      { path: ['a'], expected: 'integer', actual: 1.5 },
      { path: ['b', 0, 'c'], expected: 'string', actual: undefined },
      { path: ['e'], expected: 'string or null', actual: 1 },
    ])
  })
  it('are io-ts’s errors too', () => {
    const result = codec.decode({ M: {} })
    expect(E.isLeft(result) && result.left.map(({ message, context }) => [context.map((c) => c.key), message])).toEqual(
      [
        [['', 'x'], 'expected integer'],
        [['', 'b'], 'expected list of map'],
        [['', 'd'], 'expected record of boolean'],
        [['', 'e'], 'expected string or null'],
        [['', 'f'], 'expected [string, integer]'],
      ],
    )
  })
  it('are text on demand', () => {
    expect(A.showMismatch({ path: ['a b', 1, 'c'], expected: 'integer', actual: { S: "it's" } })).toBe(
      "`a b`[1].c: expected integer, found 'it\\'s'",
    )
    expect(A.showMismatch({ path: ['a'], expected: 'integer', actual: undefined })).toBe(
      'a: expected integer, found nothing',
    )
  })
})

describe('hostile input', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '#n0', 'a.b', '😀']
  it('names are names', () => {
    const attributes = Object.fromEntries(names.map((name) => [name, A.string]))
    const codec = A.compileFields(attributes)
    const value = Object.fromEntries(names.map((name) => [name, name]))
    const item = codec.write(value)
    expect(Object.keys(item)).toEqual(names)
    expect(codec.read(item)).toEqual(value)
    expect(Object.getPrototypeOf(codec.read(item))).toBe(Object.prototype)
    expect(codec.read({})).toBe(A.failed)
    expect(A.fieldErrors(attributes)).toEqual([])
    expect(A.record(A.string).read({ M: item })).toEqual(value)
    expect(A.any.read({ M: item })).toEqual(value)
    expect((Object.prototype as { readonly polluted?: unknown }).polluted).toBe(undefined)
  })
  it('10,000 levels are refused without a stack overflow', () => {
    const deep = (wrap: (inner: unknown) => unknown, first: unknown): unknown => {
      let value = first
      for (let i = 0; i < 10_000; i++) value = wrap(value)
      return value
    }
    for (const codec of [A.any, A.json(), A.map({ a: A.optional(A.any) }), A.list(A.any), A.record(A.any)] as const) {
      const lists = deep((inner) => ({ L: [inner] }), { S: 'a' })
      const maps = deep((inner) => ({ M: { a: inner } }), { S: 'a' })
      for (const stored of [lists, maps]) {
        refuses(codec, stored)
        expect((codec as A.Attribute<unknown, never>).explain(stored, []).length).toBeGreaterThan(0)
      }
    }
    refuses(A.json(), { S: '['.repeat(10_000) + ']'.repeat(10_000) })
    cannotHold(
      A.json(),
      deep((inner) => [inner], 1),
    )
    expect(A.any.is(deep((inner) => ({ a: inner }), 1))).toBe(false)
  })
  it('cycles and exponentially shared values end', () => {
    const cyclic: Record<string, unknown> = {}
    cyclic.a = cyclic
    cyclic.b = cyclic
    let shared: unknown = 1
    for (let i = 0; i < 30; i++) shared = [shared, shared]
    for (const codec of [A.any, A.json()] as const) {
      expect(codec.is(cyclic)).toBe(false)
      expect(codec.is(shared)).toBe(false)
    }
  })
})

describe('fieldErrors', () => {
  it('says what cannot be used', () => {
    expect(A.fieldErrors({ a: A.string, b: A.rename('a', A.string) })).toEqual(["'a' and 'b' are both stored as 'a'"])
    expect(A.fieldErrors({ a: A.rename('', A.string) })).toEqual(["'a' is stored under an empty name"])
    expect(A.fieldErrors({ '\ud800': A.string })).toHaveLength(1)
    expect(A.fieldErrors({ ['é'.repeat(32768)]: A.string })).toHaveLength(1)
    expect(A.fieldErrors({ m: A.list(A.map({ a: A.string, b: A.rename('a', A.string) })) })).toEqual([
      "in 'm', 'a' and 'b' are both stored as 'a'",
    ])
    expect(A.fieldErrors({ s: A.sum('kind', { a: A.map({ kind: A.string }) }) })).toEqual([
      "in 's', the field 'kind' of 'a' has the name of the tag",
    ])
  })
})

describe('literals', () => {
  it('that cannot be stored are problems of the definition', () => {
    expect(A.literal('a', Number.NaN).problems).toEqual(['NaN cannot be stored'])
    expect(A.enumByName({}).problems).toHaveLength(1)
    cannotHold(A.literal(Number.NaN), Number.NaN)
  })
})

describe('enumerations', () => {
  enum Color {
    Red,
    Green = 4,
  }
  it('by name and by value', () => {
    expect(A.enumByName(Color).encode(Color.Green)).toEqual({ S: 'Green' })
    expect(A.enumByValue(Color).encode(Color.Green)).toEqual({ N: '4' })
    reads(A.enumByValue(Color), { N: '4.0' }, Color.Green)
    refuses(A.enumByName(Color), { S: '4' })
    refuses(A.enumByName(Color), { S: 'toString' })
    cannotHold(A.enumByName(Color), 'Green')
    cannotHold(A.enumByValue(Color), 3)
  })
})

describe('sum', () => {
  const Shape = A.sum('kind', { circle: A.map({ r: A.float }), toString: A.map({ t: A.string }) })
  it('goes by the tag', () => {
    expect(Shape.encode({ kind: 'circle', r: 1 })).toEqual({ M: { kind: { S: 'circle' }, r: { N: '1' } } })
    reads(Shape, { M: { kind: { S: 'toString' }, t: { S: 'a' } } }, { kind: 'toString', t: 'a' })
    refuses(Shape, { M: { kind: { S: 'constructor' } } })
    expect(Shape.explain({ M: { kind: { S: 'x' } } }, ['s'])).toEqual([
      { path: ['s', 'kind'], expected: "'circle' | 'toString'", actual: { S: 'x' } },
    ])
    expect(Shape.explain({ M: { kind: { S: 'circle' } } }, ['s'])).toEqual([
      { path: ['s', 'r'], expected: 'float', actual: undefined },
    ])
  })
})

describe('lifts', () => {
  const Throws = new t.Type<Date, string>(
    'Throws',
    (u): u is Date => u instanceof Date,
    (u, c) => t.failure(u, c),
    (a) => a.toISOString(),
  )
  it('a codec that throws on encoding gives unstorable', () => cannotHold(A.S(Throws), new Date(Number.NaN)))
  it('a codec’s errors have their place', () => {
    const codec = A.M(t.type({ a: t.union([t.string, t.type({ b: t.number })]) }))
    expect(codec.explain({ M: { a: { M: { b: { S: 'x' } } } } }, ['m'])).toEqual([
      { path: ['m', 'a'], expected: 'string', actual: { b: 'x' } },
      { path: ['m', 'a', 'b'], expected: 'number', actual: 'x' },
    ])
  })
})
