/** fp-ts's own instances for conditions. Their laws hold up to `≡`: the same verdict on every item. */
import type * as BA from 'fp-ts/BooleanAlgebra'
import type { Monoid } from 'fp-ts/Monoid'
import { always, and, never, not, or } from './constructors'
import type { Condition } from './model'

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/**
 * Conditions over one row are a Boolean algebra.
 *
 * @example
 * ```ts
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const a = P.path('a')
 * const B = C.getBooleanAlgebra<C.RowOf<typeof a>>()
 * const c = B.implies(C.exists(a), C.hasType(a, 'S'))
 * assert.strictEqual(C.evaluate(c)({}), true)
 * assert.strictEqual(C.evaluate(c)({ a: { N: '1' } }), false)
 * ```
 */
export const getBooleanAlgebra = <S>(): BA.BooleanAlgebra<Condition<S>> => ({
  zero: never,
  one: always,
  meet: (x, y) => and(y)(x),
  join: (x, y) => or(y)(x),
  not,
  implies: (x, y) => or(y)(not(x)),
})

/** Conditions under AND, with `always` as unit. */
export const getMonoidAll = <S>(): Monoid<Condition<S>> => ({ empty: always, concat: (x, y) => and(y)(x) })

/** Conditions under OR, with `never` as unit. */
export const getMonoidAny = <S>(): Monoid<Condition<S>> => ({ empty: never, concat: (x, y) => or(y)(x) })
