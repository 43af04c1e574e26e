/** Supervisor: starts a process, and another one whenever none is left; sometimes one too many. */
import type { Faults } from './faults'
import { type Doom, type Process, processOf } from './process'
import type { Random } from './random'
import type { World } from './world'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is supervised. */
export interface Supervised<A> {
  readonly world: World
  readonly random: Random
  readonly faults: Faults
  /** When the processes die. */
  readonly doom: (incarnation: number) => Doom
  /** What a process does; it ends once the signal fires. */
  readonly run: (process: Process, signal: AbortSignal) => Promise<A>
  readonly onCrash: (kind: string) => void
  /** Told how one ended by itself. */
  readonly onEnded: (process: Process, result: A, stopped: boolean) => void
  readonly onRejected: (process: Process, thrown: unknown) => void
}

/** Processes that are looked after. */
export interface Supervisor {
  readonly start: () => void
  /** Ends all of them gracefully, and begins no more. */
  readonly stop: () => void
  readonly alive: () => number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** So many processes, and no more: those that cannot begin are not begun for ever. */
const most = 300

/** Looks after processes. */
export const supervise = <A>(supervised: Supervised<A>): Supervisor => {
  const { world, random, faults, doom, run, onCrash, onEnded, onRejected } = supervised
  const living = new Map<Process, AbortController>()
  let incarnations = 0
  let stopped = false

  const goOn = (): void => {
    if (living.size > 0 || stopped || incarnations >= most) return
    world.schedule(random.pick([0, 100, 5_000, 60_000]) * random.next(), {
      what: 'restart',
      run: () => {
        if (living.size === 0 && !stopped) start()
      },
    })
  }
  const start = (): void => {
    const number = ++incarnations
    const process = processOf({
      name: `#${number}`,
      world,
      random,
      doom: doom(number),
      onKilled: (kind) => {
        living.delete(process)
        faults.happened('crash')
        onCrash(kind)
        goOn()
      },
    })
    const stop = new AbortController()
    living.set(process, stop)
    if (living.size > 1) faults.happened('secondProcess')
    run(process, stop.signal).then(
      (result) => {
        living.delete(process)
        world.trace(`${process.name} ends: ${JSON.stringify(result)}`)
        onEnded(process, result, stop.signal.aborted)
        goOn()
      },
      (thrown) => {
        living.delete(process)
        onRejected(process, thrown)
        goOn()
      },
    )
  }
  return {
    start,
    stop: () => {
      stopped = true
      for (const stop of living.values()) stop.abort()
    },
    alive: () => living.size,
  }
}
