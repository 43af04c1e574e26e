/** Lines: operations begin in the order in which they are asked, table by table; one that has to wait keeps those behind it. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Who stands in line. */
export interface Arrival {
  /** The lines in which it stands, each once. */
  readonly tables: ReadonlyArray<string>
  /** What it has to wait for once it is the first in all of them; it never rejects. */
  readonly until: () => Promise<unknown> | undefined
  readonly begin: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Lets who arrives begin: at once, where nobody stands before it and it has nothing to wait for. */
export const lines = (): ((arrival: Arrival) => void) => {
  const waiting = new Map<string, Array<Arrival>>()
  const held = new Set<Arrival>()

  const isFirst = (one: Arrival): boolean => one.tables.every((table) => waiting.get(table)?.[0] === one)

  const leave = (one: Arrival): void => {
    for (const table of one.tables) {
      const line = waiting.get(table)
      line?.shift()
      if (line?.length === 0) waiting.delete(table)
    }
    one.begin()
  }

  // All who can begin once something changed at the head of these lines.
  const advance = (tables: ReadonlyArray<string>): void => {
    const changed = [...tables]
    for (let table = changed.pop(); table !== undefined; table = changed.pop()) {
      const first = waiting.get(table)?.[0]
      if (first === undefined || held.has(first) || !isFirst(first)) continue
      const until = first.until()
      if (until === undefined) {
        changed.push(...first.tables)
        leave(first)
      } else {
        held.add(first)
        until.then(() => {
          held.delete(first)
          leave(first)
          advance(first.tables)
        })
      }
    }
  }

  return (arrival) => {
    if (arrival.tables.length === 0) return arrival.begin()
    for (const table of arrival.tables) {
      const line = waiting.get(table)
      if (line === undefined) waiting.set(table, [arrival])
      else line.push(arrival)
    }
    advance(arrival.tables)
  }
}
