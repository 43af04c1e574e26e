/**
 * Key conditions: what a query asks of the key of a table or an index, as a value.
 *
 * @example
 * ```ts
 * import { KeyCondition as K } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const key = K.keyCondition([{ name: 'name', value: { S: 'x' } }], { name: 'number', range: K.between({ N: '1' }, { N: '9' }) })
 * assert.strictEqual(K.show(key), "name = 'x' AND number BETWEEN 1 AND 9")
 * assert.strictEqual(K.evaluate(key)({ name: { S: 'x' }, number: { N: '9.0' } }), true)
 * ```
 */
export * from './key/constructors'
export { Eq_ as Eq, equals, evaluate, inRange, Show_ as Show, show, simplify } from './key/interpreters'
export * from './key/model'
export { parseKeyCondition as parse } from './parse/key'
