/** What is wrong with the expressions of an operation: rendered they would be too long, or none. */
import { type Either, isLeft } from 'fp-ts/Either'
import type { Condition, Operand } from '../expression/condition/model'
import type { InvalidExpression } from '../expression/InvalidExpression'
import type { KeyCondition } from '../expression/KeyCondition'
import type { Projection } from '../expression/Projection'
import { render } from '../expression/render/render'
import { validateCondition } from '../expression/render/validate'
import type { Update } from '../expression/update/model'
import { measureValue } from '../value/measure'
import { flaw } from '../value/Path'

// What was found right once is right whenever it comes back: expressions are values.
const right = new WeakSet<object>()

const once = <A extends object, E>(a: A, check: (a: A) => E | undefined): E | undefined => {
  if (right.has(a)) return undefined
  const wrong = check(a)
  if (wrong === undefined) right.add(a)
  return wrong
}

const leftOf = <E>(result: Either<E, unknown>): E | undefined => (isLeft(result) ? result.left : undefined)

const isPath = (operand: Operand): boolean =>
  operand._tag === 'Path' && operand.segments.length <= 8 && flaw(operand.segments) === undefined

// The conditions that guard most writes are made anew for each, and are seen to be right without being rendered: a place
// there or not, or equal to a value; and up to 16 of those. They are far from every limit.
const isPlain = (condition: Condition<never>, most: number): boolean => {
  switch (condition._tag) {
    case 'Exists':
    case 'Missing':
      return isPath(condition.path)
    case 'Compare': {
      const { comparator, left, right: other } = condition
      return comparator === '=' && isPath(left) && other._tag === 'Value' && measureValue(other.value) >= 0
    }
    case 'And':
      return (
        condition.conditions.length <= most && condition.conditions.every((c) => c._tag !== 'And' && isPlain(c, most))
      )
    default:
      return false
  }
}

/** What is wrong with a condition. */
export const checkCondition = (
  condition: Condition<never>,
  place: 'ConditionExpression' | 'FilterExpression',
): InvalidExpression | undefined =>
  condition._tag === 'Always'
    ? undefined
    : once(condition, (c) => (isPlain(c, 16) ? undefined : leftOf(validateCondition(place)(c))))

/** What is wrong with an update. */
export const checkUpdate = (update: Update<never>): InvalidExpression | undefined =>
  once(update, (u) => leftOf(render({ update: u })))

/** What is wrong with a key condition. */
export const checkKeyCondition = (key: KeyCondition): InvalidExpression | undefined =>
  once(key, (k) => leftOf(render({ key: k })))

/** What is wrong with a projection. */
export const checkProjection = (projection: Projection | undefined): InvalidExpression | undefined =>
  projection === undefined ? undefined : once(projection, (p) => leftOf(render({ projection: p })))
