/**
 * Process: what can die. All that it waits for goes through the world's queue; once it is dead nothing that it waits for comes,
 * so that its code stands still for ever, wherever it is, as that of a process that was killed.
 */
import { onAbort } from '../src/program/time/onAbort'
import type { Timer } from '../src/program/time/Timer'
import type { Random } from './random'
import type { World } from './world'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** When a process dies: asked at each await, by its kind and its number from 1 on. */
export type Doom = (kind: string, number: number) => 'before' | 'during' | undefined

/** A process. */
export interface Process {
  readonly name: string
  readonly alive: () => boolean
  /** Waits for something that takes so long; what it gives is worked out when it is there. */
  readonly wait: <A>(kind: string, milliseconds: number, answer: () => A) => Promise<A>
  /**
   * Asks someone else: the request is on its way for some time, and then the answer. If the process dies meanwhile, `orphaned`
   * says what becomes of the request, given what it would do.
   */
  readonly ask: <A>(
    kind: string,
    latency: Latency,
    request: () => A,
    orphaned: (request: () => A) => void,
  ) => Promise<A>
  readonly timer: Timer
}

/** How long a request and its answer are on their ways, in milliseconds. */
export interface Latency {
  readonly there: number
  readonly back: number
}

/** A process that lives. */
export interface ProcessOptions {
  readonly name: string
  readonly world: World
  readonly random: Random
  readonly doom: Doom
  /** Told that it was killed, at an await of this kind. */
  readonly onKilled?: (kind: string) => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const never = <A>(): Promise<A> => new Promise(() => undefined)

/** Starts a process. */
export const processOf = ({ name, world, random, doom, onKilled }: ProcessOptions): Process => {
  let living = true
  let awaits = 0

  const die = (kind: string): void => {
    if (!living) return
    living = false
    world.trace(`${name} dies at ${kind}`)
    world.forget(name)
    onKilled?.(kind)
  }

  /** Whether it lives on: it may die here, or while it waits. */
  const survives = (kind: string, milliseconds: number): boolean => {
    if (!living) return false
    awaits++
    const death = doom(kind, awaits)
    if (death === 'before') die(kind)
    if (death === 'during')
      world.schedule(random.next() * milliseconds, { what: 'death', owner: name, run: () => die(kind) })
    return living
  }

  const ask: Process['ask'] = <A>(
    kind: string,
    { there, back }: Latency,
    request: () => A,
    orphaned: (request: () => A) => void,
  ) =>
    survives(kind, there + back)
      ? new Promise<A>((resolve) => {
          const arrive = () => {
            const answer = request()
            world.schedule(back, { what: `${kind} answered`, owner: name, run: () => resolve(answer) })
          }
          world.schedule(there, { what: kind, owner: name, run: arrive, orphaned: () => orphaned(request) })
        })
      : never<A>()

  const sleep: Timer['sleep'] = (milliseconds, signal) =>
    survives('sleep', milliseconds)
      ? new Promise((resolve) => {
          const wake = { what: 'wakes', owner: name, run: () => end() }
          const waking = world.schedule(signal?.aborted ? 0 : milliseconds, wake)
          const forget = onAbort(signal, () => {
            world.cancel(waking)
            if (living) world.schedule(0, wake)
          })
          const end = () => {
            forget()
            resolve()
          }
        })
      : never()

  return {
    name,
    alive: () => living,
    wait: <A>(kind: string, milliseconds: number, answer: () => A) =>
      survives(kind, milliseconds)
        ? new Promise<A>((resolve) => {
            world.schedule(milliseconds, { what: kind, owner: name, run: () => resolve(answer()) })
          })
        : never<A>(),
    ask,
    timer: { random: random.next, sleep },
  }
}
