/**
 * The simple form of an update: its actions by clause, and what is known without an item computed.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const u = pipe(U.remove(P.path('a')), U.concat(U.set(P.path('b'), { N: '1' })))
 * assert.deepStrictEqual(U.simplify(u), pipe(U.set(P.path('b'), { N: '1' }), U.concat(U.remove(P.path('a')))))
 * ```
 */
import * as E from 'fp-ts/Either'
import type { AttributeValue, L, N } from '../../value/AttributeValue'
import { addNumbers, subtractNumbers } from '../../value/number/arithmetic'
import { equals as equalsSegments } from '../../value/Path'
import { tagOfUnknown } from '../../value/tag'
import type { PathOperand } from '../condition/model'
import type { Action, Arithmetic, IfMissing, ListAppend, SetOperand, SetValue, Update } from './model'
import { clauses, deepest, depthOf } from './operands'

const ifMissing = (v: IfMissing): PathOperand | IfMissing => {
  const otherwise = v.otherwise._tag === 'IfMissing' ? ifMissing(v.otherwise) : v.otherwise
  // if_not_exists (a, a), and if_not_exists (a, if_not_exists (a, v)): the second look finds what the first did.
  if (otherwise._tag === 'Path' && isAt(otherwise, v.path)) return otherwise
  if (otherwise._tag === 'IfMissing' && isAt(otherwise.path, v.path)) return otherwise
  return { _tag: 'IfMissing', path: v.path, otherwise }
}

const isAt = (x: PathOperand, y: PathOperand): boolean => equalsSegments(x.segments, y.segments)

const isList = (value: AttributeValue): value is L => tagOfUnknown(value) === 'L'
const isNumber = (value: AttributeValue): value is N => tagOfUnknown(value) === 'N'

const listAppend = (v: ListAppend): SetOperand => {
  const first = operand(v.first)
  const second = operand(v.second)
  return first._tag === 'Value' && second._tag === 'Value' && isList(first.value) && isList(second.value)
    ? { _tag: 'Value', value: { L: [...first.value.L, ...second.value.L] } }
    : { _tag: 'ListAppend', first, second }
}

const operand = (v: SetOperand): SetOperand =>
  v._tag === 'IfMissing' ? ifMissing(v) : v._tag === 'ListAppend' ? listAppend(v) : v

const arithmetic = (v: Arithmetic): SetValue => {
  const left = operand(v.left)
  const right = operand(v.right)
  if (left._tag === 'Value' && right._tag === 'Value' && isNumber(left.value) && isNumber(right.value)) {
    const sum = (v.operator === '+' ? addNumbers : subtractNumbers)(left.value.N, right.value.N)
    if (E.isRight(sum)) return { _tag: 'Value', value: { N: sum.right } }
  }
  return { _tag: 'Arithmetic', operator: v.operator, left, right }
}

const simplifyAction = (action: Action): Action => {
  if (action._tag !== 'Set' || action.value._tag === 'Value' || action.value._tag === 'Path') return action
  if (depthOf(action.value) > deepest) return action
  const value = action.value._tag === 'Arithmetic' ? arithmetic(action.value) : operand(action.value)
  return { _tag: 'Set', path: action.path, value }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The simple form of an update. Laws: it applies as the update does; idempotent; `parse(render(u)) = simplify(u)`. */
export const simplify = <S>(update: Update<S>): Update<S> => ({
  _tag: 'Update',
  actions: clauses.flatMap((clause) => update.actions.filter((action) => action._tag === clause).map(simplifyAction)),
})
