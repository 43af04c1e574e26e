import Big from 'big.js'
import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import { globalIndex, model, oneOf } from '../../src/model'
import * as Json from '../../src/model/Json'

const one = <X extends A.AnyAttribute>(x: X, options: Json.Options = {}) => {
  const codec = Json.codec<Json.Described>(
    model({
      name: 'One',
      table: 'one',
      attributes: { id: A.string, x: x as A.AnyAttribute },
      key: { partition: 'id' },
    }),
    options,
  )
  return {
    to: (value: unknown) => codec.encode({ id: 'a', x: value }).x,
    from: (json: unknown) =>
      E.match(
        (errors: t.Errors) =>
          errors.map(({ context, message }) => `${context.map(({ key }) => key).join('/')}: ${message}`),
        (a) => (a as { readonly x: unknown }).x,
      )(codec.decode({ id: 'a', ...(json === undefined ? {} : { x: json }) })),
  }
}

const digits = '12345678901234567890123456789012345678'

describe('numbers', () => {
  it('are JS numbers where the application has them', () => {
    expect(one(A.integer).to(7)).toBe(7)
    expect(one(A.float).to(0.1)).toBe(0.1)
    expect(one(A.literal(1, '1')).to(1)).toBe(1)
    expect(one(A.literal(1, '1')).from('1')).toBe('1')
    expect(one(A.integer).from('7')).toEqual(['/x: expected integer'])
    expect(one(A.integer).from(2 ** 53)).toEqual(['/x: expected integer'])
    expect(one(A.integer).from(0.5)).toEqual(['/x: expected integer'])
  })

  it('are exact text where no JS number holds them', () => {
    expect(one(A.decimal).to(new Big(digits))).toBe(digits)
    expect(one(A.decimal).from(digits)).toEqual(new Big(digits))
    expect(one(A.decimal).from(`${digits}9`)).toEqual(['/x: expected decimal of at most 38 significant digits as text'])
    expect(one(A.bigint).to(2n ** 64n)).toBe('18446744073709551616')
    expect(one(A.bigint, { useFloat: true }).to(1n)).toBe('1')
    expect(one(A.bigint, { useFloat: true }).from('18446744073709551616')).toBe(2n ** 64n)
    expect(one(A.bigint).from('1.5')).toEqual(['/x: expected integer of at most 38 significant digits'])
    // JSON.parse may have rounded it.
    expect(one(A.decimal).from(0.1)).toEqual(['/x: expected decimal of at most 38 significant digits as text'])
    expect(one(A.bigint).from(1)).toEqual(['/x: expected integer of at most 38 significant digits as text'])
  })

  it('are rounded with useFloat, and sets of them have no number twice', () => {
    expect(one(A.decimal, { useFloat: true }).to(new Big('0.1'))).toBe(0.1)
    expect(one(A.decimal, { useFloat: true }).from(0.1)).toEqual(new Big('0.1'))
    expect(one(A.decimal, { useFloat: true }).from('0.1')).toEqual([
      '/x: expected decimal of at most 38 significant digits',
    ])
    const most = new Big(`${'9'.repeat(38)}e88`)
    expect(one(A.decimal, { useFloat: true }).to(most)).toBe(9.999999999999998e125)
    expect(one(A.decimal, { useFloat: true }).from(9.999999999999998e125)).toEqual(new Big('9.999999999999998e125'))
    const scores = new Set(['10', '9007199254740993', '9007199254740992', '9'].map((n) => new Big(n)))
    expect(one(A.set(A.decimal), { useFloat: true }).to(scores)).toEqual([9, 10, 2 ** 53])
    expect(one(A.set(A.decimal)).to(scores)).toEqual(['9', '10', '9007199254740992', '9007199254740993'])
  })

  it('are never NaN or infinite', () => {
    for (const n of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(one(A.float).to(n)).toEqual({ UNSTORABLE: 'float' })
      for (const codec of [A.float, A.integer, A.any, A.json()])
        expect(one(codec).from(n)).toEqual([expect.stringMatching(/^\/x: expected /)])
      expect(one(A.decimal, { useFloat: true }).from(n)).toEqual([expect.stringMatching(/^\/x: expected /)])
    }
    expect(one(A.decimal).from('NaN')).toEqual([expect.stringMatching(/^\/x: expected /)])
  })
})

