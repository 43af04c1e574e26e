/** withDefault: a field that `make` fills in. */
import type { Tag } from '../value/AttributeValue'
import { Attribute, type Inside, type Presence } from './Attribute'

/** The presence of a field with a default: what is optional stays so in what is read. */
export interface DefaultPresence {
  readonly required: 'default'
  readonly default: 'default'
  readonly optional: 'optional'
}

/**
 * A field that may be left out of what `make` is given, which then puts the default there. Reading never does: an item without
 * the attribute is refused, or, with `A.withDefault(A.optional(…), …)`, read without it.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const views = A.withDefault(A.integer, () => 0)
 * assert.strictEqual(views.byDefault?.(), 0)
 * assert.ok(E.isLeft(views.decode(undefined)))
 * ```
 */
export const withDefault = <A, T extends Tag, P extends Presence, N extends string, I extends Inside, V>(
  codec: Attribute<A, T, P, N, I, V>,
  value: () => NoInfer<A>,
): Attribute<A, T, DefaultPresence[P], N, I, V> =>
  new Attribute<A, T, DefaultPresence[P], N, I, V>({
    ...codec.definition,
    byDefault: value,
    presence: codec.presence === 'optional' ? 'optional' : 'default',
  })
