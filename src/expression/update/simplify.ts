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
import { equals as equalsSegments, type Segments } from '../../value/Path'
import type { ValueOperand } from '../condition/model'
import { valueOf } from './compute'
import type { Action, Arithmetic, IfMissing, ListAppend, SetOperand, SetValue, Update } from './model'
import { clauses, isTooDeep } from './operands'

const ifMissing = (v: IfMissing): IfMissing['otherwise'] => {
  const otherwise = v.otherwise._tag === 'IfMissing' ? ifMissing(v.otherwise) : v.otherwise
  // if_not_exists (a, a), and if_not_exists (a, if_not_exists (a, v)): the second look finds what the first did.
  const next = otherwise._tag === 'IfMissing' ? otherwise.path : otherwise
  if (next._tag === 'Path' && equalsSegments(next.segments, v.path.segments)) return otherwise
  return { _tag: 'IfMissing', path: v.path, otherwise }
}

const nowhere: Segments = ['']

/** What is computed of two literals; DynamoDB tells what is wrong with those that do not fit. */
const known = <A extends ListAppend | Arithmetic>(v: A, x: SetOperand, y: SetOperand): A | ValueOperand => {
  if (x._tag !== 'Value' || y._tag !== 'Value') return v
  const value = valueOf(v, nowhere, {})
  return E.isRight(value) ? { _tag: 'Value', value: value.right } : v
}

const operand = (v: SetOperand): SetOperand => {
  if (v._tag === 'IfMissing') return ifMissing(v)
  if (v._tag !== 'ListAppend') return v
  const [first, second] = [operand(v.first), operand(v.second)]
  return known({ _tag: 'ListAppend', first, second }, first, second)
}

const simple = (v: SetValue): SetValue => {
  if (v._tag !== 'Arithmetic') return operand(v)
  const [left, right] = [operand(v.left), operand(v.right)]
  return known({ _tag: 'Arithmetic', operator: v.operator, left, right }, left, right)
}

const simplifyAction = (action: Action): Action =>
  action._tag !== 'Set' || isTooDeep(action.value)
    ? action
    : { _tag: 'Set', path: action.path, value: simple(action.value) }

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The simple form of an update. Laws: it applies as the update does; idempotent; `parse(render(u)) = simplify(u)`. */
export const simplify = <S>(update: Update<S>): Update<S> => ({
  _tag: 'Update',
  actions: clauses.flatMap((clause) => update.actions.filter((action) => action._tag === clause).map(simplifyAction)),
})
