/** saver: saves a place that moves on, one save at a time and not too often. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { CheckpointFailed, CheckpointLost } from '../../errors'
import { pause, type Timer } from '../../time/Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Saved = Either<CheckpointFailed | CheckpointLost, unknown>

/** What is saved, how, and who is told. */
export interface SaverOptions<T> {
  /** It never rejects. */
  readonly save: (place: T) => Promise<Saved>
  readonly place: () => T
  /** The least milliseconds between two saves. */
  readonly every: number
  readonly timer: Timer
  readonly onSaved: (place: T) => void
  /** A save failed, and follows again at the next time. */
  readonly onFailed: (error: CheckpointFailed) => void
  /** Another one goes on from there; nothing is saved any more. */
  readonly onLost: (error: CheckpointLost) => void
}

/** Saves as it is told that there is something new. */
export interface Saver {
  /** There is something new: it is saved now, or as soon as the last save is long enough ago. */
  readonly changed: () => void
  /** Saves a last time, where it is not lost: what came of it. */
  readonly last: () => Promise<Saved>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** One that saves nowhere. */
export const savingNothing: Saver = { changed: () => undefined, last: () => Promise.resolve(E.right(undefined)) }

/** One that saves a place. It needs no clock: what it waits between two saves is what keeps them apart. */
export const saver = <T>({ save, place, every, timer, onSaved, onFailed, onLost }: SaverOptions<T>): Saver => {
  const over = new AbortController()
  const wait = pause(timer, over.signal)
  let isNew = false
  let lost: CheckpointLost | undefined
  let running: Promise<void> | undefined

  const one = async (): Promise<Saved> => {
    const now = place()
    isNew = false
    const answer = await save(now)
    if (E.isRight(answer)) onSaved(now)
    else if (answer.left._tag === 'CheckpointLost') lost = answer.left
    else {
      isNew = true
      onFailed(answer.left)
    }
    return answer
  }
  const loop = async (): Promise<void> => {
    while (isNew && !over.signal.aborted) {
      await one()
      if (lost !== undefined) return onLost(lost)
      await wait(every)
    }
    running = undefined
  }
  return {
    changed: () => {
      isNew = true
      // Not at once: who tells of it may be in the middle of something.
      if (!over.signal.aborted) running ??= Promise.resolve().then(loop)
    },
    last: async () => {
      over.abort()
      await running
      return lost === undefined ? one() : E.left(lost)
    },
  }
}
