/**
 * Update, as data.
 *
 * ```text
 * update-expression ::=
 *     [ SET action [, action] ... ]
 *     [ REMOVE action [, action] ... ]
 *     [ ADD action [, action] ... ]
 *     [ DELETE action [, action] ... ]
 *
 * set-action    ::= path = value
 * value         ::= operand | operand '+' operand | operand '-' operand
 * operand       ::= path | function
 * function      ::= if_not_exists (path, value) | list_append (list1, list2)
 * remove-action ::= path
 * add-action    ::= path value
 * delete-action ::= path subset
 * ```
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
import type { PathOperand, Reads, ValueOperand } from '../condition/model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** `if_not_exists (path, value)`: what stands at the path, or else the value, which may look further itself. */
export interface IfMissing {
  readonly _tag: 'IfMissing'
  readonly path: PathOperand
  readonly otherwise: PathOperand | ValueOperand | IfMissing
}
/** `list_append (first, second)` */
export interface ListAppend {
  readonly _tag: 'ListAppend'
  readonly first: SetOperand
  readonly second: SetOperand
}
/** What a SET action may compute with. */
export type SetOperand = PathOperand | ValueOperand | IfMissing | ListAppend
/** `left + right` or `left - right`, on numbers. */
export interface Arithmetic {
  readonly _tag: 'Arithmetic'
  readonly operator: '+' | '-'
  readonly left: SetOperand
  readonly right: SetOperand
}
/** What a SET action writes. */
export type SetValue = SetOperand | Arithmetic

/** `SET path = value` */
export interface SetAction {
  readonly _tag: 'Set'
  readonly path: PathOperand
  readonly value: SetValue
}
/** `REMOVE path` */
export interface RemoveAction {
  readonly _tag: 'Remove'
  readonly path: PathOperand
}
/** `ADD path value`: a number added, or a set's members united; a missing attribute counts as 0 or as empty. */
export interface AddAction {
  readonly _tag: 'Add'
  readonly path: PathOperand
  readonly value: ValueOperand
}
/** `DELETE path subset`: a set's members taken out; an emptied set is removed. */
export interface DeleteAction {
  readonly _tag: 'Delete'
  readonly path: PathOperand
  readonly value: ValueOperand
}
/** One action; each reads the item as it was before the update. */
export type Action = SetAction | RemoveAction | AddAction | DeleteAction

/**
 * An update of items of the row `S`: its actions, in any order.
 *
 * Laws: `concat` is associative with the unit `empty`; the order of actions does not matter; it writes only `paths(u)`.
 * Partial: of two actions on overlapping paths `validate` gives a `Left`.
 */
export interface Update<in S> extends Reads<S> {
  readonly _tag: 'Update'
  readonly actions: ReadonlyArray<Action>
}
