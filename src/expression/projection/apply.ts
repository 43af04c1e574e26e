/**
 * What a projection means: what it leaves of an item.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Projection } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const p = Projection.of(pipe(P.path('a'), P.field('b')))
 * assert.deepStrictEqual(Projection.apply(p)({ a: { M: { b: { N: '1' }, c: { N: '2' } } } }), { a: { M: { b: { N: '1' } } } })
 * assert.deepStrictEqual(Projection.apply(p)({ a: { M: {} } }), {})
 * ```
 */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { assign, lookup } from '../../value/record'
import type { Projection } from './model'

// The places that are kept within a value, as a tree; a place without branches is kept whole.
interface Tree {
  readonly names: Map<string, Tree>
  readonly indexes: Map<number, Tree>
}

const isWhole = (t: Tree): boolean => t.names.size === 0 && t.indexes.size === 0

const branch = <K>(branches: Map<K, Tree>, key: K): Tree => {
  const known = branches.get(key)
  if (known !== undefined) return known
  const made: Tree = { names: new Map(), indexes: new Map() }
  branches.set(key, made)
  return made
}

const within = (value: AttributeValue, t: Tree): AttributeValue | undefined => {
  if (isWhole(t)) return value
  if ('M' in value) {
    const map = entries(value.M, t.names)
    return Object.keys(map).length === 0 ? undefined : { M: map }
  }
  if ('L' in value) {
    const list: Array<AttributeValue> = []
    for (const [index, inner] of [...t.indexes].sort(([i], [j]) => i - j)) {
      const element = value.L[index]
      const kept = element === undefined ? undefined : within(element, inner)
      if (kept !== undefined) list.push(kept)
    }
    return list.length === 0 ? undefined : { L: list }
  }
  return undefined
}

const entries = (item: Item, branches: ReadonlyMap<string, Tree>): Item => {
  const out: { [name: string]: AttributeValue } = {}
  for (const [name, t] of branches) {
    const value = lookup(item, name)
    const kept = value === undefined ? undefined : within(value, t)
    if (kept !== undefined) assign(out, name, kept)
  }
  return out
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * What a projection leaves of an item. Maps and lists around what is kept stay; a list's elements move together, in their
 * order; a map or list of which nothing is kept is left out. Overlapping paths are refused by `validate`.
 */
export const project = (projection: Projection): ((item: Item) => Item) => {
  const root = new Map<string, Tree>()
  for (const { segments } of projection.paths) {
    let node = branch(root, segments[0])
    for (const segment of segments.slice(1, 32)) {
      node = typeof segment === 'string' ? branch(node.names, segment) : branch(node.indexes, segment)
    }
  }
  return (item) => entries(item, root)
}
