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
import { clauses, isTooDeep, partsOf } from './operands'

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
      return `${at} = ${isTooDeep(action.value) ? '…' : showValue(action.value)}`
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

const equalsParts = (x: SetValue, y: SetValue): boolean => {
  if (x._tag !== y._tag) return false
  if (x._tag === 'Path' || x._tag === 'Value') return equalsOperands(x, y as typeof x)
  return x._tag !== 'Arithmetic' || x.operator === (y as typeof x).operator
}

// Each kind has its own number of operands: what has the same parts in the same order is the same.
const equalsValues = (x: SetValue, y: SetValue): boolean => {
  const parts = partsOf(y)
  return partsOf(x).every((part, i) => equalsParts(part, parts[i] as SetValue))
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
