/** Values as text, to the letter. */
import { describe, expect, it } from 'vitest'
import { quote, showName, showUnknown } from '../../src/value/show'
import * as V from '../../src/value/Value'

const bytes = (n: number): Uint8Array => new Uint8Array(n)

describe('values as text', () => {
  const values: ReadonlyArray<readonly [unknown, string]> = [
    [{ S: 'abc' }, "'abc'"],
    [{ S: `it's "so" \\ \n` }, `'it\\'s "so" \\\\ \\n'`],
    [{ N: '1.50' }, '1.50'],
    [{ B: bytes(0) }, '<0 bytes>'],
    [{ B: bytes(1) }, '<1 byte>'],
    [{ B: bytes(2) }, '<2 bytes>'],
    [{ BOOL: true }, 'true'],
    [{ BOOL: false }, 'false'],
    [{ NULL: true }, 'null'],
    [{ SS: ['b', 'a'] }, "set('b', 'a')"],
    [{ NS: ['2', '1'] }, 'set(2, 1)'],
    [{ BS: [bytes(1), bytes(2)] }, 'set(<1 byte>, <2 bytes>)'],
    [{ L: [] }, '[]'],
    [{ L: [{ S: 'a' }, { L: [{ N: '1' }] }] }, "['a', [1]]"],
    [{ M: {} }, '{}'],
    [{ M: { a: { N: '1' }, 'b c': { M: { _d4: { NULL: true } } } } }, '{ a: 1, `b c`: { _d4: null } }'],
    // What is no value.
    [{}, '<no value>'],
    [null, 'null'],
    [undefined, 'undefined'],
    ['text', 'text'],
    [{ S: 1 }, '1'],
    [{ N: null }, 'null'],
    [{ B: 'text' }, 'text'],
    [{ B: [] }, '<an array>'],
    [{ BOOL: {} }, '<an object>'],
    [{ SS: new Set() }, '<an empty set>'],
    [{ NS: new Set([1]) }, '<a set>'],
    [{ BS: [undefined] }, 'set(undefined)'],
    [{ L: { length: 1 } }, '<an object>'],
    [{ L: [null] }, '[null]'],
    [{ M: null }, 'null'],
    [{ M: 'text' }, 'text'],
    [{ M: { a: undefined } }, '{ a: undefined }'],
  ]
  for (const [value, text] of values) {
    it(text, () => expect(V.show(value as V.AttributeValue)).toBe(text))
  }

  it('40 containers around another are shown, of more there is an ellipsis', () => {
    const nested = (depth: number, wrap: (v: V.AttributeValue) => V.AttributeValue): V.AttributeValue =>
      depth === 0 ? { N: '1' } : wrap(nested(depth - 1, wrap))
    const list = (v: V.AttributeValue): V.AttributeValue => ({ L: [v] })
    const map = (v: V.AttributeValue): V.AttributeValue => ({ M: { a: v } })
    expect(V.show(nested(41, list))).toBe(`${'['.repeat(41)}1${']'.repeat(41)}`)
    expect(V.show(nested(42, list))).toBe(`${'['.repeat(41)}…${']'.repeat(41)}`)
    expect(V.show(nested(41, map))).toBe(`${'{ a: '.repeat(41)}1${' }'.repeat(41)}`)
    expect(V.show(nested(42, map))).toBe(`${'{ a: '.repeat(41)}…${' }'.repeat(41)}`)
  })

  it('items are shown as maps are', () => {
    expect(V.showItem({})).toBe('{}')
    expect(V.showItem({ a: { N: '1' }, b: { S: '' } })).toBe("{ a: 1, b: '' }")
  })

  it('names are bare where they are identifiers', () => {
    expect(['a', 'Z9_', '_', '9a', 'a-b', '', 'é', 'a`b', 'a\n', 'a"b'].map(showName)).toEqual([
      ...['a', 'Z9_', '_', '`9a`', '`a-b`', '``', '`é`', '`a\\`b`', '`a\\n`', '`a\\"b`'],
    ])
  })

  it('quotes are escaped where they would confuse', () => expect(quote(`'"\\"`)).toBe(`'\\'"\\\\"'`))

  it('anything is shown by its kind, and no method of it is called', () => {
    const hostile = { toString: () => 'called', toJSON: () => 'called' }
    const all = [1, 1n, true, 'text', Symbol('s'), () => 1, [1], bytes(1), new Date(0), new Map(), hostile]
    expect(all.map(showUnknown)).toEqual([
      ...['1', '1', 'true', 'text', 'Symbol(s)', '<a function>', '<an array>', '<1 byte>', '<a date>'],
      ...['<an object>', '<an object>'],
    ])
  })
})
