/** list: values of one codec, in order. */
import type { AttributeValue, Tag } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed, type Inside } from './Attribute'
import { present } from './present'
import { elementsOf } from './stored'

/** What is inside a list: paths go through `at(index)`. */
export interface Elements<X> {
  readonly _tag: 'Elements'
  readonly element: X
}

/**
 * A list of values of one codec, stored as L. An empty list is stored as an empty list.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.list(A.integer).encode([1, 2]), { L: [{ N: '1' }, { N: '2' }] })
 * ```
 */
export const list = <A, T extends Tag, N extends string, I extends Inside>(
  element: Attribute<A, T, 'required', N, I, A>,
): Attribute<ReadonlyArray<A>, 'L', 'required', never, Elements<Attribute<A, T, 'required', N, I, A>>> => {
  const name = `list of ${element.name}`
  const { is, write, read, explain, check } = present(element)
  return attribute<ReadonlyArray<A>, 'L', Elements<Attribute<A, T, 'required', N, I, A>>>({
    name,
    types: ['L'],
    limits: [],
    inside: { _tag: 'Elements', element },
    problems: element.problems,
    is: (u): u is ReadonlyArray<A> => {
      if (!Array.isArray(u)) return false
      for (let i = 0; i < u.length; i++) if (!is(u[i])) return false
      return true
    },
    write: (a) => {
      if (!Array.isArray(a)) return unstorable(name, a)
      const elements: Array<AttributeValue> = []
      for (let i = 0; i < a.length; i++) elements.push(write(a[i] as A))
      return { L: elements }
    },
    read: (stored) => {
      const elements = elementsOf(stored)
      if (elements === undefined) return failed
      const values: Array<A> = []
      for (let i = 0; i < elements.length; i++) {
        const value = read(elements[i] as AttributeValue | undefined)
        if (value === failed) return failed
        values.push(value)
      }
      return values
    },
    explain: (actual, path) => {
      const elements = elementsOf(actual)
      return elements === undefined
        ? [{ path, expected: name, actual }]
        : Array.from(elements).flatMap((value, i) => explain(value, [...path, i]))
    },
    check: (u, path) =>
      Array.isArray(u)
        ? Array.from(u).flatMap((value, i) => check(value, [...path, i]))
        : [{ path, expected: name, actual: u }],
  })
}
