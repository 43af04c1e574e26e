/** Run: how a scenario is run, and what is written down of it. */

import type { Checkpoint } from '../src/program/checkpoint/Checkpoint'
import type { Middleware } from '../src/program/Interpreter'
import type * as Replicate from '../src/program/Replicate'
import type { Consume } from './consumer'
import type { Faults } from './faults'
import type { Doom, Process } from './process'
import type { Random } from './random'
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

/** Deaths while something is written are the ones that leave something behind. */
const writing: ReadonlySet<string> = new Set(['BatchWriteItem', 'TransactWriteItems', 'UpdateItem', 'save'])

/** Deaths as chance has them. */
export const chanceOf =
  (faults: Faults, random: Random): Doomed =>
  () =>
  (kind) =>
    faults.dooms() || (writing.has(kind) && (faults.dooms() || faults.dooms()))
      ? random.pick(['before', 'during'])
      : undefined

/** What is written down. */
export interface Recorder {
  readonly note: (defect: Defect, what: string) => void
  readonly crashed: (kind: string) => void
  readonly verdict: () => Verdict
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Whether what went wrong explains that a process ended with an error of this kind. */
export const explained = ({ faults, mayLose }: Stage, tag: string): boolean => {
  const counts = faults.counts()
  const doubts = counts.lostAnswer + counts.saveAnswerLost + counts.lateWrite + counts.crash
  switch (tag) {
    case 'Refused':
      return counts.handlerFailed > 0
    case 'CheckpointLost':
      return counts.secondProcess + doubts > 0
    case 'CheckpointFailed':
      return counts.saveFailed + counts.throttled + counts.unsent + doubts > 0
    case 'NoStream':
      return mayLose()
    default:
      return false
  }
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
