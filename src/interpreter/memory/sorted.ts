/**
 * Sorted: a persistent map from text to values, in the order of JavaScript's `<`, as a B+ tree. A change copies the path
 * to one leaf and shares the rest, so that every earlier map stays as it was and keeping one costs nothing.
 *
 * `get`, `set` and `remove` are O(log n).
 */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A leaf: its keys in order, and the value of each. */
interface Leaf<V> {
  readonly keys: ReadonlyArray<string>
  readonly values: ReadonlyArray<V>
  readonly children: undefined
  readonly size: number
}
/** A branch: its children in order; from the second on, `keys` holds a lower bound of each that is above all before it. */
interface Branch<V> {
  readonly keys: ReadonlyArray<string>
  readonly values: undefined
  readonly children: ReadonlyArray<Sorted<V>>
  readonly size: number
}
/**
 * A persistent map from text to values, in order.
 *
 * Laws: `get(set(m, k, v), k) = v`; `get(set(m, k, v), j) = get(m, j)` for any other `j`; `set(m, k, get(m, k))` is `m`;
 * `remove(set(m, k, v), k)` holds what `remove(m, k)` holds; no operation changes a map that was there before.
 */
export type Sorted<V> = Leaf<V> | Branch<V>

const most = 32
const least = 12

const leaf = <V>(keys: ReadonlyArray<string>, values: ReadonlyArray<V>): Leaf<V> => ({
  keys,
  values,
  children: undefined,
  size: keys.length,
})

