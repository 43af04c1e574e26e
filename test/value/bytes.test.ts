/** Byte strings: their order, and what is within them. */
import { describe, expect, it } from 'vitest'
import { bytesKey, compareBytes, equalsBytes, includesBytes, startsWithBytes } from '../../src/value/bytes'

const members = [0, 127, 255]
const longer = (all: ReadonlyArray<ReadonlyArray<number>>) => all.flatMap((list) => members.map((m) => [...list, m]))
const two = longer(longer([[]]))
const strings = [[], ...longer([[]]), ...two, ...longer(two)].map((list) => Uint8Array.from(list))

/** The same of texts with a character for each byte. */
const text = (x: Uint8Array): string => String.fromCharCode(...x)

const failing = (holds: (x: Uint8Array, y: Uint8Array) => boolean): ReadonlyArray<unknown> =>
  strings.flatMap((x) => strings.filter((y) => !holds(x, y)).map((y) => [x, y]))

describe('byte strings', () => {
  it('are ordered as unsigned numbers from the left, and so are their keys', () => {
    const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0)
    expect(failing((x, y) => compareBytes(x, y) === order(text(x), text(y)))).toEqual([])
    expect(failing((x, y) => order(bytesKey(x), bytesKey(y)) === order(text(x), text(y)))).toEqual([])
  })

  it('are equal byte by byte', () => {
    expect(failing((x, y) => equalsBytes(x, y) === (text(x) === text(y)))).toEqual([])
    expect(equalsBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
  })

  it('begin with others, and have others within them', () => {
    expect(failing((x, y) => startsWithBytes(x, y) === text(x).startsWith(text(y)))).toEqual([])
    expect(failing((x, y) => includesBytes(x, y) === text(x).includes(text(y)))).toEqual([])
  })

  it('have keys of their length, without U+0000 and U+0001', () => {
    expect(bytesKey(Uint8Array.of())).toBe('')
    const keys = members.map((member) => bytesKey(Uint8Array.of(member)))
    expect(keys.filter((key) => key.length !== 1 || key <= '\u0001')).toEqual([])
  })
})
