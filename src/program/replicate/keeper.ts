/** Keeper: the place of a table in its checkpoint: claimed once, and saved one time after the other. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import type { TaskEither } from 'fp-ts/TaskEither'
import { ReplicationPlace } from '../../codec/replicationPlace'
import { mismatchesOf } from '../../codec/validation'
import type { Checkpoint } from '../checkpoint/Checkpoint'
import type { Aborted, CheckpointFailed, CheckpointLost, InvalidToken } from '../errors'
import { attempted } from '../stream/consume/attempted'
import { type Context, patiently } from './context'
import type { Rules } from './rules'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type SaveError = CheckpointFailed | CheckpointLost

/** The place of a table, and how it is kept. */
export interface Keeper {
  /** What was saved by who was here before. */
  readonly saved?: ReplicationPlace
  readonly save: (place: ReplicationPlace) => TaskEither<SaveError, void>
  /** Saves, where the last time is so long ago, and none is under way; a failure that is not for good is none. */
  readonly saveSoon: (place: () => ReplicationPlace) => Promise<Either<SaveError, void>>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const kept: Either<never, void> = E.right(undefined)

const nowhere: Keeper = { save: () => () => Promise.resolve(kept), saveSoon: () => Promise.resolve(kept) }

/** A checkpoint is someone else's: what it throws is a failure of it. */
const asked = async <E, A>(ask: () => Promise<Either<E, A>>): Promise<Either<E | CheckpointFailed, A>> =>
  E.mapLeft((error: E | { readonly _tag: 'HandlerThrew'; readonly message: string }): E | CheckpointFailed =>
    isThrown(error) ? { _tag: 'CheckpointFailed', message: error.message } : error,
  )(await attempted(ask))

const isThrown = (u: unknown): u is { readonly _tag: 'HandlerThrew'; readonly message: string } =>
  (u as { readonly _tag?: unknown })._tag === 'HandlerThrew'

const invalidPlace = ({ table, target }: Rules, u: unknown): Either<InvalidToken, ReplicationPlace> => {
  const place = ReplicationPlace.decode(u)
  if (E.isLeft(place)) return E.left({ _tag: 'InvalidToken', mismatches: mismatchesOf(place, []) })
  const { right } = place
  const mismatches = [
    { path: ['table'], expected: `the table ${table}`, actual: right.table },
    { path: ['target'], expected: `the table ${target}`, actual: right.target },
    { path: ['token', 'table'], expected: `the table ${table}`, actual: right.token.table },
  ].filter(({ path: [first], actual }) => actual !== (first === 'target' ? target : table))
  return mismatches.length === 0 ? place : E.left({ _tag: 'InvalidToken', mismatches })
}

/** Claims the checkpoint of a table; from then on every earlier claim is lost. */
export const keeperOf = async <P>(
  context: Context<P>,
  checkpoint: Checkpoint | undefined,
): Promise<Either<CheckpointFailed | InvalidToken | Aborted, Keeper>> => {
  if (checkpoint === undefined) return E.right(nowhere)
  const { options, rules, to, now, tell } = context
  const every = options.checkpointEvery ?? 1_000
  const claimed = await patiently(context)(() => asked(() => checkpoint.claim(to)()))
  if (E.isLeft(claimed)) return claimed
  let claim = claimed.right
  const saved = claim.value === undefined ? undefined : invalidPlace(rules, claim.value)
  if (saved !== undefined && E.isLeft(saved)) return saved
  let last = Number.NEGATIVE_INFINITY
  let underWay: Promise<unknown> = Promise.resolve()
  let isBusy = false
  const saveNow = async (place: ReplicationPlace): Promise<Either<SaveError, void>> => {
    // A place is JSON, which its type does not say.
    const value = { ...place, segments: [...place.segments], token: { ...place.token } } as unknown as Json
    const next = await asked(() => checkpoint.save(claim, value)(to)())
    if (E.isLeft(next)) return next
    claim = next.right
    last = now()
    tell({ _tag: 'Saved' })
    return kept
  }
  const save = (place: ReplicationPlace) => (): Promise<Either<SaveError, void>> => {
    const turn = underWay.then(() => saveNow(place))
    underWay = turn
    return turn
  }
  return E.right({
    ...(saved === undefined ? {} : { saved: saved.right }),
    save,
    saveSoon: async (place) => {
      if (isBusy || now() - last < every) return kept
      isBusy = true
      const answer = await save(place())()
      isBusy = false
      if (E.isRight(answer) || answer.left._tag === 'CheckpointLost') return answer
      tell({ _tag: 'Retried', error: answer.left })
      return kept
    },
  })
}