describe('dates', () => {
  it('are ISO 8601 text, of whatever codec', () => {
    const iso = '2020-02-29T12:00:00.000Z'
    for (const codec of [A.dateTime, A.timestamp]) {
      expect(one(codec).to(new Date(iso))).toBe(iso)
      expect(one(codec).from(iso)).toEqual(new Date(iso))
      expect(one(codec).from('2020-02-29T12:00:00Z')).toEqual(new Date(iso))
    }
    expect(one(A.dateTime).from('2020-02-29T12:00:00.5Z')).toEqual(new Date('2020-02-29T12:00:00.500Z'))
    expect(one(A.timestamp).from('2020-02-29T12:00:00.5Z')).toEqual(['/x: expected timestamp of whole seconds'])
    const last = new Date(8.64e15)
    expect(one(A.timestamp).from(one(A.timestamp).to(last))).toEqual(last)
  })

  it('are refused where they are none', () => {
    const wrong = ['/x: expected date and time as ISO 8601 text in UTC']
    const none = [
      '2021-02-29T12:00:00Z',
      '2020-13-01T00:00:00Z',
      '2020-01-01T24:00:00Z',
      '2020-01-01',
      '-000000-01-01T00:00:00Z',
    ]
    for (const text of [...none, '2020-01-01T00:00:00.0001Z', '2020-01-01T00:00:00+01:00', '', 0, null])
      expect(one(A.dateTime).from(text)).toEqual(wrong)
    expect(one(A.dateTime).to(new Date(Number.NaN))).toEqual({ UNSTORABLE: 'date and time' })
  })
})

describe('bytes and text', () => {
  it('are base64, in its one form', () => {
    expect(one(A.binary).to(Uint8Array.of(255, 254))).toBe('//4=')
    expect(one(A.binary).from('//4=')).toEqual(Uint8Array.of(255, 254))
    expect(one(A.binary).from('')).toEqual(new Uint8Array())
    for (const text of ['//5=', '//4', '__4=', ' //4=', 'é', 3])
      expect(one(A.binary).from(text)).toEqual(['/x: expected binary as base64'])
    const large = new Uint8Array(400_000).map((_, i) => i % 251)
    expect(one(A.binary).from(one(A.binary).to(large))).toEqual(large)
  })

  it('are text of all planes', () => {
    expect(one(A.string).from(one(A.string).to('😀é'))).toBe('😀é')
    expect(one(A.string).to('\ud800')).toEqual({ UNSTORABLE: 'string' })
    expect(one(A.constrain(A.string, { minLength: 1 })).from('\ud800')).toEqual(['/x: expected Unicode text'])
    expect(one(A.set(A.string)).to(new Set(['😀', '\uffee', 'a']))).toEqual(['a', '\uffee', '😀'])
  })
})

describe('what is empty or absent', () => {
  it('is an empty array of a set', () => {
    expect(one(A.set(A.string)).to(new Set())).toEqual([])
    expect(one(A.set(A.string), { explicitNull: true }).to(new Set())).toEqual([])
    expect(one(A.set(A.string)).from([])).toEqual(new Set())
    expect(one(A.set(A.string)).from(undefined)).toEqual(new Set())
    expect(one(A.set(A.string)).from(['a', 'a'])).toEqual(new Set(['a']))
    expect(one(A.set(A.string)).from(null)).toEqual(['/x: expected set of string'])
    expect(one(A.set(A.string)).from(['a', 1])).toEqual(['/x/1: expected string'])
  })

  it('is no empty set where it would be absent', () => {
    expect(one(A.optional(A.set(A.string))).from([])).toEqual(['/x: expected set of string that is not empty'])
    expect(one(A.list(A.set(A.string))).from([['a'], []])).toEqual(['/x/1: expected set of string that is not empty'])
    expect(one(A.list(A.set(A.string))).to([new Set()])).toEqual([{ UNSTORABLE: 'set of string that is not empty' }])
  })

  it('is left out, or null', () => {
    for (const codec of [A.optional(A.integer), A.option(A.integer)]) {
      const [none, some] = codec.presence === 'optional' ? [undefined, 1] : [O.none, O.some(1)]
      expect(one(codec).to(none)).toBe(undefined)
      expect(one(codec, { explicitNull: true }).to(none)).toBe(null)
      for (const json of [undefined, null]) expect(one(codec).from(json)).toEqual(none)
      expect(one(codec).from(one(codec).to(some))).toEqual(some)
    }
    expect(one(A.integer).from(undefined)).toEqual(['/x: expected integer'])
    expect(one(A.integer).from(null)).toEqual(['/x: expected integer'])
    expect(one(A.withDefault(A.integer, () => 0)).from(undefined)).toEqual(['/x: expected integer'])
  })

  it('is null, and not absent, where null is a value', () => {
    const both = A.optional(A.nullable(A.integer))
    expect(one(both).from(null)).toBe(null)
    expect(one(both).from(undefined)).toBe(undefined)
    expect(one(A.optional(A.json())).from(null)).toBe(null)
    expect(one(A.optional(A.json(t.array(t.number))), { explicitNull: true }).from(null)).toBe(undefined)
  })
})