const branch = <V>(keys: ReadonlyArray<string>, children: ReadonlyArray<Sorted<V>>): Branch<V> => {
  let size = 0
  for (const child of children) size += child.size
  return { keys, values: undefined, children, size }
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The map that holds nothing. */
export const empty: Sorted<never> = leaf([], [])

// -----------------------------------------------------------------------------
// combinators: finding
// -----------------------------------------------------------------------------

/** The number of keys, from the `from`-th on, that are below a key: where it stands, or would stand. */
const position = (keys: ReadonlyArray<string>, key: string, from: number): number => {
  let low = from
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** The child of a branch in which a key stands, or would stand. */
const childOf = (keys: ReadonlyArray<string>, key: string): number => {
  const at = position(keys, key, 1)
  return at < keys.length && keys[at] === key ? at : at - 1
}

/** The number of keys. */
export const size = (map: Sorted<unknown>): number => map.size

/** The value of a key. */
export const get = <V>(map: Sorted<V>, key: string): V | undefined => {
  let node = map
  while (node.children !== undefined) node = node.children[childOf(node.keys, key)] as Sorted<V>
  const at = position(node.keys, key, 0)
  return node.keys[at] === key ? node.values[at] : undefined
}

// -----------------------------------------------------------------------------
// combinators: changing
// -----------------------------------------------------------------------------

const replaced = <A>(list: ReadonlyArray<A>, at: number, a: A): ReadonlyArray<A> => {
  const copy = list.slice()
  copy[at] = a
  return copy
}

const inserted = <A>(list: ReadonlyArray<A>, at: number, a: A): ReadonlyArray<A> => {
  const length = list.length
  const copy = new Array<A>(length + 1)
  for (let i = 0; i < at; i++) copy[i] = list[i] as A
  copy[at] = a
  for (let i = at; i < length; i++) copy[i + 1] = list[i] as A
  return copy
}

const without = <A>(list: ReadonlyArray<A>, at: number): ReadonlyArray<A> => {
  const length = list.length - 1
  const copy = new Array<A>(length)
  for (let i = 0; i < at; i++) copy[i] = list[i] as A
  for (let i = at; i < length; i++) copy[i] = list[i + 1] as A
  return copy
}

const leftHalf = <V>(node: Sorted<V>, at: number): Sorted<V> =>
  node.children === undefined
    ? leaf(node.keys.slice(0, at), node.values.slice(0, at))
    : branch(node.keys.slice(0, at), node.children.slice(0, at))

const rightHalf = <V>(node: Sorted<V>, at: number): Sorted<V> =>
  node.children === undefined
    ? leaf(node.keys.slice(at), node.values.slice(at))
    : branch(node.keys.slice(at), node.children.slice(at))

// Answers a node that may have one key too many: whoever holds it splits it.
const insert = <V>(node: Sorted<V>, key: string, value: V): Sorted<V> => {
  if (node.children === undefined) {
    const at = position(node.keys, key, 0)
    if (node.keys[at] !== key) return leaf(inserted(node.keys, at, key), inserted(node.values, at, value))
    return node.values[at] === value ? node : leaf(node.keys, replaced(node.values, at, value))
  }
  const at = childOf(node.keys, key)
  const before = node.children[at] as Sorted<V>
  const after = insert(before, key, value)
  if (after === before) return node
  const count = after.keys.length
  if (count <= most) {
    const children = replaced(node.children, at, after)
    return { keys: node.keys, values: undefined, children, size: node.size - before.size + after.size }
  }
  const middle = count >> 1
  const children = replaced(inserted(node.children, at + 1, rightHalf(after, middle)), at, leftHalf(after, middle))
  return branch(inserted(node.keys, at + 1, after.keys[middle] as string), children)
}

/** The map with a value at a key: the map itself where that value stands there. */
export const set = <V>(map: Sorted<V>, key: string, value: V): Sorted<V> => {
  const root = insert(map, key, value)
  const count = root.keys.length
  if (count <= most) return root
  const middle = count >> 1
  return branch(['', root.keys[middle] as string], [leftHalf(root, middle), rightHalf(root, middle)])
}

const joined = <V>(left: Sorted<V>, right: Sorted<V>, bound: string): Sorted<V> => {
  if (left.children === undefined) {
    return leaf([...left.keys, ...right.keys], [...left.values, ...(right as Leaf<V>).values])
  }
  return branch([...left.keys, bound, ...right.keys.slice(1)], [...left.children, ...(right as Branch<V>).children])
}

// Answers a node that may have too few keys: whoever holds it joins it with its neighbour.
const take = <V>(node: Sorted<V>, key: string): Sorted<V> => {
  if (node.children === undefined) {
    const at = position(node.keys, key, 0)
    return node.keys[at] === key ? leaf(without(node.keys, at), without(node.values, at)) : node
  }
  const at = childOf(node.keys, key)
  const before = node.children[at] as Sorted<V>
  const after = take(before, key)
  if (after === before) return node
  const children = replaced(node.children, at, after)
  if (after.keys.length >= least || children.length === 1) return branch(node.keys, children)
  const left = at === 0 ? 0 : at - 1
  const both = joined(children[left] as Sorted<V>, children[left + 1] as Sorted<V>, node.keys[left + 1] as string)
  const count = both.keys.length
  if (count <= most) return branch(without(node.keys, left + 1), replaced(without(children, left + 1), left, both))
  const middle = count >> 1
  return branch(
    replaced(node.keys, left + 1, both.keys[middle] as string),
    replaced(replaced(children, left, leftHalf(both, middle)), left + 1, rightHalf(both, middle)),
  )
}

/** The map without a key: the map itself where the key is not in it. */
export const remove = <V>(map: Sorted<V>, key: string): Sorted<V> => {
  const root = take(map, key)
  return root.children !== undefined && root.children.length === 1 ? (root.children[0] as Sorted<V>) : root
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Goes on for as long as it answers `true`. */
export type Visit<V> = (value: V, key: string) => boolean

/** Visits the entries from `low` to below `high`, lowest first; whether every visit answered `true`. */
export const ascend = <V>(map: Sorted<V>, low: string, high: string, visit: Visit<V>): boolean => {
  const { keys } = map
  if (map.children === undefined) {
    for (let i = position(keys, low, 0); i < keys.length; i++) {
      const key = keys[i] as string
      if (key >= high) return true
      if (!visit(map.values[i] as V, key)) return false
    }
    return true
  }
  const first = childOf(keys, low)
  for (let i = first; i < keys.length; i++) {
    if (i > first && (keys[i] as string) >= high) return true
    if (!ascend(map.children[i] as Sorted<V>, low, high, visit)) return false
  }
  return true
}

/** Visits the entries from below `high` down to `low`, highest first; whether every visit answered `true`. */
export const descend = <V>(map: Sorted<V>, low: string, high: string, visit: Visit<V>): boolean => {
  const { keys } = map
  if (map.children === undefined) {
    for (let i = position(keys, high, 0) - 1; i >= 0; i--) {
      const key = keys[i] as string
      if (key < low) return true
      if (!visit(map.values[i] as V, key)) return false
    }
    return true
  }
  const first = childOf(keys, low)
  for (let i = childOf(keys, high); i >= first; i--) {
    if (!descend(map.children[i] as Sorted<V>, low, high, visit)) return false
  }
  return true
}

/** All entries, lowest key first. */
export const toEntries = <V>(map: Sorted<V>): ReadonlyArray<readonly [string, V]> =>
  map.children === undefined
    ? map.keys.map((key, i) => [key, map.values[i] as V] as const)
    : map.children.flatMap((child) => [...toEntries(child)])

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Whether two maps hold equal values under the same keys. What they share is not visited where their shapes agree. */
export const equals = <V>(x: Sorted<V>, y: Sorted<V>, same: (x: V, y: V) => boolean): boolean => {
  if (x === y) return true
  if (x.size !== y.size) return false
  if (x.children !== undefined && y.children !== undefined && x.children.length === y.children.length) {
    const others = y.children
    if (x.children.every((child, i) => child.size === others[i]?.size)) {
      return x.children.every((child, i) => equals(child, others[i] as Sorted<V>, same))
    }
  }
  const others = toEntries(y)
  return toEntries(x).every(([key, value], i) => {
    const other = others[i]
    return other !== undefined && other[0] === key && same(value, other[1])
  })
}
