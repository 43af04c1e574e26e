/**
 * How updates are made: from paths of a model, so that what does not fit does not compile.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const u = pipe(U.setIfMissing(P.path('born'), { S: '1815' }), U.concat(U.remove(P.path('draft'))))
 * assert.strictEqual(U.show(u), "SET born = if_not_exists(born, '1815') REMOVE draft")
 * assert.deepStrictEqual(U.all([u, U.empty]), u)
 * ```
 */
import type { Monoid } from 'fp-ts/Monoid'
import type { SetTag, Tag } from '../../value/AttributeValue'
import { type AnyPath, type Path, place } from '../../value/Path'
import { placeOf } from '../condition/constructors'
import type { Condition, ValueOperand } from '../condition/model'
import { isAbsence, isEmptySet } from '../operand'
import type { Action, SetValue, Update } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The rows of several updates at once. */
export type RowsOf<U extends ReadonlyArray<Update<never>>> = {
  readonly [K in keyof U]: U[K] extends Update<infer S> ? (row: S) => void : never
}[number] extends (row: infer R) => void
  ? R
  : never

/** A row that both a condition and an update accept. */
export type RowBoth<C, U> = C extends Condition<infer S> ? (U extends Update<infer S2> ? S & S2 : never) : never

const of = <S>(actions: ReadonlyArray<Action>): Update<S> => ({ _tag: 'Update', actions })

const literal = <S, A, T extends Tag>(path: Path<S, A, T>, value: A): ValueOperand => ({
  _tag: 'Value',
  value: path[place].encode(value),
})

const assign = <S, S2>(path: AnyPath<S>, value: SetValue): Update<S & S2> =>
  of<S & S2>([{ _tag: 'Set', path: placeOf(path), value }])

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Writes nothing, and sends no request. */
export const empty: Update<unknown> = of([])

/** `SET path = value`; of an empty set, which is stored as an absent attribute, `REMOVE path`. */
export const set = <S, A, T extends Tag>(path: Path<S, A, T>, value: NoInfer<A>): Update<S> => {
  const operand = literal(path, value)
  return isAbsence(path, operand.value) ? remove(path) : assign<S, unknown>(path, operand)
}

/** `REMOVE path`: an attribute, an entry, or an element of a list, behind which the others move up. */
export const remove = <S>(path: AnyPath<S>): Update<S> => of<S>([{ _tag: 'Remove', path: placeOf(path) }])

/**
 * `ADD path value`: a number is added and a set's members are united with what is there; what is absent counts as 0 or
 * as empty. On a number it is not idempotent. Of an empty set: `empty`.
 */
export const add = <S, A, T extends 'N' | SetTag>(path: Path<S, A, T>, value: NoInfer<A>): Update<S> =>
  isEmptySet(path, value) ? empty : of<S>([{ _tag: 'Add', path: placeOf(path), value: literal(path, value) }])

/** `DELETE path subset`: members are taken out of a set; an emptied set is removed. Of an empty set: `empty`. */
export const deleteFrom = <S, A, T extends SetTag>(path: Path<S, A, T>, subset: NoInfer<A>): Update<S> =>
  isEmptySet(path, subset) ? empty : of<S>([{ _tag: 'Delete', path: placeOf(path), value: literal(path, subset) }])
export { deleteFrom as delete }

const shift =
  (operator: '+' | '-') =>
  <S, A, T extends 'N' | 'NULL'>(path: Path<S, A, T>, by: NoInfer<A>): Update<S> =>
    assign<S, unknown>(path, { _tag: 'Arithmetic', operator, left: placeOf(path), right: literal(path, by) })

/** `SET path = path + by`: the number must be there. */
export const increment = shift('+')

/** `SET path = path - by`: the number must be there. */
export const decrement = shift('-')

/** `SET path = list_append (path, elements)`: the list must be there. */
export const append = <S, A, T extends 'L' | 'NULL'>(path: Path<S, A, T>, elements: NoInfer<A>): Update<S> =>
  assign<S, unknown>(path, { _tag: 'ListAppend', first: placeOf(path), second: literal(path, elements) })

/** `SET path = list_append (elements, path)`: the list must be there. */
export const prepend = <S, A, T extends 'L' | 'NULL'>(path: Path<S, A, T>, elements: NoInfer<A>): Update<S> =>
  assign<S, unknown>(path, { _tag: 'ListAppend', first: literal(path, elements), second: placeOf(path) })

/** `SET path = if_not_exists (path, value)`; of an empty set, which is stored as an absent attribute, `empty`. */
export const setIfMissing = <S, A, T extends Tag>(path: Path<S, A, T>, value: NoInfer<A>): Update<S> => {
  const otherwise = literal(path, value)
  return isAbsence(path, otherwise.value)
    ? empty
    : assign<S, unknown>(path, { _tag: 'IfMissing', path: placeOf(path), otherwise })
}

/** `SET to = from`, between paths of one type: what stood at `from` before the update. */
export const copy =
  <S, A>(from: Path<S, A>) =>
  <S2>(to: Path<S2, A>): Update<S & S2> =>
    assign<S2, S>(to, placeOf(from))

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The actions of both; on overlapping paths `validate` then gives a `Left`. */
export const concat =
  <S2>(that: Update<S2>) =>
  <S1>(self: Update<S1>): Update<S1 & S2> =>
    of([...self.actions, ...that.actions])

/** The actions of all. */
export const all = <const U extends ReadonlyArray<Update<never>>>(updates: U): Update<RowsOf<U>> =>
  of(updates.flatMap((u) => u.actions))

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Updates under `concat`, with `empty` as unit. Partial: overlapping paths are found by `validate`. */
export const getMonoid = <S>(): Monoid<Update<S>> => ({ empty, concat: (x, y) => concat(y)(x) })
