/**
 * Updates as readable text, and their equality as data.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const u = pipe(U.remove(P.path('a')), U.concat(U.set(P.path('b'), { N: '1' })))
 * assert.strictEqual(U.show(u), 'SET b = 1 REMOVE a')
 * assert.strictEqual(U.equals(u, U.simplify(u)), false) // as data: the order differs
 * ```
 */
import type * as EQ from 'fp-ts/Eq'
import type * as S from 'fp-ts/Show'
import { show as showSegments } from '../../value/Path'
import { equalsOperands } from '../condition/leaf'
import { showOperand } from '../condition/show'
import { total } from '../total'
import type { Action, SetValue, Update } from './model'
import { clauses, deepest, depthOf } from './operands'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const showValue = (v: SetValue): string => {
  switch (v._tag) {
    case 'Path':
    case 'Value':
      return showOperand(v)
    case 'IfMissing':
      return `if_not_exists(${showSegments(v.path.segments)}, ${showValue(v.otherwise)})`
    case 'ListAppend':
      return `list_append(${showValue(v.first)}, ${showValue(v.second)})`
    case 'Arithmetic':
      return `${showValue(v.left)} ${v.operator} ${showValue(v.right)}`
  }
}

const showAction = (action: Action): string => {
  const at = showSegments(action.path.segments)
  switch (action._tag) {
    case 'Set':
      return `${at} = ${depthOf(action.value) > deepest ? '…' : showValue(action.value)}`
    case 'Remove':
      return at
    case 'Add':
    case 'Delete':
      return `${at} ${showOperand(action.value)}`
  }
}

const showClause = (clause: Action['_tag'], update: Update<never>): ReadonlyArray<string> => {
  const actions = update.actions.filter((action) => action._tag === clause)
  return actions.length === 0 ? [] : [`${clause.toUpperCase()} ${actions.map(showAction).join(', ')}`]
}

/** An update as text: `SET name = 'x', visits = visits + 1 REMOVE note`. For reading, not for sending. */
export const show = (update: Update<never>): string =>
  total(
    () => clauses.flatMap((clause) => showClause(clause, update)).join(' '),
    () => '<no update>',
  )

const equalsValues = (x: SetValue, y: SetValue): boolean => {
  const stack: Array<SetValue> = [x, y]
  for (;;) {
    const b = stack.pop()
    const a = stack.pop()
    if (a === undefined || b === undefined) return true
    if (a._tag !== b._tag) return false
    if (a._tag === 'Path' || a._tag === 'Value') {
      if (!equalsOperands(a, b as typeof a)) return false
    } else if (a._tag === 'IfMissing') stack.push(a.path, (b as typeof a).path, a.otherwise, (b as typeof a).otherwise)
    else if (a._tag === 'ListAppend') stack.push(a.first, (b as typeof a).first, a.second, (b as typeof a).second)
    else {
      if (a.operator !== (b as typeof a).operator) return false
      stack.push(a.left, (b as typeof a).left, a.right, (b as typeof a).right)
    }
  }
}

const equalsActions = (x: Action, y: Action): boolean => {
  if (x._tag !== y._tag || !equalsOperands(x.path, y.path)) return false
  if (x._tag === 'Remove') return true
  return equalsValues(x.value, (y as Exclude<typeof y, { _tag: 'Remove' }>).value)
}

/** Whether two updates are the same actions in the same order, values compared as DynamoDB does. */
export const equals = (x: Update<never>, y: Update<never>): boolean =>
  x.actions.length === y.actions.length && x.actions.every((action, i) => equalsActions(action, y.actions[i] as Action))

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality of updates as data. */
export const Eq_: EQ.Eq<Update<never>> = { equals }

/** Updates as readable text. */
export const Show_: S.Show<Update<never>> = { show }
