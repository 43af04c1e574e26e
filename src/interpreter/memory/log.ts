/**
 * Log: a persistent sequence to whose end values are added and from whose beginning they are dropped. Its values keep their
 * numbers, 0 for the first that ever was added.
 *
 * The newest values are a list, to which one is added in O(1); 32 of them make a leaf of a trie, 32 ways at a time. `append` is
 * O(1), amortised; `get` and `drop` are O(log n); reading k values on from any is O(log n + k).
 */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

interface Newest<A> {
  readonly last: A
  readonly before: Newest<A> | undefined
}

/** A leaf of 32 values, or a branch of up to 32 nodes; what was dropped is not there. */
type Node<A> = ReadonlyArray<A> | ReadonlyArray<Node<A> | undefined>

/**
 * A persistent log. Laws: with `toArray`, `append` is an array's own, and `drop` is its `slice`; no operation changes a log that
 * was there before.
 */
export interface Log<A> {
  /** The number of the first value that is left. */
  readonly start: number
  /** The number that the next value is given. */
  readonly end: number
  /** How many branches there are above a leaf. */
  readonly levels: number
  readonly root: Node<A> | undefined
  /** The values that make no leaf yet, newest first: `end % 32` of them. */
  readonly newest: Newest<A> | undefined
}

const width = 32

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The log that holds nothing. */
export const empty: Log<never> = { start: 0, end: 0, levels: 0, root: undefined, newest: undefined }

// Oldest first.
const listed = <A>(newest: Newest<A> | undefined, count: number): ReadonlyArray<A> => {
  const list = new Array<A>(count)
  let node = newest
  for (let i = count - 1; node !== undefined && i >= 0; i--) {
    list[i] = node.last
    node = node.before
  }
  return list
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Branch<A> = ReadonlyArray<Node<A> | undefined>

// Of the leaf of a number, the way to it from a branch of a level.
const wayTo = (leaf: number, level: number): number => Math.floor(leaf / width ** (level - 1)) % width

const withLeaf = <A>(node: Node<A> | undefined, level: number, at: number, leaf: ReadonlyArray<A>): Node<A> => {
  if (level === 0) return leaf
  const copy = node === undefined ? [] : (node as Branch<A>).slice()
  const way = wayTo(at, level)
  copy[way] = withLeaf<A>(copy[way], level - 1, at, leaf)
  return copy
}

/** The log with another value at its end. */
export const append = <A>({ start, end: at, levels, root, newest: before }: Log<A>, last: A): Log<A> => {
  const end = at + 1
  const newest = { last, before }
  if (end % width !== 0) return { start, end, levels, root, newest }
  const leaf = end / width - 1
  const higher = leaf >= width ** levels
  const level = higher ? levels + 1 : levels
  const grown = withLeaf<A>(higher ? [root] : root, level, leaf, listed(newest, width))
  return { start, end, levels: level, root: grown, newest: undefined }
}

const fromLeaf = <A>(node: Node<A> | undefined, level: number, first: number): Node<A> | undefined => {
  if (level === 0 || node === undefined) return node
  const way = wayTo(first, level)
  return (node as Branch<A>).map((child, i) =>
    i < way ? undefined : i === way ? fromLeaf<A>(child, level - 1, first) : child,
  )
}

/** The log without the values of lower numbers than `start`. Up to 31 of them may be held in memory on. */
export const drop = <A>(log: Log<A>, start: number): Log<A> => {
  if (!(start > log.start)) return log
  const first = Math.floor(Math.min(start, log.end) / width)
  const root = first < width ** log.levels ? fromLeaf<A>(log.root, log.levels, first) : undefined
  return { ...log, start: Math.min(start, log.end), root }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const leafAt = <A>({ levels, root }: Log<A>, leaf: number): ReadonlyArray<A> => {
  let node = root
  for (let level = levels; level > 0; level--) node = (node as Branch<A>)[wayTo(leaf, level)]
  return node as ReadonlyArray<A>
}

/** The value of a number, if it is in the log. */
export const get = <A>(log: Log<A>, at: number): A | undefined => {
  const { start, end } = log
  if (at < start || at >= end) return undefined
  if (at < end - (end % width)) return leafAt(log, Math.floor(at / width))[at % width]
  let node = log.newest
  for (let i = end - 1; i > at; i--) node = node?.before
  return node?.last
}

/** The number of the first value of which something is true, and of all after it too; the end where there is none. */
export const find = <A>(log: Log<A>, holds: (a: A) => boolean): number => {
  let low = log.start
  let high = log.end
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(get(log, middle) as A)) high = middle
    else low = middle + 1
  }
  return low
}

/** Visits the values from a number on, for as long as the visit answers `true`. */
export const visit = <A>(log: Log<A>, from: number, on: (a: A) => boolean): void => {
  const { start, end, newest } = log
  const whole = end - (end % width)
  for (let at = Math.max(start, from); at < end; ) {
    const leaf = at < whole ? leafAt(log, Math.floor(at / width)) : listed(newest, end - whole)
    for (let i = at % width; i < leaf.length; i++, at++) if (!on(leaf[i] as A)) return
  }
}

/** All values, oldest first. */
export const toArray = <A>(log: Log<A>): ReadonlyArray<A> => {
  const all: Array<A> = []
  visit(log, log.start, (a) => {
    all.push(a)
    return true
  })
  return all
}
