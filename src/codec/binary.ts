/** binary: bytes. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { isBytes } from './guards'
import { bytesOf } from './stored'

const name = 'binary'

/**
 * Bytes, stored as B. They are not copied, neither on the way in nor on the way out: who changes a `Uint8Array` after saving
 * or reading it changes what others hold. Node's `Buffer` is a `Uint8Array` and is saved as it is; what is read back is what
 * the interpreter gives, which need not be a `Buffer`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.binary.encode(Uint8Array.of(1, 2)), { B: Uint8Array.of(1, 2) })
 * ```
 */
export const binary: Attribute<Uint8Array, 'B'> = attribute({
  name,
  types: ['B'],
  limits: [],
  is: isBytes,
  write: (a) => (isBytes(a) ? { B: a } : unstorable(name, a)),
  read: (stored) => bytesOf(stored) ?? failed,
})
