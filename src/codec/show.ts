/** Mismatches as text. */
import type { AttributeValue } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import { quote, show, showName } from '../value/show'
import { validateValue } from '../value/validate'
import { isBytes } from './guards'

const showPath = (path: ReadonlyArray<Segment>): string =>
  path
    .map((segment, i) =>
      typeof segment === 'number' ? `[${segment}]` : i === 0 ? showName(segment) : `.${showName(segment)}`,
    )
    .join('')

/** What was found; stored values as they are shown elsewhere, others by their kind, so that no method of theirs is called. */
const showActual = (actual: unknown): string => {
  if (actual === undefined) return 'nothing'
  if (actual === null) return 'null'
  if (typeof actual === 'string') return quote(actual)
  if (typeof actual !== 'object') return typeof actual === 'function' ? 'a function' : String(actual)
  if (Array.isArray(actual)) return 'an array'
  if (isBytes(actual)) return 'bytes'
  if (validateValue(actual as AttributeValue).length === 0) return show(actual as AttributeValue)
  return 'an object'
}

/**
 * A mismatch as a line of text. It can be long where what was found is.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Person = A.map({ age: A.integer })
 * const [first] = Person.explain({ M: { age: { S: 'old' } } }, ['person'])
 * assert.strictEqual(first && A.showMismatch(first), "person.age: expected integer, found 'old'")
 * ```
 */
export const showMismatch = ({ path, expected, actual }: Mismatch): string =>
  `${path.length === 0 ? '' : `${showPath(path)}: `}expected ${expected}, found ${showActual(actual)}`
