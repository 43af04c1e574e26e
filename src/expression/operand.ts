/** Literal values as operands: what they say where they are empty sets, and what is wrong with them. */
import type { AttributeValue } from '../value/AttributeValue'
import { type AnyPath, place, show as showSegments } from '../value/Path'
import { showUnknown } from '../value/show'
import { isSet } from '../value/tag'
import { isUnstorable } from '../value/unstorable'
import { validateValue } from '../value/validate'

// -----------------------------------------------------------------------------
// empty sets
// -----------------------------------------------------------------------------

/**
 * Whether a value is stored as the absence of its attribute, as its codec says: an empty set is. The element of a list
 * cannot be absent.
 */
export const isAbsence = (path: AnyPath<never>, value: AttributeValue): boolean => {
  if (!isUnstorable(value) || value.UNSTORABLE.isAbsence !== true) return false
  const { segments } = path[place]
  return typeof segments[segments.length - 1] !== 'number'
}

/** Whether a value is an empty set for a path of sets: adding or deleting its members changes nothing. */
export const isEmptySet = (path: AnyPath<never>, value: unknown): boolean =>
  (value instanceof Set || Object.prototype.toString.call(value) === '[object Set]') &&
  (value as ReadonlySet<unknown>).size === 0 &&
  path[place].types.some(isSet)

// -----------------------------------------------------------------------------
// flaws
// -----------------------------------------------------------------------------

/** Why a value cannot stand in an expression, as one sentence: what was expected, and what was found. */
export const valueFlaw = (value: AttributeValue): string => {
  const [first] = validateValue(value)
  const { path, expected, actual } = first ?? { path: [], expected: 'value that DynamoDB stores', actual: value }
  return `a value is no ${expected}${path.length === 0 ? '' : ` at ${showSegments(path)}`}: ${showUnknown(actual)}`
}