describe('containers', () => {
  it('are nested, with the names of the application', () => {
    const codec = A.map({
      lines: A.rename('l', A.list(A.map({ price: A.rename('p', A.decimal) }))),
      by: A.record(A.set(A.bigint)),
    })
    const value = { lines: [{ price: new Big('1.5') }], by: { a: new Set([10n, 9n]) } }
    expect(one(codec).to(value)).toEqual({ lines: [{ price: '1.5' }], by: { a: ['9', '10'] } })
    expect(one(codec).from(one(codec).to(value))).toEqual(value)
  })

  it('tell all that is wrong, with the places in the JSON', () => {
    const codec = A.map({
      few: A.rename('f', A.list(A.refine(A.integer, (n) => n < 3, 'small integer'))),
      pair: A.tuple([A.string, A.boolean]),
      shape: A.rename('s', A.sum('kind', { circle: A.map({ radius: A.rename('r', A.float) }) })),
      typed: A.json(t.array(t.type({ a: t.number }))),
    })
    const wrong = {
      few: [1, 4, 'a'],
      pair: ['a', 1],
      shape: { kind: 'circle', radius: 'b' },
      typed: [{ a: '' }],
      typo: 1,
    }
    expect(one(codec).from(wrong)).toEqual([
      '/x/few/1: expected small integer',
      '/x/few/2: expected small integer',
      '/x/pair/1: expected boolean',
      '/x/shape/radius: expected float',
      '/x/typed/0/a: expected number',
      '/x/typo: expected no such attribute',
    ])
    expect(one(codec).from({ ...wrong, shape: { kind: 'oval' }, pair: ['a'] })).toContain(
      "/x/shape/kind: expected 'circle'",
    )
    expect(one(codec).from({ ...wrong, pair: ['a'] })).toContain('/x/pair: expected [string, boolean]')
    for (const json of [null, 1, 'a', []]) expect(one(codec).from(json)).toEqual(['/x: expected map'])
  })

  it('take what is not declared for a fault, or for nothing', () => {
    const codec = A.map({ a: A.integer })
    expect(one(codec).from({ a: 1, b: 2 })).toEqual(['/x/b: expected no such attribute'])
    expect(one(codec, { ignoreUnknown: true }).from({ a: 1, b: 2 })).toEqual({ a: 1 })
  })

  it('are safe against names that mean something', () => {
    const evil = JSON.parse('{"__proto__":{"polluted":true},"constructor":"c"}')
    const back = one(A.any).from(evil)
    expect(Object.keys(back as object)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
    expect(JSON.stringify(one(A.any).to(back))).toBe('{"__proto__":{"polluted":true},"constructor":"c"}')
    expect(one(A.map({ a: A.optional(A.integer) })).from(evil)).toEqual([
      '/x/__proto__: expected no such attribute',
      '/x/constructor: expected no such attribute',
    ])
    expect(one(A.map({ a: A.optional(A.integer) }), { ignoreUnknown: true }).from(evil)).toEqual({})
    // What is inherited is not there.
    expect(one(A.map({ a: A.integer })).from(Object.create({ a: 1 }))).toEqual(['/x/a: expected integer'])
    expect(one(A.sum('constructor', { a: A.map({}) })).from({})).toEqual(["/x/constructor: expected 'a'"])
    expect(({} as { readonly polluted?: unknown }).polluted).toBe(undefined)
  })

  it('end where nothing ends', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    const cycle: Array<unknown> = []
    cycle.push(cycle)
    for (const json of [deep, cycle])
      for (const codec of [A.any, A.json(), A.record(A.any), A.list(A.any)])
        for (const typed of [true, false])
          expect(one(codec, { typed }).from(json)).toEqual([expect.stringContaining('/x')])
  })
})

