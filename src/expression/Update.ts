/**
 * Updates: what is written to an item, as a value. Every action reads the item as it was before the update, so their order
 * makes no difference.
 *
 * Laws: `concat` is associative with the unit `empty`; `apply(concat(v)(u))` is `apply(u)` then `apply(v)` where `v` reads nothing
 * that `u` writes; `apply(diff(a, b))(a)` is `b`.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const rename = pipe(U.set(P.path('name'), { S: 'Ada' }), U.concat(U.remove(P.path('draft'))))
 * assert.strictEqual(U.show(rename), "SET name = 'Ada' REMOVE draft")
 * assert.deepStrictEqual(U.apply(rename)({ draft: { BOOL: true } }), E.right({ name: { S: 'Ada' } }))
 * assert.strictEqual(U.isIdempotent(rename), true)
 * ```
 */

export { parseUpdate as parse } from './parse/update'
export { apply } from './update/apply'
export * from './update/constructors'
export { diff } from './update/diff'
export { showFailure, type UpdateFailure } from './update/failure'
export * from './update/model'
export { isIdempotent, paths, reads } from './update/reads'
export { Eq_ as Eq, equals, Show_ as Show, show } from './update/show'
export { simplify } from './update/simplify'
export { operators, validate, writesAny } from './update/validate'
