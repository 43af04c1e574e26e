/** record: a document whose names are data. */
import type { AttributeValue, Item, Tag } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed, type Inside } from './Attribute'
import { isObject, isWellFormed } from './guards'
import { present } from './present'
import { type Draft, define } from './records'
import { entriesOf } from './stored'

/** What is inside a record: paths go through `at(name)`. */
export interface Entries<X> {
  readonly _tag: 'Entries'
  readonly entry: X
}

const isName = (name: string): boolean => name !== '' && isWellFormed(name)

/**
 * Values of one codec by names that are data, stored as M. Every own enumerable property is an entry, whatever its name; only
 * the empty name is none of DynamoDB's.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.record(A.integer).encode({ a: 1, b: 2 }), { M: { a: { N: '1' }, b: { N: '2' } } })
 * ```
 */
export const record = <A, T extends Tag, N extends string, I extends Inside>(
  entry: Attribute<A, T, 'required', N, I, A>,
): Attribute<Readonly<Record<string, A>>, 'M', 'required', never, Entries<Attribute<A, T, 'required', N, I, A>>> => {
  const name = `record of ${entry.name}`
  const named = 'name of at least one character'
  const { is, write, read, explain, check } = present(entry)
  return attribute<Readonly<Record<string, A>>, 'M', Entries<Attribute<A, T, 'required', N, I, A>>>({
    name,
    types: ['M'],
    limits: [],
    inside: { _tag: 'Entries', entry },
    problems: entry.problems,
    is: (u): u is Readonly<Record<string, A>> => {
      if (!isObject(u)) return false
      for (const key of Object.keys(u)) if (!isName(key) || !is(u[key])) return false
      return true
    },
    write: (a) => {
      if (!isObject(a)) return unstorable(name, a)
      const entries: Draft = {}
      for (const key of Object.keys(a)) define(entries, key, isName(key) ? write(a[key] as A) : unstorable(named, key))
      return { M: entries as Item }
    },
    read: (stored) => {
      const entries = entriesOf(stored)
      if (entries === undefined) return failed
      const values: Draft = {}
      for (const key of Object.keys(entries)) {
        const value = isName(key) ? read(entries[key]) : failed
        if (value === failed) return failed
        define(values, key, value)
      }
      return values as Readonly<Record<string, A>>
    },
    explain: (actual, path) => {
      const entries = entriesOf(actual)
      return entries === undefined
        ? [{ path, expected: name, actual }]
        : Object.keys(entries).flatMap((key) => [
            ...(isName(key) ? [] : [{ path: [...path, key], expected: named, actual: key }]),
            ...explain(entries[key] as AttributeValue | undefined, [...path, key]),
          ])
    },
    check: (u, path) =>
      isObject(u)
        ? Object.keys(u).flatMap((key) => [
            ...(isName(key) ? [] : [{ path: [...path, key], expected: named, actual: key }]),
            ...check(u[key], [...path, key]),
          ])
        : [{ path, expected: name, actual: u }],
  })
}
