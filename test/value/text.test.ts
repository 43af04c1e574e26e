/** Text by its UTF-8 bytes: its length, its order, and the key that carries the order. */
import { describe, expect, it } from 'vitest'
import { size, sizeOfItem } from '../../src/value/size'
import { compareText, textKey, utf8Bytes } from '../../src/value/text'

// On both sides of each place where the UTF-8 form changes, or what a surrogate is.
const units = [0, 1, 2, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xf7ff, 0xffff]
const one = units.map((unit) => String.fromCharCode(unit))
const two = one.flatMap((x) => one.map((y) => x + y))
const three = two.flatMap((x) => one.map((y) => x + y))
const texts = ['', ...one, ...two, ...three]

const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text)
const whole = ['', ...one, ...two, '\ud7ff\ud800\udc00', '\ue000\ud800\udc00', '\udbff\udfff\uffff'].filter(isWhole)

const sign = (n: number): number => (n < 0 ? -1 : n > 0 ? 1 : 0)
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

describe('text', () => {
  it('is as long as its UTF-8 form, and has none where half of a surrogate pair is left', () => {
    const expected = (text: string) => (isWhole(text) ? bytes(text).length : -1)
    expect(texts.filter((text) => utf8Bytes(text) !== expected(text))).toEqual([])
  })

  it('is so whether it is short or long', () => {
    const end = (n: number, text: string) => 'x'.repeat(n) + text
    for (const n of [45, 46, 47, 48, 49, 50, 1000]) {
      const lengths = [end(n, ''), end(n, 'é'), end(n, '😀'), end(n, '\ud83d'), end(n, '\ude00x')].map(utf8Bytes)
      expect(lengths).toEqual([n, n + 2, n + 4, -1, -1])
    }
  })

  it('is counted in UTF-16 units where it cannot be stored', () => {
    expect(size({ S: 'é\ud83d' })).toBe(2)
    expect(size({ SS: ['\ude00', 'é'] })).toBe(3)
    expect(sizeOfItem({ '\ud83d': { S: '' } })).toBe(1)
    expect(size({ M: { '\ud83dé': { S: '\ud83d' } } })).toBe(7)
  })

  it('is in the order of its UTF-8 bytes, and so is its key', () => {
    const wrong: Array<readonly [string, string]> = []
    for (const x of whole)
      for (const y of whole) {
        const [a, b] = [textKey(x), textKey(y)]
        const order = sign(Buffer.compare(bytes(x), bytes(y)))
        if (compareText(x, y) !== order || (a < b ? -1 : a > b ? 1 : 0) !== order) wrong.push([x, y])
      }
    expect(wrong).toEqual([])
  })

  it('has a key without U+0000, which begins with the key of each beginning', () => {
    for (const text of texts) {
      const key = textKey(text)
      if (key.includes('\u0000') || !key.startsWith(textKey(text.slice(0, -1)))) expect(key).toBe(text)
    }
  })

  it('has a key as long as itself, but for what is escaped', () => {
    for (const text of ['', 'abc', 'é', '😀', '\uffff'.repeat(3)]) expect(textKey(text)).toHaveLength(text.length)
    expect(textKey('a\u0000\u0001')).toHaveLength(5)
  })
})
