/** Local values: made with defaults, changed with validation. Decoding knows nothing of either. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Attribute, Attributes } from '../codec/Attribute'
import type { Tag } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import { isRecord } from '../value/record'

/** What is needed of a compiled record. */
interface Checked {
  readonly check: (u: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
}

interface Values {
  readonly [name: string]: unknown
}

const unknownNames = (attributes: Attributes, given: Values): ReadonlyArray<Mismatch> =>
  Object.keys(given)
    .filter((name) => !Object.hasOwn(attributes, name))
    .map((name) => ({ path: [name], expected: 'no such attribute', actual: given[name] }))

const validated = <A>(attributes: Attributes, checked: Checked, values: Values): Either<ReadonlyArray<Mismatch>, A> => {
  const mismatches = [...checked.check(values, []), ...unknownNames(attributes, values)]
  return mismatches.length === 0 ? E.right(values as A) : E.left(mismatches)
}

const notRecord = (u: unknown): ReadonlyArray<Mismatch> => [{ path: [], expected: 'record', actual: u }]

/** `make`: the given attributes, and the defaults of those that are not given; all mismatches. */
export const makeValue =
  (attributes: Attributes, checked: Checked) =>
  <A>(given: unknown): Either<ReadonlyArray<Mismatch>, A> => {
    if (!isRecord(given)) return E.left(notRecord(given))
    const defaults = Object.entries(attributes).flatMap(
      ([name, attribute]): ReadonlyArray<readonly [string, unknown]> => {
        const { byDefault } = attribute as Attribute<unknown, Tag>
        return byDefault === undefined || (Object.hasOwn(given, name) && given[name] !== undefined)
          ? []
          : [[name, byDefault()]]
      },
    )
    return validated(attributes, checked, Object.fromEntries([...present(given), ...defaults]))
  }

/** `set`: a value with some attributes replaced; `undefined` takes an optional attribute away. */
export const setValue =
  (attributes: Attributes, checked: Checked) =>
  (changes: unknown) =>
  <A>(value: A): Either<ReadonlyArray<Mismatch>, A> =>
    isRecord(changes)
      ? validated(attributes, checked, Object.fromEntries(present({ ...value, ...changes })))
      : E.left(notRecord(changes))

/** With `exactOptionalPropertyTypes` an attribute is absent or has a value; what is undefined is absent. */
const present = (values: Values): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(values).filter(([, value]) => value !== undefined)
