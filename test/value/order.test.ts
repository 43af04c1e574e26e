/** What has an order, and the texts of keys. */
import { describe, expect, it } from 'vitest'
import * as V from '../../src/value/Value'

const bytes = Uint8Array.of(1)
const ordered: ReadonlyArray<V.AttributeValue> = [{ S: '1' }, { N: '1' }, { B: bytes }]
const others: ReadonlyArray<V.AttributeValue> = [
  { BOOL: true },
  { NULL: true },
  { SS: ['1'] },
  { NS: ['1'] },
  { BS: [bytes] },
  { L: [] },
  { M: {} },
]

describe('the order of values', () => {
  it('is there within S, within N and within B, and nowhere else', () => {
    for (const x of [...ordered, ...others])
      for (const y of [...ordered, ...others])
        expect(V.compare(x, y)).toBe(x === y && ordered.includes(x) ? 0 : undefined)
  })

  it('is none with what is no value', () => {
    for (const x of ordered)
      for (const u of [{}, null, undefined]) {
        expect(V.compare(x, u as never)).toBeUndefined()
        expect(V.compare(u as never, x)).toBeUndefined()
      }
  })
})

describe('the text of a key', () => {
  it('is there for S, N and B', () => {
    for (const value of ordered) expect(V.keyText(value)).toMatch(/^[SNB]./)
    for (const value of others) expect(V.keyText(value)).toBe('')
  })

  it('is that of its parts, with U+0000 between them', () => {
    const [s, n, b] = ordered.map(V.keyText)
    expect(V.keyTextOf([])).toBe('')
    expect(V.keyTextOf(ordered.slice(0, 1))).toBe(s)
    expect(V.keyTextOf(ordered)).toBe([s, n, b].join('\u0000'))
  })
})

describe('a record', () => {
  it('has an entry under any name as others are', () => {
    for (const name of ['a', '__proto__', 'constructor', 'toString']) {
      const made: { [name: string]: number } = {}
      expect(V.lookup(made, name)).toBeUndefined()
      for (const value of [1, 2]) {
        V.assign(made, name, value)
        expect(V.lookup(made, name)).toBe(value)
        expect(Object.getOwnPropertyDescriptor(made, name)).toEqual({
          value,
          enumerable: true,
          configurable: true,
          writable: true,
        })
      }
      expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
    }
  })
})
