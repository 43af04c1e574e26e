/**
 * Encoding is total, as io-ts has it. A value that its codec cannot hold (NaN, an empty set in a list) is encoded as an
 * `unstorable` marker, which is no AttributeValue that DynamoDB knows: `validate` reports it, with its place, before
 * anything is sent.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const nothing = V.unstorable('finite number', Number.NaN)
 * assert.deepStrictEqual(V.validate({ n: nothing }), [{ path: ['n'], expected: 'finite number', actual: Number.NaN }])
 * ```
 */
import type { AttributeValue } from './AttributeValue'

/**
 * What an unstorable value carries: what was expected and what was there instead. `isAbsence`: an attribute of this value is
 * stored by being absent, as one of an empty set is.
 */
export interface Unstorable {
  readonly UNSTORABLE: { readonly expected: string; readonly actual: unknown; readonly isAbsence?: true }
}

/** The marker of a value that cannot be stored. */
export const unstorable = (expected: string, actual: unknown): AttributeValue =>
  ({ UNSTORABLE: { expected, actual } }) as unknown as AttributeValue

/** The marker of a value that only an absent attribute can stand for. */
export const absence = (expected: string, actual: unknown): AttributeValue =>
  ({ UNSTORABLE: { expected, actual, isAbsence: true } }) as unknown as AttributeValue

/** Whether a value is the marker. */
export const isUnstorable = (value: unknown): value is Unstorable =>
  typeof value === 'object' && value !== null && 'UNSTORABLE' in value
