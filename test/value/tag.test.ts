/** The types of values, and what has none. */
import { describe, expect, it } from 'vitest'
import * as V from '../../src/value/Value'

describe('types of values', () => {
  it('are ten; three have an order, three are sets', () => {
    expect([...V.tags].sort()).toEqual(['B', 'BOOL', 'BS', 'L', 'M', 'N', 'NS', 'NULL', 'S', 'SS'])
    expect(V.tags.filter(V.isOrdered)).toEqual(['S', 'N', 'B'])
    expect(V.tags.filter(V.isSet)).toEqual(['SS', 'NS', 'BS'])
    expect([V.isOrdered(undefined), V.isSet(undefined)]).toEqual([false, false])
    expect(['S', 'M', 'X', '', undefined].map(V.isTag)).toEqual([true, true, false, false, false])
  })

  it('are told of anything', () => {
    for (const tag of V.tags) expect(V.tagOfUnknown({ [tag]: null })).toBe(tag)
    for (const u of [null, undefined, {}, { X: 1 }, 'text', 5]) expect(V.tagOfUnknown(u)).toBeUndefined()
  })

  it('a marker is of none', () => {
    const marker = V.unstorable('text', 1)
    expect(marker).toEqual({ UNSTORABLE: { expected: 'text', actual: 1 } })
    expect([marker, { S: 'a' }, {}, null, undefined, 'UNSTORABLE', 5].map(V.isUnstorable)).toEqual([
      ...[true, false, false, false, false, false, false],
    ])
  })
})
