/** Linearisation: whether some order of calls that overlapped explains what each of them answered. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Something that happened between two moments. */
export interface Happened<S> {
  readonly began: number
  readonly ended: number
  /** The states that it may have left behind, had it happened at once in a state; none, where it cannot have been then. */
  readonly after: (state: S) => ReadonlyArray<S>
}

/** The longest order that was found, of what happened; it explains all of it, or the rest cannot follow. */
export interface Explained<H, S> {
  readonly order: ReadonlyArray<H>
  readonly state: S
  /** What would have had to follow, any of it, and cannot. */
  readonly rest: ReadonlyArray<H>
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Searches the orders in which nothing stands before what had ended when it began. A state that was met before with the same
 * things still to come is not gone on from twice.
 *
 * Source: J. Wing, C. Gong: Testing and verifying concurrent objects, 1993.
 */
export const linearise = <H extends Happened<S>, S>(
  all: ReadonlyArray<H>,
  initial: S,
  same: (x: S, y: S) => boolean,
): Explained<H, S> => {
  const met = new Map<string, Array<S>>()
  const isNew = (left: ReadonlyArray<H>, state: S): boolean => {
    const key = left.map((one) => all.indexOf(one)).join()
    const states = met.get(key) ?? []
    if (states.some((other) => same(other, state))) return false
    met.set(key, [...states, state])
    return true
  }
  const nextOf = (left: ReadonlyArray<H>): ReadonlyArray<H> => {
    const firstEnd = Math.min(...left.map(({ ended }) => ended))
    return left.filter(({ began }) => began <= firstEnd)
  }
  let best: Explained<H, S> = { order: [], state: initial, rest: nextOf(all) }

  const isExplained = (order: ReadonlyArray<H>, state: S, left: ReadonlyArray<H>): boolean => {
    const rest = nextOf(left)
    if (order.length > best.order.length) best = { order, state, rest }
    if (left.length === 0) return true
    if (rest.length > 1 && !isNew(left, state)) return false
    return rest.some((one) => {
      const without = left.filter((other) => other !== one)
      return one.after(state).some((after) => isExplained([...order, one], after, without))
    })
  }

  isExplained([], initial, all)
  return best
}
