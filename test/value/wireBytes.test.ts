/** The bytes of items as JSON. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { item } from '../../laws/arbitrary/value'
import * as V from '../../src/value/Value'
import { runs } from '../runs'

/** The JSON that the service gets: bytes in base64. */
const json = (value: V.Item): string =>
  JSON.stringify(value, (_, u) => (u instanceof Uint8Array ? Buffer.from(u).toString('base64') : u))

const check = (value: V.Item): void => {
  const bytes = Buffer.byteLength(json(value))
  expect(V.wireBytes(value)).toBe(bytes)
  expect(V.wireBytesAtMost(value)).toBeGreaterThanOrEqual(bytes)
}

const bytes = [0, 1, 2, 3, 4, 5, 6].map((length) => new Uint8Array(length).fill(255))

const values: ReadonlyArray<V.AttributeValue> = [
  ...['', 'a', 'é', '語', '😀', '"', '\\', '\n', '\u0000', '\u001f', ' ', '\u007f', '\ud83d', '\ude00x'].map((S) => ({
    S,
  })),
  ...bytes.map((B) => ({ B })),
  { N: '-1.5' },
  { BOOL: true },
  { BOOL: false },
  { NULL: true },
  { SS: ['a'] },
  { SS: ['a', '"b"', 'é'] },
  { SS: [] },
  { NS: ['1', '22'] },
  { BS: bytes },
  { L: [] },
  { L: [{ L: [] }] },
  { L: [{ S: 'a' }, { N: '1' }, { NULL: true }] },
  { M: {} },
  { M: { a: { M: {} } } },
  { M: { a: { S: 'a' }, 'é"': { L: [{ BOOL: false }] }, c: { B: new Uint8Array(5) } } },
]

describe('the bytes of an item as JSON', () => {
  it('are those of its text', () => {
    check({})
    for (const value of values) {
      check({ a: value })
      check({ a: value, 'a\tb': value, 語: { L: [value, value] } })
    }
  })

  it('are those of its text, whatever the item is', () => {
    fc.assert(fc.property(item, check), { numRuns: runs })
  })

  it('are counted also where an attribute is no value, which others tell', () => {
    for (const u of [{}, { X: 'a' }]) {
      expect(V.wireBytes({ a: u as never })).toBeGreaterThan(0)
      expect(V.wireBytesAtMost({ a: u as never })).toBeGreaterThan(0)
    }
  })

  it('are estimated from the lengths of texts: 6 for each UTF-16 unit', () => {
    expect(V.wireBytesAtMost({ ab: { S: 'é😀' } })).toBe(V.wireBytes({ '': { S: '' } }) + 6 * 5)
    expect(V.wireBytesAtMost({ a: { B: new Uint8Array(4) } })).toBe(V.wireBytes({ '': { B: new Uint8Array(4) } }) + 6)
  })
})
