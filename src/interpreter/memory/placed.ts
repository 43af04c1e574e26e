/**
 * Placed: a persistent map of values that know their places, in the order of those. A place begins with the four characters
 * of its hash. A trie over the hash, up to 32 ways at a time, leads to what has it, and a `Sorted` holds what shares it, such
 * as a partition: on the way nothing is compared, little memory is visited, and a change copies little.
 *
 * `get`, `set` and `remove` are O(log n). What holds the same has the same shape, however it came about.
 */
import * as Sorted from './sorted'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What can be kept here: its place is text of at least four characters up to U+00FF, then any. */
export interface HasPlace {
  readonly place: string
}

/** The values whose places begin with one hash: two at least. */
interface Many<V> {
  readonly _tag: 'Many'
  readonly hash: number
  readonly values: Sorted.Sorted<V>
}

/**
 * A node of the trie with at least two values below: the bits say which of 32 children there are, and the children follow
 * in order. One array is all that there is to a branch, so that little memory is visited.
 */
interface Branch<V> extends ReadonlyArray<number | Node<V>> {
  readonly 0: number
}

type Node<V> = Branch<V> | Many<V> | V

/** A persistent map of values by place. Laws: those of `Sorted`. */
export interface Placed<V extends HasPlace> {
  readonly root: Node<V> | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The map that holds nothing. */
export const empty: Placed<never> = { root: undefined }

const many = <V>(hash: number, values: Sorted.Sorted<V>): Many<V> => ({ _tag: 'Many', hash, values })

const isBranch = <V>(node: Node<V>): node is Branch<V> => Array.isArray(node)
const isMany = <V>(node: Many<V> | V): node is Many<V> => (node as Partial<Many<V>>)._tag === 'Many'

const ones = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

// Of a way, its bit; and the index in the array of the child that it leads to, or would.
const bitOf = (hash: number, shift: number): number => 1 << ((hash >>> shift) & 31)
const indexOf = (bits: number, bit: number): number => 1 + ones(bits & (bit - 1))

const withChild = <V>(branch: Branch<V>, at: number, child: Node<V>): Branch<V> => {
  const copy = branch.slice()
  copy[at] = child
  return copy as unknown as Branch<V>
}

const withMore = <V>(branch: Branch<V>, bit: number, at: number, child: Node<V>): Branch<V> => {
  const copy = new Array<number | Node<V>>(branch.length + 1)
  copy[0] = branch[0] | bit
  for (let i = 1; i < at; i++) copy[i] = branch[i] as Node<V>
  copy[at] = child
  for (let i = at; i < branch.length; i++) copy[i + 1] = branch[i] as Node<V>
  return copy as unknown as Branch<V>
}

const withLess = <V>(branch: Branch<V>, bit: number, at: number): Branch<V> => {
  const copy = branch.filter((_, i) => i !== at)
  copy[0] = branch[0] & ~bit
  return copy as unknown as Branch<V>
}

// -----------------------------------------------------------------------------
// combinators: finding
// -----------------------------------------------------------------------------

const step = 5
const top = 25

// The upper 30 of the 32 bits: six levels of the trie. What shares them is told apart by its text.
const hashOf = (place: string): number =>
  (place.charCodeAt(0) << 22) | (place.charCodeAt(1) << 14) | (place.charCodeAt(2) << 6) | (place.charCodeAt(3) >>> 2)

/** The value at a place. */
export const get = <V extends HasPlace>({ root }: Placed<V>, place: string): V | undefined => {
  if (root === undefined) return undefined
  const hash = hashOf(place)
  let node = root
  for (let shift = top; isBranch(node); shift -= step) {
    const bits = node[0]
    const bit = bitOf(hash, shift)
    if ((bits & bit) === 0) return undefined
    node = node[indexOf(bits, bit)] as Node<V>
  }
  return isMany(node) ? Sorted.get(node.values, place) : node.place === place ? node : undefined
}

// -----------------------------------------------------------------------------
// combinators: changing
// -----------------------------------------------------------------------------

// A branch, from a level on, for two nodes of different hashes.
const fork = <V>(x: Node<V>, xHash: number, y: Node<V>, yHash: number, shift: number): Branch<V> => {
  const bit = bitOf(xHash, shift)
  const other = bitOf(yHash, shift)
  if (bit === other) return [bit, fork(x, xHash, y, yHash, shift - step)] as unknown as Branch<V>
  return [bit | other, ...(xHash >>> shift < yHash >>> shift ? [x, y] : [y, x])] as unknown as Branch<V>
}

const insert = <V extends HasPlace>(node: Node<V>, hash: number, value: V, shift: number): Node<V> => {
  if (isBranch(node)) {
    const bits = node[0]
    const bit = bitOf(hash, shift)
    const at = indexOf(bits, bit)
    if ((bits & bit) === 0) return withMore(node, bit, at, value)
    const before = node[at] as Node<V>
    const after = insert(before, hash, value, shift - step)
    return after === before ? node : withChild(node, at, after)
  }
  if (isMany(node)) {
    if (node.hash !== hash) return fork<V>(node, node.hash, value, hash, shift)
    const values = Sorted.set(node.values, value.place, value)
    return values === node.values ? node : many(hash, values)
  }
  if (node.place === value.place) return value
  const known = hashOf(node.place)
  return known === hash
    ? many(hash, Sorted.set(Sorted.set<V>(Sorted.empty, node.place, node), value.place, value))
    : fork<V>(node, known, value, hash, shift)
}

/** The map with a value at its place: the map itself where that value stands there. */
export const set = <V extends HasPlace>(map: Placed<V>, value: V): Placed<V> => {
  const root = map.root === undefined ? value : insert(map.root, hashOf(value.place), value, top)
  return root === map.root ? map : { root }
}

const take = <V extends HasPlace>(node: Node<V>, hash: number, place: string, shift: number): Node<V> | undefined => {
  if (!isBranch(node)) {
    if (!isMany(node)) return node.place === place ? undefined : node
    const values = Sorted.remove(node.values, place)
    return values === node.values ? node : values.size > 1 ? many(hash, values) : Sorted.toEntries(values)[0]?.[1]
  }
  const bits = node[0]
  const bit = bitOf(hash, shift)
  if ((bits & bit) === 0) return node
  const at = indexOf(bits, bit)
  const before = node[at] as Node<V>
  const after = take(before, hash, place, shift - step)
  if (after === before) return node
  const branch = after === undefined ? withLess(node, bit, at) : withChild(node, at, after)
  const only = branch[1] as Node<V>
  return branch.length === 2 && !isBranch(only) ? only : branch
}

/** The map without a place: the map itself where nothing stands there. */
export const remove = <V extends HasPlace>(map: Placed<V>, place: string): Placed<V> => {
  if (map.root === undefined) return map
  const root = take(map.root, hashOf(place), place, top)
  return root === map.root ? map : { root }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Goes on for as long as it answers `true`. */
export type Visit<V> = (value: V) => boolean

/** Which entries are visited, in which direction. */
interface Walk<V> {
  readonly low: string
  readonly high: string
  readonly back: boolean
  readonly visit: Visit<V>
}

const last = 2 ** 30 - 1

// `from` and `to` are what is left of the hashes of the bounds: below an edge of the range the range goes on, and between
// the edges everything is in it.
const go = <V extends HasPlace>(node: Node<V>, from: number, to: number, shift: number, walk: Walk<V>): boolean => {
  const { low, high, back, visit } = walk
  if (!isBranch(node)) {
    if (isMany(node)) return (back ? Sorted.descend : Sorted.ascend)(node.values, low, high, visit)
    return node.place < low || node.place >= high || visit(node)
  }
  const bits = node[0]
  const first = from >>> shift
  const final = to >>> shift
  const below = (1 << shift) - 1
  for (let i = 0; i <= final - first; i++) {
    const way = back ? final - i : first + i
    const bit = 1 << way
    if ((bits & bit) === 0) continue
    const child = node[indexOf(bits, bit)] as Node<V>
    const goesOn = go(child, way === first ? from & below : 0, way === final ? to & below : below, shift - step, walk)
    if (!goesOn) return false
  }
  return true
}

const start = <V extends HasPlace>({ root }: Placed<V>, walk: Walk<V>): boolean => {
  const { low, high } = walk
  if (root === undefined || low >= high) return true
  const to = high.length < 4 || high.charCodeAt(0) > 255 ? last : hashOf(high)
  return go(root, low.length < 4 ? 0 : hashOf(low), to, top, walk)
}

/** Visits the values from `low` to below `high`, lowest first; whether every visit answered `true`. */
export const ascend = <V extends HasPlace>(map: Placed<V>, low: string, high: string, visit: Visit<V>): boolean =>
  start(map, { low, high, back: false, visit })

/** Visits the values from below `high` down to `low`, highest first; whether every visit answered `true`. */
export const descend = <V extends HasPlace>(map: Placed<V>, low: string, high: string, visit: Visit<V>): boolean =>
  start(map, { low, high, back: true, visit })

/** All values, in order. */
export const values = <V extends HasPlace>(map: Placed<V>): ReadonlyArray<V> => {
  const all: Array<V> = []
  ascend(map, '', '\uffff', (value) => {
    all.push(value)
    return true
  })
  return all
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

const equalsNode = <V extends HasPlace>(x: Node<V>, y: Node<V>, same: (x: V, y: V) => boolean): boolean => {
  if (x === y) return true
  if (isBranch(x)) {
    return (
      isBranch(y) &&
      x[0] === y[0] &&
      x.every((child, i) => i === 0 || equalsNode(child as Node<V>, y[i] as Node<V>, same))
    )
  }
  if (isBranch(y)) return false
  if (isMany(x)) return isMany(y) && Sorted.equals(x.values, y.values, same)
  return !isMany(y) && x.place === y.place && same(x, y)
}

/** Whether two maps hold equal values at the same places. What they share is not visited. */
export const equals = <V extends HasPlace>(x: Placed<V>, y: Placed<V>, same: (x: V, y: V) => boolean): boolean =>
  x.root === y.root || (x.root !== undefined && y.root !== undefined && equalsNode(x.root, y.root, same))
