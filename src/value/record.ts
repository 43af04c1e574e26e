/**
 * Records whose keys are arbitrary names: `__proto__`, `constructor` and `toString` are names like any other here.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.lookup({}, 'constructor'), undefined)
 * const made: { [name: string]: number } = {}
 * V.assign(made, '__proto__', 1)
 * assert.deepStrictEqual(Object.entries(made), [['__proto__', 1]])
 * ```
 */

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Whether something is a record of entries by name, as far as it is not looked into. */
export const isRecord = (u: unknown): u is { readonly [name: string]: unknown } =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/** What stands under a name, never what a prototype has there. */
export const lookup = <A>(record: { readonly [name: string]: A }, name: string): A | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

/** Writes an entry into a record that this function's caller has just made. */
export const assign = <A>(target: { [name: string]: A }, name: string, value: A): void => {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
  } else target[name] = value
}
