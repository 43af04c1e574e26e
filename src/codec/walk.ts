/** Walk: what goes through values of any shape keep: the place, what was wrong, and how much further to go. */

import type { Mismatch } from '../value/Mismatch'
import { maxItemBytes } from '../value/measure'
import type { Segment } from '../value/Path'

/** A walk through a value. It ends: cycles and values shared exponentially often run out of depth and of nodes. */
export interface Walk {
  /** Where the walk is. */
  readonly path: Array<Segment>
  /** What was wrong so far. */
  readonly found: Array<Mismatch>
  /** How many nodes may still be visited: each takes a byte at least, so that more than this do not fit into an item. */
  nodes: number
}

/** A walk that begins at a place. */
export const walk = (path: ReadonlyArray<Segment>): Walk => ({ path: [...path], found: [], nodes: maxItemBytes })

/** Whether the walk is over. */
export const isOver = (w: Walk): boolean => w.nodes <= 0

/** Notes what is wrong where the walk is. */
export const wrong = (w: Walk, expected: string, actual: unknown): void => {
  w.found.push({ path: [...w.path], expected, actual })
}

/** Visits a node with room for so many levels of containers; `false`, and the end of the walk, where there is none. */
export const visit = (w: Walk, room: number): boolean => {
  w.nodes = room < 0 ? 0 : w.nodes - 1
  return w.nodes > 0
}

/** Goes one step down for the time of `inner`. */
export const within = <A>(w: Walk, segment: Segment, inner: () => A): A => {
  w.path.push(segment)
  const a = inner()
  w.path.pop()
  return a
}
