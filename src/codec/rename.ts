/** rename: another name in the store than in the application. */
import type { Tag } from '../value/AttributeValue'
import { Attribute, type Inside, type Presence } from './Attribute'

/**
 * The same attribute, stored under another name. It matters in `map` and in a model; elsewhere nothing has a name.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Event = A.map({ openedAt: A.rename('o', A.integer) })
 * assert.deepStrictEqual(Event.encode({ openedAt: 1 }), { M: { o: { N: '1' } } })
 * ```
 */
export const rename = <N extends string, A, T extends Tag, P extends Presence, I extends Inside, V>(
  storedName: N,
  codec: Attribute<A, T, P, string, I, V>,
): Attribute<A, T, P, N, I, V> => new Attribute<A, T, P, N, I, V>({ ...codec.definition, storedName })
