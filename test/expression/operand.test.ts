/** Literal values beside paths: which say that an attribute is absent, and what is wrong with those that are none. */
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { isAbsence, isEmptySet, valueFlaw } from '../../src/expression/operand'
import type { Tag } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'
import { absence, unstorable } from '../../src/value/unstorable'

const a = P.path('a')

describe('values as operands', () => {
  it('what is wrong with one, and where in it', () => {
    expect(valueFlaw(unstorable('date', 5))).toBe('a value is no date: 5')
    expect(valueFlaw({ L: [{ M: { a: { N: 'x' } } }] })).toBe('a value is no decimal number at [0].a: x')
    expect(valueFlaw({ S: 'x' })).toBe('a value is no value that DynamoDB stores: <an object>') // where nothing else is
  })
  it('which are stored by being absent', () => {
    const none = absence('set of text', new Set())
    const items = P.path('items')
    expect([a, P.field('b')(a), P.at(0)(items)].map((path) => isAbsence(path, none))).toEqual([true, true, false])
    for (const v of [unstorable('set of text', new Set()), { S: '' }, { SS: [] }]) expect(isAbsence(a, v)).toBe(false)
  })
  it('which are empty sets, of paths that may hold sets', () => {
    const of = (...types: ReadonlyArray<Tag>): P.AnyPath<never> => ({
      [P.place]: { _tag: 'Path', attribute: 'a', segments: ['a'], types },
    })
    const named = Object.defineProperty(new Set(), Symbol.toStringTag, { value: 'Named' })
    for (const path of [of('SS'), of('NULL', 'NS'), of('BS', 'NULL')]) {
      for (const v of [new Set(), named, runInNewContext('new Set()')]) expect(isEmptySet(path, v)).toBe(true)
      const others = [new Set([1]), runInNewContext('new Set([1])'), new Map(), { size: 0 }, [], '', null, undefined]
      for (const v of others) expect(isEmptySet(path, v)).toBe(false)
    }
    for (const path of [of('L'), of('S', 'NULL'), of()]) expect(isEmptySet(path, new Set())).toBe(false)
  })
})