describe('codecs of codecs', () => {
  const DateFromISOString = new t.Type<Date, string>(
    'DateFromISOString',
    (u): u is Date => u instanceof Date,
    (u, c) => (Number.isNaN(Date.parse(String(u))) ? t.failure(u, c) : t.success(new Date(String(u)))),
    (date) => date.toISOString(),
  )

  it('have the JSON of what they are stored as, and the last word', () => {
    expect(one(A.S(DateFromISOString)).to(new Date(0))).toBe('1970-01-01T00:00:00.000Z')
    expect(one(A.S(DateFromISOString)).from('never')).toEqual(['/x: expected DateFromISOString'])
    const Milliseconds = new t.Type<number, bigint>('Milliseconds', t.number.is, (u) => t.success(Number(u)), BigInt)
    expect(one(A.lift(A.bigint)(Milliseconds)).to(12)).toBe('12')
    expect(one(A.lift(A.bigint)(Milliseconds)).from('12')).toBe(12)
    enum Color {
      Red,
      Green,
    }
    expect(one(A.enumByName(Color)).to(Color.Green)).toBe('Green')
    expect(one(A.enumByValue(Color)).to(Color.Green)).toBe(1)
    expect(one(A.enumByName(Color)).from('Blue')).toEqual(["/x: expected 'Red' | 'Green'"])
  })

  it('have JSON as itself', () => {
    const json = { a: [1, 'b', null, { c: true }] }
    expect(one(A.json()).to(json)).toEqual(json)
    expect(one(A.json()).from(json)).toEqual(json)
    expect(one(A.nullable(A.json())).from(null)).toBe(null)
    expect(one(A.list(A.json())).to([null, 'null'])).toEqual([null, 'null'])
  })

  it('of any shape are plain, or typed', () => {
    const value = { n: new Big(digits), s: new Set([2, 1]), b: Uint8Array.of(1), l: [1, null] }
    expect(one(A.any).to(value)).toEqual({ n: digits, s: [1, 2], b: 'AQ==', l: [1, null] })
    const typed = {
      M: { n: { N: digits }, s: { NS: ['1', '2'] }, b: { B: 'AQ==' }, l: { L: [{ N: '1' }, { NULL: true }] } },
    }
    expect(one(A.any, { typed: true }).to(value)).toEqual(typed)
    expect(one(A.any, { typed: true }).from(typed)).toEqual({ ...value, s: new Set([1, 2]) })
    for (const json of [{}, { S: 1 }, { B: '_' }, { S: 'a', N: '1' }, { M: { '': { S: '' } } }, 'a', null])
      expect(one(A.any, { typed: true }).from(json)).toEqual([expect.stringMatching(/^\/x.*: expected/)])
  })
})

