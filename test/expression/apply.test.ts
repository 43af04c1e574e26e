/** What updates do to an item, action by action. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as U from '../../src/expression/Update'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'

const n = (N: string | number): AttributeValue => ({ N: String(N) })
const list = (...ns: ReadonlyArray<number>): AttributeValue => ({ L: ns.map(n) })
const bytes = (...all: ReadonlyArray<number>): AttributeValue => ({ BS: all.map((b) => Uint8Array.of(b)) })
const deep = (z: Item, ...more: ReadonlyArray<AttributeValue>): AttributeValue => ({
  M: { x: n(1), y: { L: [{ M: z }, ...more] } },
})
const item: Item = {
  n: n(1),
  s: { S: 's' },
  l: list(0, 1, 2),
  m: deep({ z: n(1) }, n(1)),
  ss: { SS: ['x', 'z'] },
  ns: { NS: ['1', '2'] },
  bs: bytes(1, 2),
  sets: { L: [{ SS: ['x'] }] },
}
const values: Item = {
  ':n': n(5),
  ':m': n(2),
  ':l': list(5),
  ':ss': { SS: ['x', 'y'] },
  ':ns': { NS: ['1.0', '3'] },
  ':bs': bytes(1, 3),
  ':allSs': { SS: ['z', 'x'] },
  ':allNs': { NS: ['2.0', '1'] },
  ':allBs': bytes(2, 1),
}
const names = { '#p': '__proto__' }
const read = (text: string): U.Update<never> => {
  const parsed = U.parse(text, { names, values })
  return E.isRight(parsed) ? parsed.right : expect.fail(`${text}: ${parsed.left.reason}`)
}

/** The attributes that an update changes; those that it removes as `undefined`. */
type Change = { readonly [name: string]: AttributeValue | undefined }
const changed = (change: Change): Item =>
  Object.fromEntries(Object.entries({ ...item, ...change }).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))

const check = (rows: ReadonlyArray<readonly [string, Change]>): void => {
  for (const [text, change] of rows) expect([text, U.apply(read(text))(item)]).toEqual([text, E.right(changed(change))])
}

describe('what an update does', () => {
  it('SET', () => {
    check([
      ['SET n = :n', { n: n(5) }],
      ['SET new = :n', { new: n(5) }],
      ['SET m.x = :n', { m: { M: { x: n(5), y: { L: [{ M: { z: n(1) } }, n(1)] } } } }],
      ['SET m.y[0].z = :n', { m: deep({ z: n(5) }, n(1)) }],
      ['SET m.y[0].new = :n, m.y[0].z = :m', { m: deep({ z: n(2), new: n(5) }, n(1)) }],
      ['SET m.y[0].z = :n, m.y[9] = :m REMOVE m.y[1]', { m: deep({ z: n(5) }, n(2)) }],
      ['SET l[1] = :n', { l: list(0, 5, 2) }],
      ['SET l[3] = :n', { l: list(0, 1, 2, 5) }],
      ['SET l[9] = :n, l[7] = :m', { l: list(0, 1, 2, 2, 5) }],
      ['SET l[2147483647] = :n', { l: list(0, 1, 2, 5) }],
      ['SET l[0] = l[2], l[2] = l[0]', { l: list(2, 1, 0) }],
      ['SET n = l[0], l = m.y[1], s = n', { n: n(0), l: n(1), s: n(1) }],
      ['SET n = n + :n', { n: n(6) }],
      ['SET n = n - :n', { n: n(-4) }],
      ['SET n = :n - n', { n: n(4) }],
      ['SET l = list_append(l, :l)', { l: list(0, 1, 2, 5) }],
      ['SET l = list_append(:l, l)', { l: list(5, 0, 1, 2) }],
      ['SET n = if_not_exists(n, :n)', {}],
      ['SET n = if_not_exists(new, :n)', { n: n(5) }],
      ['SET n = if_not_exists(new, if_not_exists(l[2], :n))', { n: n(2) }],
      ['SET n = if_not_exists(n, :m) + if_not_exists(new, :n)', { n: n(6) }],
      ['SET n = if_not_exists(new, :m) - if_not_exists(n, :n)', { n: n(1) }],
    ])
  })
  it('REMOVE', () => {
    check([
      ['REMOVE n, s', { n: undefined, s: undefined }],
      ['REMOVE new, m.new, l[3]', {}],
      ['REMOVE m.x', { m: { M: { y: { L: [{ M: { z: n(1) } }, n(1)] } } } }],
      ['REMOVE m.y[0].z', { m: deep({}, n(1)) }],
      ['REMOVE l[0], l[2]', { l: list(1) }],
      ['REMOVE l[2147483647]', {}],
      ['SET l[3] = :n REMOVE l[1], l[4]', { l: list(0, 2, 5) }],
    ])
  })
  it('ADD', () => {
    check([
      ['ADD n :n, new :m', { n: n(6), new: n(2) }],
      ['ADD m.y[0].z :n, m.y[0].new :n', { m: deep({ z: n(6), new: n(5) }, n(1)) }],
      ['ADD l[1] :n, l[8] :m', { l: list(0, 6, 2, 2) }],
      ['ADD ss :ss, new :ss', { ss: { SS: ['x', 'z', 'y'] }, new: { SS: ['x', 'y'] } }],
      ['ADD ns :ns', { ns: { NS: ['1', '2', '3'] } }],
      ['ADD bs :bs', { bs: bytes(1, 2, 3) }],
      ['ADD ss :allSs, ns :allNs, bs :allBs', {}],
    ])
  })
  it('DELETE', () => {
    check([
      ['DELETE ss :ss', { ss: { SS: ['z'] } }],
      ['DELETE ns :ns', { ns: { NS: ['2'] } }],
      ['DELETE bs :bs', { bs: bytes(2) }],
      ['DELETE ss :allSs, ns :allNs, bs :allBs', { ss: undefined, ns: undefined, bs: undefined }],
      ['DELETE sets[0] :ss', { sets: { L: [] } }],
      ['DELETE new :ss, m.new :ss, l[7] :ss', {}],
    ])
  })
  it('names that objects have are names like others', () => {
    const entry = (v: AttributeValue): Item =>
      JSON.parse(JSON.stringify({ p: v }).replace('"p"', '"__proto__"')) as Item
    const entries = (text: string, before: Item): unknown => E.map(Object.entries)(U.apply(read(text))(before))
    expect(entries('SET #p = :n', {})).toEqual(E.right([['__proto__', n(5)]]))
    expect(entries('SET #p.#p = :n', entry({ M: {} }))).toEqual(E.right([['__proto__', { M: entry(n(5)) }]]))
    expect(entries('SET #p.x = :n', {})).toMatchObject({ _tag: 'Left' })
    expect(entries('REMOVE #p', entry(n(1)))).toEqual(E.right([]))
    expect(entries('SET n = if_not_exists(#p, :n)', {})).toEqual(E.right([['n', n(5)]]))
  })
})
