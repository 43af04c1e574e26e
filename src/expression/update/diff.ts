/**
 * The update that makes one item of another, attribute by attribute.
 *
 * @example
 * ```ts
 * import { Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const u = U.diff({ a: { N: '1' }, b: { N: '2' } }, { a: { N: '1.0' }, c: { N: '3' } })
 * assert.strictEqual(U.show(u), 'SET c = 3 REMOVE b')
 * ```
 */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { equals } from '../../value/equality'
import { lookup } from '../../value/record'
import type { PathOperand } from '../condition/model'
import type { Action, Update } from './model'

const at = (name: string): PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * SET for each attribute that is new or has another value, REMOVE for each that is gone.
 *
 * Law: `apply(diff(before, after))(before)` is `after`. `diff(a, a)` is `empty`. It names the key's attributes too where they
 * differ, which DynamoDB refuses.
 */
export const diff = (before: Item, after: Item): Update<unknown> => {
  const actions: Array<Action> = []
  for (const name of Object.keys(after)) {
    const value = after[name] as AttributeValue
    const old = lookup(before, name)
    if (old === undefined || !equals(old, value)) {
      actions.push({ _tag: 'Set', path: at(name), value: { _tag: 'Value', value } })
    }
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) actions.push({ _tag: 'Remove', path: at(name) })
  }
  return { _tag: 'Update', actions }
}