describe('models', () => {
  const base = { id: A.string, team: A.string }
  const key = { partition: 'id' } as const
  const Employee = model({
    name: 'Employee',
    table: 'staff',
    attributes: { ...base, type: A.rename('t', A.literal('employee')), pay: A.decimal },
    key,
    indexes: { byTeam: globalIndex({ partition: 'team', projection: ['pay'] }) },
  })
  const Manager = model({
    name: 'Manager',
    table: 'staff',
    attributes: {
      ...base,
      type: A.rename('t', A.literal('manager')),
      pay: A.decimal,
      staff: A.rename('s', A.set(A.string)),
    },
    key,
  })
  const Staff = oneOf('type', [Employee, Manager])
  const ann = { id: 'ann', team: 'red', type: 'employee', pay: new Big('1.5') } as const
  const bob = { id: 'bob', team: 'red', type: 'manager', pay: new Big(2), staff: new Set(['ann']) } as const

  it('go by the tag in a sum', () => {
    const codec = Json.codec(Staff)
    expect(codec.encode(bob)).toEqual({ id: 'bob', team: 'red', type: 'manager', pay: '2', staff: ['ann'] })
    for (const a of [ann, bob]) expect(codec.decode(JSON.parse(JSON.stringify(codec.encode(a))))).toEqual(E.right(a))
    for (const type of ['boss', null, undefined, 'constructor'])
      expect(codec.decode({ ...codec.encode(ann), type })).toMatchObject(
        E.left([{ message: 'expected the tag of Employee or Manager' }]),
      )
    expect(E.isLeft(codec.decode({ ...codec.encode(bob), type: 'employee' }))).toBe(true)
    for (const junk of [null, undefined, 1, [], 'a']) expect(E.isLeft(codec.decode(junk))).toBe(true)
    expect(codec.encode({} as never)).toEqual({ type: { UNSTORABLE: 'the tag of Employee or Manager' } })
    expect(Json.losses(Staff, { useFloat: true })).toEqual([{ _tag: 'Rounded', path: ['pay'] }])
    expect(codec.is(ann)).toBe(true)
    expect(codec.is({})).toBe(false)
  })

  it('are named in what is composed of them', () => {
    const codec = t.array(Json.codec(Employee))
    expect(codec.encode([ann])).toEqual([{ id: 'ann', team: 'red', type: 'employee', pay: '1.5' }])
    const decoded = codec.decode([Json.codec(Employee).encode(ann), { id: 1 }])
    expect(E.isLeft(decoded) && decoded.left.map(({ context }) => context.map((c) => c.key).join('/'))).toEqual([
      '/1/id',
      '/1/team',
      '/1/type',
      '/1/pay',
    ])
    expect(Json.losses(Employee.index.byTeam.model, { useFloat: true })).toEqual([{ _tag: 'Rounded', path: ['pay'] }])
  })
})

describe('the replacer', () => {
  const attributes = {
    id: A.string,
    price: A.decimal,
    big: A.bigint,
    n: A.float,
    at: A.dateTime,
    ttl: A.timestamp,
    blob: A.binary,
    tags: A.set(A.string),
    scores: A.set(A.decimal),
    bytes: A.set(A.binary),
    times: A.set(A.dateTime),
    some: A.option(A.decimal),
    when: A.option(A.dateTime),
    none: A.option(A.decimal),
    free: A.any,
    list: A.list(A.option(A.bigint) as never),
  }
  const { list, ...declared } = attributes
  const Thing = model({ name: 'Thing', table: 'thing', attributes: declared, key: { partition: 'id' } })
  const thing: A.TypeOfAttributes<typeof declared> = {
    id: 'a',
    price: new Big('1e21'),
    big: 2n ** 64n,
    n: 0.1,
    at: new Date(1),
    ttl: new Date(1000),
    blob: Buffer.from([1, 2]),
    tags: new Set(['b', '😀', '\uffee']),
    scores: new Set([new Big(10), new Big(digits), new Big(9)]),
    bytes: new Set([Uint8Array.of(2), Uint8Array.of(1)]),
    times: new Set([new Date(2), new Date(1)]),
    some: O.some(new Big('0.10')),
    when: O.some(new Date(0)),
    none: O.none,
    free: { a: [new Big(digits), Uint8Array.of(1)], s: new Set([2, 1]) },
  }

  it('writes what the codec writes, of values and lists of them', () => {
    for (const options of [{}, { explicitNull: true }, { useFloat: true }]) {
      const expected = Json.codec(Thing, options).encode(thing)
      expect(JSON.parse(JSON.stringify([thing, { thing }], Json.replacer(options)))).toEqual([
        expected,
        { thing: expected },
      ])
      expect(JSON.parse(JSON.stringify(thing, Json.replacer(options)))).toEqual(expected)
    }
  })

  it('takes single values, and what is none of a model', () => {
    const text = (u: unknown, options: Json.Options = {}) => JSON.stringify(u, Json.replacer(options), 0)
    expect(text(1n)).toBe('"1"')
    expect(text(new Big(`${digits}99`))).toBe(`"1.${digits.slice(1)}990e39"`)
    expect(text(new Set([true, 'a', 1]))).toBe('[true,"a",1]')
    expect(text({ a: undefined, b: [undefined], c: null })).toBe('{"b":[null],"c":null}')
    expect(text({ a: undefined }, { explicitNull: true })).toBe('{"a":null}')
    expect(text([new Date(Number.NaN), Number.NaN])).toBe('[null,null]')
    expect(text({ _tag: 'None', other: 1 })).toBe('{"_tag":"None","other":1}')
  })
})
