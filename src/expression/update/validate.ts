/**
 * What DynamoDB refuses of an update whatever the item is.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const a = P.path('a')
 * const valid = U.validate(pipe(U.remove(a), U.concat(U.remove(P.field('b')(a)))))
 * assert.strictEqual(E.isLeft(valid) && valid.left.reason, 'two actions write overlapping paths: a and a.b')
 * assert.deepStrictEqual(U.writesAny(['id'])(U.remove(P.path('id')))?.segments, ['id'])
 * ```
 */
import * as E from 'fp-ts/Either'
import type { Tag } from '../../value/AttributeValue'
import { flaw, show as showSegments } from '../../value/Path'
import { isSet, tagOfUnknown } from '../../value/tag'
import type { PathOperand } from '../condition/model'
import { type InvalidExpression, invalidExpression } from '../InvalidExpression'
import { maxOperators } from '../limits'
import { valueFlaw } from '../operand'
import { total } from '../total'
import { findOverlap } from './apply'
import type { Action, SetOperand, SetValue, Update } from './model'
import { isTooDeep, partsOf } from './operands'

const refuse = (reason: string, path: PathOperand): InvalidExpression =>
  invalidExpression('UpdateExpression', reason, path.segments)

/** What is wrong with operands that are to be of a type: what cannot be stored is told as such. */
const wrongType = (operands: ReadonlyArray<SetOperand>, tag: Tag, reason: string): string | undefined => {
  for (const v of operands) {
    if (v._tag !== 'Value') continue
    const actual = tagOfUnknown(v.value)
    if (actual !== tag) return actual === undefined ? valueFlaw(v.value) : reason
  }
  return undefined
}

const wrongOperand = (value: SetValue): string | undefined => {
  if (value._tag === 'Arithmetic') {
    const { left, right, operator } = value
    if (left._tag === 'ListAppend' || right._tag === 'ListAppend') return `list_append is no operand of ${operator}`
    return wrongType([left, right], 'N', `the operands of ${operator} are numbers`)
  }
  if (value._tag === 'ListAppend') {
    const { first, second } = value
    if (first._tag === 'ListAppend' || second._tag === 'ListAppend') return 'list_append is no operand of list_append'
    return wrongType([first, second], 'L', 'the operands of list_append are lists')
  }
  return undefined
}

const flawOf = (action: Action): InvalidExpression | undefined => {
  const { path } = action
  const wrong = flaw(path.segments)
  if (wrong !== undefined) return refuse(wrong, path)
  if (action._tag === 'Remove') return undefined
  if (action._tag === 'Set') {
    const { value } = action
    if (isTooDeep(value)) return refuse('the value to be set is nested too deep', path)
    const operand = wrongOperand(value)
    if (operand !== undefined) return refuse(operand, path)
    for (const part of partsOf(value)) {
      if (part._tag !== 'Path') continue
      const inner = flaw(part.segments)
      if (inner !== undefined) return refuse(inner, part)
    }
    return undefined
  }
  const tag = tagOfUnknown(action.value.value)
  if (isSet(tag) || (tag === 'N' && action._tag === 'Add')) return undefined
  return tag === undefined
    ? undefined // a value that cannot be stored: reported as such where values are checked
    : refuse(action._tag === 'Add' ? 'ADD takes a number or a set' : 'DELETE takes a set', path)
}

const ofValue = (value: SetValue): number =>
  partsOf(value).filter((part) => part._tag !== 'Path' && part._tag !== 'Value').length

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** How many operators and functions an update has: `+`, `-`, `if_not_exists` and `list_append` count one each. */
export const operators = (update: Update<never>): number =>
  update.actions.reduce((n, action) => (action._tag === 'Set' ? n + ofValue(action.value) : n), 0)

/**
 * The update, or what DynamoDB refuses of it whatever the item is: overlapping paths, paths too deep, operands of the wrong
 * type, `list_append` where it may not stand, more than 300 operators.
 */
export const validate = <S>(update: Update<S>): E.Either<InvalidExpression, Update<S>> =>
  total(
    () => validated(update),
    () => E.left(invalidExpression('UpdateExpression', 'what stands there is no update')),
  )

const validated = <S>(update: Update<S>): E.Either<InvalidExpression, Update<S>> => {
  for (const action of update.actions) {
    const wrong = flawOf(action)
    if (wrong !== undefined) return E.left(wrong)
  }
  const overlap = findOverlap(update.actions)
  if (overlap !== undefined) {
    const [one, two] = overlap
    const other = showSegments(one.path.segments)
    return E.left(
      refuse(`two actions write overlapping paths: ${other} and ${showSegments(two.path.segments)}`, two.path),
    )
  }
  const count = operators(update)
  if (count <= maxOperators) return E.right(update)
  const reason = `an expression has at most ${maxOperators} operators, this one has ${count}`
  return E.left(invalidExpression('UpdateExpression', reason))
}

/** The first path that an update writes within one of the attributes named: DynamoDB refuses to write a key's. */
export const writesAny =
  (names: ReadonlyArray<string>) =>
  (update: Update<never>): PathOperand | undefined =>
    update.actions.find((action) => names.includes(action.path.segments[0]))?.path
