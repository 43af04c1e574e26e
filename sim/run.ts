/** Run: how a scenario is run, and what is written down of it. */

import type { Checkpoint } from '../src/program/checkpoint/Checkpoint'
import type { Middleware } from '../src/program/Interpreter'
import type * as Replicate from '../src/program/Replicate'
import type { Consume } from './Consume'
import type { Doom, Process } from './process'
import type { Stage } from './stage'
import { type Defect, flawless, type Verdict } from './verdict'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** When each process dies, the first, second, … one. */
export type Doomed = (incarnation: number) => Doom

/** How a scenario is run: with nothing, as it is. */
export interface Run {
  /** Takes each line of what happens. */
  readonly line?: (text: string) => void
  /** When processes die, by their numbers: as chance has it. */
  readonly doom?: Doomed
  /** What consumes instead of `Stream.consume`. */
  readonly consume?: Consume
  /** What happens to each interpreter of a process. */
  readonly middleware?: (process: Process) => Middleware
  /** What becomes of the checkpoint of a process. */
  readonly checkpoint?: (checkpoint: Checkpoint) => Checkpoint
  /** The clock of the processes. */
  readonly now?: () => number
  /** What each process replicates with, instead of what its scenario says. */
  readonly writes?: Replicate.Writes
}

/** What is written down. */
export interface Recorder {
  readonly note: (defect: Defect, what: string) => void
  readonly crashed: (kind: string) => void
  readonly verdict: () => Verdict
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** How many defects of a seed are told in words. */
const told = 5

/** Nothing is written down yet. */
export const recorder = ({ scenario: { seed, subject }, world, faults, truth }: Stage): Recorder => {
  const defects = { ...flawless } as { [D in Defect]: number }
  const crashes: { [kind: string]: number } = {}
  const failing: Array<{ readonly seed: number; readonly what: string }> = []
  return {
    note: (defect, what) => {
      defects[defect]++
      world.trace(`DEFECT ${defect}: ${what}`)
      if (failing.length < told) failing.push({ seed, what: `${subject}: ${defect}: ${what}` })
    },
    crashed: (kind) => {
      crashes[kind] = (crashes[kind] ?? 0) + 1
    },
    verdict: () => ({
      seeds: 1,
      records: truth.all().length,
      defects,
      faults: faults.counts(),
      crashes,
      events: world.events(),
      failing,
    }),
  }
}
