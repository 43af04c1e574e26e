/**
 * Conditions: what must hold of an item, as a value. They are made from paths of a model, combined as a Boolean algebra,
 * compared, simplified, shown, evaluated on an item, rendered as DynamoDB's text and parsed from it.
 *
 * What is not true, though it looks it: `not(lt(a, v))` is not `gte(a, v)` (both orders are false where `a` is missing);
 * `ne(a, v)` does not say that `a` exists; `lte(a, v)` is not `or(eq(a, v))(lt(a, v))` where both are NULL.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const rich = pipe(C.gte(P.path('balance'), { N: '1000000' }), C.and(C.exists(P.path('tags'))))
 * assert.strictEqual(C.show(rich), 'balance >= 1000000 AND attribute_exists(tags)')
 * assert.strictEqual(C.evaluate(rich)({ balance: { N: '2e6' }, tags: { SS: ['vip'] } }), true)
 * assert.strictEqual(C.evaluate(rich)({ balance: { S: '2000000' }, tags: { SS: ['vip'] } }), false)
 * assert.deepStrictEqual(C.simplify(C.not(C.exists(P.path('tags')))), C.missing(P.path('tags')))
 * ```
 */
export * from './condition/constructors'
export { Contravariant, contramap, URI } from './condition/contramap'
export { Eq_ as Eq, equals } from './condition/equality'
export { evaluate, sizeOf } from './condition/evaluate'
export { getBooleanAlgebra, getMonoidAll, getMonoidAny } from './condition/instances'
export * from './condition/model'
export { toPredicate } from './condition/predicate'
export { operators, paths, readsAttribute } from './condition/reads'
export { Show_ as Show, show } from './condition/show'
export { simplify } from './condition/simplify'
export { type InvalidExpression, invalidExpression } from './InvalidExpression'
export { parseCondition as parse, parseConditionAsWritten as parseAsWritten } from './parse/condition'
export type { ParseError, Placeholders } from './parse/ParseError'
export { validateCondition as validate } from './render/validate'
