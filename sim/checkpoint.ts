/** Checkpoint: a place for a process, over which things go wrong too, and which is told what is claimed and saved. */

import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import type { Checkpoint, Claim } from '../src/program/checkpoint/Checkpoint'
import type { CheckpointFailed, CheckpointLost } from '../src/program/errors'
import type { Faults } from './faults'
import type { Process } from './process'
import type { Random } from './random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is told of a checkpoint. */
export interface Witness {
  readonly claimed: (value: unknown) => void
  /** Saved, as far as the process that did it knows. */
  readonly saved: (value: unknown) => void
}

/** A place that survives processes: what `Checkpoint.inMemory()` promises, and no promise in it. */
export interface Place {
  readonly claim: () => Claim
  readonly save: (claim: Claim, value: Json) => E.Either<CheckpointLost, Claim>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A place with nothing in it. */
export const place = (): Place => {
  let version = 0
  let value: Json | undefined
  return {
    claim: () => {
      version++
      return value === undefined ? { version } : { version, value }
    },
    save: (claim, next) => {
      if (claim.version !== version) return E.left({ _tag: 'CheckpointLost' })
      version++
      value = next
      return E.right({ version, value: next })
    },
  }
}

const failed = E.left<CheckpointFailed>({ _tag: 'CheckpointFailed', message: 'a fault of the simulation' })

/** A place, as a process can reach it. */
export const remote = (at: Place, process: Process, faults: Faults, random: Random): Checkpoint => {
  const latency = () => ({ there: random.next() * 10, back: random.next() * 10 })
  const lost = (request: () => unknown) => void (random.chance(0.5) && request())
  const ask = <L, A>(kind: string, request: () => E.Either<L, A>): Promise<E.Either<L | CheckpointFailed, A>> => {
    const { there, back } = latency()
    if (faults.strikes('saveFailed')) return process.wait(kind, there + back, () => failed)
    if (!faults.strikes('saveAnswerLost')) return process.ask(kind, { there, back }, request, lost)
    const unheard = () => {
      request()
      return failed
    }
    return process.ask<E.Either<L | CheckpointFailed, A>>(kind, { there, back }, unheard, lost)
  }
  return {
    claim: () => () => ask('claim', () => E.right(at.claim())),
    save: (claim, value) => () => () => ask('save', () => at.save(claim, value)),
  }
}

/** A checkpoint that is watched. */
export const witnessed = ({ claimed, saved }: Witness, { claim, save }: Checkpoint): Checkpoint => ({
  claim: (interpreter) => async () => {
    const answer = await claim(interpreter)()
    if (E.isRight(answer)) claimed(answer.right.value)
    return answer
  },
  save: (before, value) => (interpreter) => async () => {
    const answer = await save(before, value)(interpreter)()
    if (E.isRight(answer)) saved(value)
    return answer
  },
})
