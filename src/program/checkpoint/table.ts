/** table: a checkpoint in a DynamoDB table, by conditional writes. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { CheckpointFailed, CheckpointLost, DecodeFailed, WriteError } from '../errors'
import { isOutcomeUnknown, isRefusedForNow } from '../repeatable'
import { showError } from '../showError'
import { type Pace, paceOf } from '../time/Pace'
import * as Policy from '../time/Policy'
import { systemTimer, type Timer } from '../time/Timer'
import type { Checkpoint, Claim } from './Checkpoint'
import { textOf } from './json'
import { ownerOf } from './owner'
import { type Model, moveOn, stored } from './place'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Which checkpoint, and how it is written. */
export interface TableOptions {
  /** `Checkpoint.model({ table })`. */
  readonly model: Model
  /** Whose place it is: those who use the same name go on from the same place. */
  readonly name: string
  /** After which waits a read or write is repeated that failed for the moment: from 50 ms, doubling, 8 times, with jitter. */
  readonly retry?: Policy.Policy
  /** How time passes, and chance, which tells those who claim apart: `systemTimer`. */
  readonly timer?: Timer
}

const defaultRetry: Policy.Policy = pipe(Policy.exponential(50), Policy.jittered, Policy.concat(Policy.limit(8)))

// -----------------------------------------------------------------------------
// failures
// -----------------------------------------------------------------------------

type Failure = WriteError | DecodeFailed

const lost: CheckpointLost = { _tag: 'CheckpointLost' }

const failedWith = (cause: Failure): CheckpointFailed => ({
  _tag: 'CheckpointFailed',
  message: showError(cause),
  cause,
})

const isForNow = (error: Failure): boolean =>
  error._tag !== 'DecodeFailed' && (isOutcomeUnknown(error) || isRefusedForNow(error))

/** Whether a write that failed so may have been done. */
const isInDoubt = (error: Failure): boolean =>
  error._tag !== 'DecodeFailed' &&
  (isOutcomeUnknown(error) || error._tag === 'Aborted' || error._tag === 'InvalidAnswer')

/** Whether it is time to repeat what failed so. */
const again = async (error: Failure, pace: Pace): Promise<boolean> => isForNow(error) && (await pace.next()) === 'again'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A checkpoint in a DynamoDB table, which the interpreter has that the program is run with. Every claim and save is one
 * conditional write on the version, so that of two who go on from one place the older one is told at its next save.
 *
 * A save whose answer was lost is repeated, and not taken for another's: while nobody else claims, the item's owner is oneself. Also after
 * a `CheckpointFailed` the same claim may be saved with again. A late write of it does nothing, since its version is gone.
 *
 * Whoever deletes the item while someone goes on from it takes it from them.
 *
 * @example
 * ```ts
 * import { Checkpoint, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const Place = Checkpoint.model({ table: 'checkpoints' })
 * const mailer = Checkpoint.table({ model: Place, name: 'mailer' })
 * const store = inMemory()
 * await T.bind(Place)(store)()
 * const claim = await mailer.claim(store)()
 * assert.deepStrictEqual(E.isRight(claim) && claim.right.version, 1)
 * ```
 */
export const table = ({ model, name, retry = defaultRetry, timer = systemTimer }: TableOptions): Checkpoint => {
  const look = stored(model, name)
  const move = moveOn(model, name)
  // Claims that were saved with, and those of which it is not known.
  const used = new WeakSet<Claim>()
  const doubtful = new WeakSet<Claim>()
  return {
    claim: (interpreter) => async () => {
      const owner = ownerOf(timer)
      const pace = paceOf(retry, timer, undefined)
      for (;;) {
        const found = await look(interpreter)
        if (E.isLeft(found)) {
          if (await again(found.left, pace)) continue
          return E.left(failedWith(found.left))
        }
        const { version = 0, value, owner: last } = found.right ?? {}
        const kept = value === undefined ? {} : { value }
        // A claim whose answer was lost.
        if (last === owner) return E.right({ ...kept, version, owner })
        const moved = await move(found.right, owner, {})(interpreter)
        if (E.isRight(moved)) return E.right({ ...kept, version: version + 1, owner })
        // Another one was faster: from there, then.
        const isRace = moved.left._tag === 'ConditionFailed' && (await pace.next()) === 'again'
        if (!isRace && !(await again(moved.left, pace))) return E.left(failedWith(moved.left))
      }
    },
    save: (claim, value) => (interpreter) => async () => {
      const text = textOf(value)
      if (E.isLeft(text)) return text
      const { owner = '' } = claim
      const pace = paceOf(retry, timer, undefined)
      let { version } = claim
      for (;;) {
        const moved = await move({ version, owner }, owner, { value })(interpreter)
        if (E.isRight(moved)) {
          used.add(claim)
          return E.right({ value, version: version + 1, owner })
        }
        if (isInDoubt(moved.left)) doubtful.add(claim)
        if (moved.left._tag !== 'ConditionFailed') {
          if (await again(moved.left, pace)) continue
          return E.left(failedWith(moved.left))
        }
        if (used.has(claim) || !doubtful.has(claim)) return E.left(lost)
        let found = await look(interpreter)
        while (E.isLeft(found) && (await again(found.left, pace))) found = await look(interpreter)
        if (E.isLeft(found)) return E.left(failedWith(found.left))
        const { owner: last, version: reached = 0, value: kept } = found.right ?? {}
        if (last !== owner || reached <= version) return E.left(lost)
        // Nobody has claimed it since: what moved it on was a save with this claim, whose answer was lost. This one?
        if (kept !== undefined && JSON.stringify(kept) === text.right) {
          used.add(claim)
          return E.right({ value, version: reached, owner })
        }
        version = reached
      }
    },
  }
}
