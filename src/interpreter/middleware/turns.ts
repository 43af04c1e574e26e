/** Turns and slots: who may begin, in the order of arrival. Nobody looks again and again; each is called. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A place in the queues of some tables. */
export interface Turn {
  /** Resolves once all who came before, to any of the tables, have begun or left. */
  readonly come: Promise<unknown>
  /** Lets the next come. */
  readonly pass: () => void
}

/** As many at once. */
export interface Slots {
  /** Resolves once there is one. */
  readonly take: () => Promise<void>
  readonly release: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Queues by table. Who arrives stands in all of its queues at one moment, so that no two wait for each other. */
export const queues = (): ((tables: ReadonlyArray<string>) => Turn) => {
  const last = new Map<string, Promise<void>>()
  return (tables) => {
    const come = Promise.all(tables.map((table) => last.get(table)))
    let pass = () => {}
    const passed = new Promise<void>((resolve) => {
      pass = resolve
    })
    for (const table of tables) last.set(table, passed)
    return { come, pass: () => pass() }
  }
}

/** Slots for so many at once, in the order in which they are asked for. */
export const slots = (most: number): Slots => {
  let free = most
  const waiting: Array<() => void> = []
  return {
    take: () => {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve))
      free--
      return Promise.resolve()
    },
    release: () => {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    },
  }
}
