/** Faults: what can go wrong, how often in a run it may, and how often it did. */
import type { Random } from './random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What goes wrong. */
export const kinds = [
  /** A process is killed at an await. */
  'crash',
  /** Done, but answered as if it might not have been. */
  'lostAnswer',
  'throttled',
  /** Never done. */
  'unsent',
  /** A write that its process has given up, and that is done a while later. */
  'lateWrite',
  /** A write that is done after its process has died. */
  'lateOfDead',
  /** Writes of a batch that are not processed. */
  'unprocessed',
  /** No records, though there are some. */
  'emptyAnswer',
  /** Fewer records than there are. */
  'shortAnswer',
  /** An iterator is used a second time, and this second answer is the one that is given. */
  'readTwice',
  /** Not all shards in one description. */
  'shortDescription',
  /** A description that does not yet have the newest shards. */
  'staleDescription',
  'split',
  'rollOver',
  'expiredIterator',
  'trimmed',
  'secondProcess',
  'handlerFailed',
  'handlerThrew',
  'poison',
  'saveFailed',
  /** Saved, but answered as failed. */
  'saveAnswerLost',
  'streamSwitched',
  'timeToLive',
] as const

/** A kind of fault. */
export type Kind = (typeof kinds)[number]

/** How often each kind happened. */
export type Counts = { readonly [K in Kind]: number }

/** How likely each kind is where it can happen, from 0 to 1; what is left out does not happen. */
export type Chances = { readonly [K in Kind]?: number }

/** The faults of a run. */
export interface Faults {
  /** Whether something goes wrong here; it is counted where it does. */
  readonly strikes: (kind: Kind) => boolean
  /** Whether a process shall die here; it is counted when it does. */
  readonly dooms: () => boolean
  /** Counts what happened by other ways. */
  readonly happened: (kind: Kind) => void
  /** From now on nothing goes wrong any more. */
  readonly cease: () => void
  readonly counts: () => Counts
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Nothing happened. */
export const none: Counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Counts

/** Faults as chance has them. */
export const faultsOf = (random: Random, chances: Chances): Faults => {
  const counts = { ...none } as { [K in Kind]: number }
  let over = false
  return {
    strikes: (kind) => {
      const chance = chances[kind] ?? 0
      if (over || chance === 0 || !random.chance(chance)) return false
      counts[kind]++
      return true
    },
    dooms: () => !over && random.chance(chances.crash ?? 0),
    happened: (kind) => {
      counts[kind]++
    },
    cease: () => {
      over = true
    },
    counts: () => ({ ...counts }),
  }
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The monoid of counts: what happened in both. */
export const Monoid = {
  concat: (x: Counts, y: Counts): Counts =>
    Object.fromEntries(kinds.map((kind) => [kind, x[kind] + y[kind]])) as Counts,
  empty: none,
}
