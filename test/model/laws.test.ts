import Big from 'big.js'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { ofAttribute, ofModel } from '../../laws/arbitrary/model'
import { codecLaws } from '../../laws/codec'
import { conditionLaws } from '../../laws/condition'
import { suite } from '../../laws/law'
import { modelLaws } from '../../laws/model'
import * as A from '../../src/codec'
import { globalIndex, localIndex, model } from '../../src/model'
import { Color, Instant, type Positive } from './kinds'

const Shape = A.sum('kind', {
  circle: A.map({ radius: A.float }),
  square: A.refine(A.map({ side: A.integer, label: A.optional(A.string) }), ({ side }) => side > 0, 'square'),
  none: A.map({}),
})

// Every codec, with every combinator.
const Everything = model({
  name: 'Everything',
  table: 'everything',
  attributes: {
    id: A.string,
    sort: A.rename('s', A.decimal),
    email: A.optional(A.string),
    count: A.integer,
    big: A.bigint,
    ratio: A.nullable(A.float),
    blob: A.binary,
    isOn: A.boolean,
    nothing: A.null,
    at: A.dateTime,
    expires: A.rename('ttl', A.optional(A.timestamp)),
    ref: A.uuid,
    free: A.any,
    doc: A.json(),
    typed: A.json(t.array(t.type({ a: t.number, b: t.union([t.string, t.null]) }))),
    role: A.withDefault(A.literal('admin', 1, true, null), () => 'admin' as const),
    color: A.enumByName(Color),
    paint: A.enumByValue(Color),
    tags: A.set(A.string),
    scores: A.set(A.decimal),
    blobs: A.optional(A.set(A.binary)),
    list: A.list(A.nullable(A.set(A.integer))),
    pair: A.tuple([A.uuid, A.nullable(A.integer)]),
    byName: A.record(A.list(A.integer)),
    profile: A.rename(
      'p',
      A.map({
        nick: A.rename('n', A.option(A.string)),
        visits: A.withDefault(A.optional(A.integer), () => 0),
        shapes: A.list(Shape),
        ['__proto__']: A.optional(A.boolean),
        types: A.optional(A.integer),
        segments: A.list(A.string),
        encode: A.rename('at', A.optional(A.string)),
      }),
    ),
    shape: A.nullable(Shape),
    percentage: A.refine(A.integer, (n) => n >= 0 && n <= 100, 'percentage'),
    positive: A.brand(A.integer, (n): n is t.Branded<number, Positive> => n > 0, 'Positive'),
    lifted: A.S(Instant),
    whole: A.optional(A.N(t.Int)),
    keyed: A.S(t.keyof({ red: null, green: null })),
    partly: A.M(t.intersection([t.type({ a: t.string }), t.partial({ b: t.boolean })])),
    texts: A.L(t.readonlyArray(t.string)),
  },
  key: { partition: 'id', sort: 'sort' },
  indexes: {
    byEmail: globalIndex({ partition: 'email', sort: 'count', projection: ['profile', 'tags'] }),
    byCount: localIndex({ sort: 'count', projection: 'keys' }),
  },
  timeToLive: 'expires',
})

const parameters = { numRuns: 1000, includeErrorInReport: true }
suite(describe, it)(modelLaws(Everything), parameters)
suite(describe, it)(conditionLaws(Everything), parameters)

describe('arbitraries of models', () => {
  it('find no value of a narrow refinement, and say what to do', () => {
    const answer = A.refine(A.integer, (n) => n === 424242, 'answer')
    const Narrow = model({
      name: 'Narrow',
      table: 'narrow',
      attributes: { id: A.string, deep: A.map({ answer: A.optional(answer) }) },
      key: { partition: 'id' },
    })
    expect(() => ofAttribute(A.list(answer))).toThrow(
      /^No value of list of answer\[0\] was found \(answer, stored as N\)/,
    )
    expect(() => ofModel(Narrow)).toThrow(
      'No value of Narrow.deep.answer was found (answer, stored as N): hand in an arbitrary of its values',
    )
    const some = fc.sample(ofModel(Narrow, { deep: fc.constant({ answer: 424242 }) }), 20)
    expect(some.every((a) => Narrow.is(a) && a.deep.answer === 424242)).toBe(true)
  })

  it('give what keys may have to keys, and the edges of every type to others', () => {
    const all = fc.sample(ofModel(Everything), { numRuns: 2000, seed: 1 })
    expect(all.filter((a) => a.id === '' || a.email === '')).toEqual([])
    const has = (holds: (a: (typeof all)[number]) => boolean) => expect(all.some(holds)).toBe(true)
    has((a) => a.email === undefined)
    has((a) => a.id === '😀')
    has((a) => Object.is(a.ratio, -0))
    has((a) => a.ratio === null)
    has((a) => a.sort.eq(new Big('9.9999999999999999999999999999999999999e125')))
    has((a) => a.shape?.kind === 'square')
    has((a) => a.profile.nick._tag === 'None' && a.tags.size === 0)
    has((a) => a.list.some((set) => set !== null && set.size > 1))
    has((a) => Object.hasOwn(a.byName, '__proto__'))
    has((a) => a.partly.b === undefined)
  })

  it('are the same at every run of a seed', () => {
    const run = () => fc.sample(ofModel(Everything), { numRuns: 20, seed: 3 }).map((a) => Everything.encode(a))
    expect(run()).toEqual(run())
  })
})

describe('what breaks a law is found, with derived values alone', () => {
  const isNumber = (u: unknown): u is number => typeof u === 'number' && Number.isFinite(u) && Math.abs(u) < 1e100
  const read = (stored: Parameters<typeof A.float.read>[0]) => A.float.read(stored)
  const failures = async (attribute: A.Attribute<number, 'N'>) => {
    const checked = codecLaws(attribute).laws.map(async ({ name, check }) =>
      (await check({ numRuns: 1000 })).failed ? [name] : [],
    )
    return (await Promise.all(checked)).flat()
  }
  const codec = (write: (n: number) => string, round: (n: number) => number) =>
    A.attribute<number, 'N'>({
      name: 'broken',
      types: ['N'],
      is: isNumber,
      write: (n) => (isNumber(n) ? { N: write(n) } : { N: 'not a number' }),
      read: (stored) => {
        const n = read(stored)
        return n === A.failed || !isNumber(n) ? A.failed : round(n)
      },
    })

  it.each([
    [
      'writing rounds',
      codec(
        (n) => String(Math.round(n)),
        (n) => n,
      ),
    ],
    ['reading rounds', codec(String, Math.round)],
    ['both round', codec((n) => String(Math.round(n)), Math.round)],
    [
      'the sign is lost',
      codec(
        (n) => String(Math.abs(n)),
        (n) => n,
      ),
    ],
  ])('%s', async (_, attribute) => {
    expect(await failures(attribute)).toContain('decode ∘ encode = right')
  })

  it('nothing of a codec that is right', async () => {
    expect(await failures(A.float)).toEqual([])
  })
})
