/** map: a document with declared fields. */
import type { AttributeValue, Item } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { type Attribute, type Attributes, attribute, failed } from './Attribute'
import { isObject } from './guards'
import { entriesOf } from './stored'
import { compileFields, fieldErrors, type TypeOfAttributes } from './struct'

/** What is inside a map: paths go through its fields. */
export interface FieldsWithin<F> {
  readonly _tag: 'Fields'
  readonly fields: F
}

const expected = 'map'

/**
 * A document with declared fields, stored as M: `optional`, `rename` and sets work as in a model. Entries that are not
 * declared are ignored when it is read, and lost when it is saved again as a whole.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const Address = A.map({ city: A.string, street: A.optional(A.string) })
 * assert.deepStrictEqual(Address.decode({ M: { city: { S: 'Bonn' } } }), E.right({ city: 'Bonn' }))
 * ```
 */
export const map = <F extends Attributes>(
  fields: F,
): Attribute<TypeOfAttributes<F>, 'M', 'required', never, FieldsWithin<F>> => {
  const { is, write, read, explain, check } = compileFields(fields, expected)
  return attribute<TypeOfAttributes<F>, 'M', FieldsWithin<F>>({
    name: expected,
    types: ['M'],
    limits: [],
    inside: { _tag: 'Fields', fields },
    problems: fieldErrors(fields),
    is,
    write: (a): AttributeValue => (isObject(a) ? { M: write(a) } : unstorable(expected, a)),
    read: (stored) => {
      const entries = entriesOf(stored)
      return entries === undefined ? failed : read(entries)
    },
    explain: (actual, path) => {
      const entries: Item | undefined = entriesOf(actual)
      return entries === undefined ? [{ path, expected, actual }] : explain(entries, path)
    },
    check,
  })
}
