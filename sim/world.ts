/**
 * World: one queue for all that happens, in virtual time. An event runs, what it woke runs on until it waits again, and then
 * the next event is picked: chance decides among those whose time has come. Nothing else makes anything happen.
 */
import type { Random } from './random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Something that will happen. */
export interface Event {
  /** When, in milliseconds of the epoch. */
  readonly at: number
  readonly what: string
  /** Who it happens to: it does not once they are dead. */
  readonly owner?: string
  readonly run: () => void
  /** What becomes of it when its owner dies. */
  readonly orphaned?: () => void
}

/** What happens, and when. */
export interface World {
  readonly now: () => number
  readonly random: Random
  readonly schedule: (milliseconds: number, event: Omit<Event, 'at'>) => Event
  readonly cancel: (event: Event) => void
  /** Drops the events of an owner, who does not live any longer. */
  readonly forget: (owner: string) => void
  /** Time passes at once: what was to happen meanwhile happens late. */
  readonly jump: (milliseconds: number) => void
  /** Lets things happen until something holds (true), or nothing is left, or so much time has passed (false). */
  readonly run: (until: () => boolean, milliseconds: number) => Promise<boolean>
  /** Whether something is to happen that is nobody's: a late write, a beginning. */
  readonly isLoose: () => boolean
  /** How many events there were. */
  readonly events: () => number
  /** Writes a line of what happens. */
  readonly trace: (line: string) => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** When every simulation begins: 2026-11-22T10:00:00Z. */
export const beginning = Date.UTC(2026, 10, 22, 10)

/** All that promises have to do is done before this resolves. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** An empty world. */
export const world = (random: Random, line?: (text: string) => void): World => {
  let now = beginning
  let events = 0
  const queue: Array<Event> = []

  const drop = (index: number): void => {
    const last = queue.pop()
    if (last !== undefined && index < queue.length) queue[index] = last
  }

  /** The index of what happens next: any of what is due, or else the earliest. */
  const pick = (): number => {
    let chosen = -1
    let due = 0
    for (let i = 0; i < queue.length; i++) {
      const at = queue[i]?.at ?? 0
      if (at <= now) {
        due++
        if (due === 1 || random.chance(1 / due)) chosen = i
      } else if (due === 0 && (chosen < 0 || at < (queue[chosen]?.at ?? 0))) chosen = i
    }
    return chosen
  }

  const trace = (text: string): void => line?.(`${String(now - beginning).padStart(9)} ${text}`)

  return {
    now: () => now,
    random,
    schedule: (milliseconds, event) => {
      // Whole milliseconds, and so texts of times that can be read.
      const made = { ...event, at: now + Math.round(milliseconds) }
      queue.push(made)
      return made
    },
    cancel: (event) => {
      const index = queue.indexOf(event)
      if (index >= 0) drop(index)
    },
    forget: (owner) => {
      const orphans = queue.filter((event) => event.owner === owner)
      const others = queue.filter((event) => event.owner !== owner)
      queue.splice(0, queue.length, ...others)
      for (const { orphaned } of orphans) orphaned?.()
    },
    jump: (milliseconds) => {
      now += milliseconds
    },
    run: async (until, milliseconds) => {
      const end = now + milliseconds
      await settled()
      while (!until()) {
        const index = pick()
        const event = queue[index]
        if (event === undefined) return false
        if (event.at > end) {
          now = Math.max(now, end)
          return false
        }
        drop(index)
        now = Math.max(now, event.at)
        events++
        if (line !== undefined) trace(`${event.owner ?? '-'} ${event.what}`)
        event.run()
        await settled()
      }
      return true
    },
    isLoose: () => queue.some(({ owner }) => owner === undefined),
    events: () => events,
    trace,
  }
}
