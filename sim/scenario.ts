/** Scenario: what a seed asks for. */
import type { Chances } from './faults'
import { type Random, randomOf } from './random'
import type { Workload } from './tables'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is tried out: a consumer, or a replication that writes in one of two ways. */
export type Subject = 'consumer' | 'lastRecordWins' | 'guarded'

/** How long the clock stands still for everyone, and then is on: over expiry, roll-over or trimming. */
export type Nap = 'iterators' | 'shards' | 'records'

/** What happens in one run. */
export interface Scenario {
  readonly seed: number
  readonly subject: Subject
  readonly workload: Workload
  /** Items that there are before there is a stream. */
  readonly initial: number
  readonly position: 'trimHorizon' | 'latest' | 'time'
  readonly splits: number
  readonly naps: ReadonlyArray<Nap>
  /** How often the stream is switched off and on. */
  readonly switches: number
  /** How often another process begins beside the one there is. */
  readonly seconds: number
  readonly chances: Chances
  /** The longest that a write is late, in milliseconds. */
  readonly latest: number
  /** Where the place is kept. */
  readonly checkpoint: 'memory' | 'table'
  /** Of each process. */
  readonly settings: Settings
}

/** How a consumer or a replication is set. */
export interface Settings {
  readonly batch: number
  readonly concurrency: number
  readonly limit: number
  readonly checkpointEvery: number
  readonly readsPerSecond: number
  readonly attempts: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const napsOf = (random: Random): ReadonlyArray<Nap> => [
  ...(random.chance(0.3) ? (['iterators'] as const) : []),
  ...(random.chance(0.25) ? (['shards'] as const) : []),
  ...(random.chance(0.2) ? (['records'] as const) : []),
]

/** How likely each kind is, in a run where everything is as bad as `badness`, from 0 to 1. */
const chancesOf = (random: Random, badness: number): Chances => {
  const upTo = (most: number) => (random.chance(0.5) ? random.next() * most * badness : 0)
  return {
    crash: upTo(0.03),
    lostAnswer: upTo(0.1),
    throttled: upTo(0.15),
    unsent: upTo(0.1),
    lateWrite: upTo(0.1),
    lateOfDead: upTo(1),
    unprocessed: upTo(0.5),
    emptyAnswer: upTo(0.5),
    shortAnswer: upTo(0.5),
    readTwice: upTo(0.5),
    shortDescription: upTo(0.7),
    staleDescription: upTo(0.7),
    handlerFailed: upTo(0.2),
    handlerThrew: upTo(0.1),
    poison: upTo(0.05),
    saveFailed: upTo(0.2),
    saveAnswerLost: upTo(0.2),
  }
}

/** The scenario of a seed. */
export const scenarioOf = (seed: number): Scenario => {
  const random = randomOf(seed, 0)
  const subject = random.pick<Subject>(['consumer', 'consumer', 'lastRecordWins', 'guarded', 'guarded'])
  const chances = chancesOf(random, random.pick([0, 0.3, 1, 1]))
  // What is promised of plain writes, is so while nobody else writes, dead or alive.
  const alone = subject === 'lastRecordWins'
  return {
    seed,
    subject,
    workload: {
      partitions: random.whole(1, 4),
      perPartition: random.whole(1, 3),
      writes: random.whole(10, 120),
      duration: random.pick([1_000, 10_000, 60_000]),
    },
    initial: random.pick([0, 0, 3, 10]),
    position: random.pick(['trimHorizon', 'trimHorizon', 'latest', 'time']),
    splits: random.pick([0, 0, 1, 2, 3]),
    naps: napsOf(random),
    switches: random.chance(0.12) ? 1 : 0,
    seconds: !alone && random.chance(0.25) ? random.whole(1, 2) : 0,
    chances: alone ? { ...chances, lateWrite: 0, lateOfDead: 0 } : chances,
    latest: random.pick([100, 5_000, 60_000, 1_800_000]),
    checkpoint: random.pick(['memory', 'table']),
    settings: {
      batch: random.pick([1, 3, 10, 100]),
      concurrency: random.pick([1, 2, 8]),
      limit: random.pick([1, 5, 1_000]),
      checkpointEvery: random.pick([0, 200, 1_000, 10_000]),
      readsPerSecond: random.pick([5, 50, Number.POSITIVE_INFINITY]),
      attempts: random.whole(1, 4),
    },
  }
}
