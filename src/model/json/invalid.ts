/** What is wrong in JSON, for those who sent it. */
import type * as t from 'io-ts'
import { isCombination } from '../../codec/validation'

/**
 * A place in JSON, and what is expected there. The pointer is a JSON Pointer, empty for the whole
 * (https://www.rfc-editor.org/rfc/rfc6901).
 */
export interface Invalid {
  readonly pointer: string
  readonly detail: string
}

const escaped = (name: string): string => `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`

/**
 * What a codec found wrong, by place.
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, scores: A.record(A.list(A.integer)) },
 *   key: { partition: 'id' },
 * })
 * const decoded = Json.codec(User).decode({ id: 'ann', scores: { 'a/b': [1, 0.5] } })
 * assert.deepStrictEqual(E.isLeft(decoded) && Json.invalid(decoded.left), [
 *   { pointer: '/scores/a~1b/1', detail: 'expected integer' },
 * ])
 * ```
 */
export const invalid = (errors: t.Errors): ReadonlyArray<Invalid> =>
  errors.map(({ context, message }) => ({
    // The first has no name, and the members of unions and intersections are no places.
    pointer: context
      .flatMap(({ key }, i) => (i === 0 || isCombination(context[i - 1]?.type) ? [] : [escaped(key)]))
      .join(''),
    detail: message ?? `expected ${context[context.length - 1]?.type.name ?? 'another value'}`,
  }))
