/** consumeWith: a consumer that claims its checkpoint, goes on from what is saved there, and has its records decoded. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { TaskEither } from 'fp-ts/TaskEither'
import { StreamToken } from '../../../codec/streamToken'
import { mismatchesOf } from '../../../codec/validation'
import type { Checkpoint, Claim } from '../../checkpoint/Checkpoint'
import type { CheckpointFailed, InvalidToken } from '../../errors'
import type { Interpreter } from '../../Interpreter'
import type { Program } from '../../Program'
import type { Consumed, ConsumeOptions } from '../ConsumeOptions'
import type { Position, Stream } from '../model'
import { settingsOf } from '../settings'
import { attempted } from './attempted'
import type { ConsumeError, ConsumeRaw, RawConsumer } from './raw'
import { invalidSettings, streamOptionsOf } from './settings'

// -----------------------------------------------------------------------------
// checkpoints
// -----------------------------------------------------------------------------

type Save = NonNullable<RawConsumer<never>['save']>

interface Resumed {
  readonly save: Save
  readonly position?: Position
}

/** The place that a claim holds, and how the next ones are saved with it. */
const resumed = (checkpoint: Checkpoint, claimed: Claim): Either<InvalidToken, Resumed> => {
  let claim = claimed
  const save: Save = (token) => (interpreter) => async () => {
    // A token is JSON, which its type does not say.
    const saved = await checkpoint.save(claim, { ...token, shards: { ...token.shards } })(interpreter)()
    if (E.isRight(saved)) claim = saved.right
    return saved
  }
  if (claim.value === undefined) return E.right({ save })
  const token = StreamToken.decode(claim.value)
  return E.isRight(token)
    ? E.right({ save, position: token.right })
    : E.left({ _tag: 'InvalidToken', mismatches: mismatchesOf(token, []) })
}

const claimOf =
  (checkpoint: Checkpoint) =>
  (interpreter: Interpreter): TaskEither<CheckpointFailed, Claim> =>
  async () =>
    pipe(
      await attempted(() => checkpoint.claim(interpreter)()),
      E.mapLeft(
        (error): CheckpointFailed =>
          error._tag === 'HandlerThrew' ? { _tag: 'CheckpointFailed', message: error.message } : error,
      ),
    )

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What is consumed; where it has models, they have to be the table's. */
type Consumable<R> = Pick<Stream<R>, 'table' | 'position' | 'decode'> & Partial<Pick<Stream<R>, 'models'>>

const nothing: Consumed = { records: 0, batches: 0, poisoned: 0, gaps: 0 }

/** `Stream.consume`, of whatever consumes records as they come. */
export const consumeWith =
  (consumeRaw: ConsumeRaw) =>
  <R, E, P = never>(
    handler: (records: ReadonlyArray<R>) => Program<E, unknown>,
    { checkpoint, ...options }: ConsumeOptions<E, P> = {},
  ) =>
  (stream: Consumable<R>): Program<ConsumeError<E, P>, Consumed> =>
  (interpreter) =>
  async () => {
    const { table, position, decode } = stream
    // Who cannot begin, or does not, takes no checkpoint from anyone.
    const invalid = invalidSettings(options)
    if (invalid !== undefined) return E.left(invalid)
    const settings = settingsOf(stream, streamOptionsOf(options))
    if (E.isLeft(settings)) return settings
    if (options.signal?.aborted) return E.right(nothing)
    const raw: RawConsumer<E, P> = {
      ...options,
      handler: (records, shard) => handler(records.map((record) => decode(shard, record))),
    }
    if (checkpoint === undefined) return (await consumeRaw(raw)({ table, position })(interpreter)()).result
    const claimed = await claimOf(checkpoint)(interpreter)()
    if (E.isLeft(claimed)) return claimed
    const from = resumed(checkpoint, claimed.right)
    if (E.isLeft(from)) return from
    const { save, position: saved = position } = from.right
    return (await consumeRaw({ ...raw, save })({ table, position: saved })(interpreter)()).result
  }
