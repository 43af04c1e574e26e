/** consuming: takes batches from a feed, hands those of different shards over side by side, and keeps the place. */
import * as E from 'fp-ts/Either'
import type { Task } from 'fp-ts/Task'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { StreamToken } from '../../../codec/streamToken'
import type { CheckpointFailed, CheckpointLost, HandlerThrew, StreamError } from '../../errors'
import type { Interpreter } from '../../Interpreter'
import { quietly } from '../../quietly'
import { type Linked, linked } from '../../time/linked'
import type { Consumed } from '../ConsumeOptions'
import type { StreamEvent } from '../Event'
import type { Batch, Fed, Feed } from '../Feed'
import type { Gap } from '../Gap'
import type { StreamOptions } from '../StreamOptions'
import { attempted } from './attempted'
import { handOver } from './handing'
import type { ConsumeError, Ended, RawConsumer } from './raw'
import { type Saver, saver, savingNothing } from './saver'
import { invalidSettings, type Settings, settingsOf, streamOptionsOf } from './settings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Opens what is consumed, with a signal that ends it, and a listener. */
export type Open = (options: StreamOptions) => TaskEither<StreamError, Feed>

/** A consumption under way. */
interface Consuming<E, P> {
  readonly interpreter: Interpreter
  readonly consumer: RawConsumer<E, P>
  readonly settings: Settings
  readonly stop: Linked
  readonly tell: (event: StreamEvent) => void
  /** Ends it, unless something else has. */
  readonly fail: (error: ConsumeError<E, P>) => void
  readonly counts: { -readonly [K in keyof Consumed]: Consumed[K] }
}

// -----------------------------------------------------------------------------
// saving
// -----------------------------------------------------------------------------

const unsaved = (error: CheckpointFailed | CheckpointLost | HandlerThrew): CheckpointFailed | CheckpointLost =>
  error._tag === 'HandlerThrew' ? { _tag: 'CheckpointFailed', message: error.message } : error

const saverOf = <E, P>(
  { consumer: { save }, settings, interpreter, tell, fail }: Consuming<E, P>,
  place: () => StreamToken,
): Saver =>
  save === undefined
    ? savingNothing
    : saver({
        place,
        save: async (token) => E.mapLeft(unsaved)(await attempted(() => save(token)(interpreter)())),
        every: settings.checkpointEvery,
        timer: settings.timer,
        onSaved: ({ shards }) => tell({ _tag: 'Checkpointed', shards: Object.keys(shards).length }),
        onFailed: tell,
        onLost: fail,
      })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Takes from a feed until it ends or something fails, and then waits for what is under way. */
const pump = async <E, P>(
  { interpreter, consumer, settings, stop, tell, fail, counts }: Consuming<E, P>,
  feed: Feed,
  moved: (records: number) => void,
): Promise<void> => {
  const { signal } = stop
  const hand = handOver({ feed, moved, interpreter, consumer, settings, signal, tell, fail })
  let underWay = 0
  let wake = (): void => undefined
  const oneEnded = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })
  const begin = (batch: Batch): void => {
    underWay++
    hand(batch).then(() => {
      underWay--
      wake()
    })
  }
  const takeGap = async (gap: Gap): Promise<void> => {
    counts.gaps++
    const { gap: taker } = consumer
    if (taker === undefined) return fail({ _tag: 'RecordsLost', gap })
    const taken = await attempted(() => taker(gap)(interpreter)())
    if (E.isLeft(taken)) fail(taken.left)
  }
  let last: Fed | undefined
  while (!signal.aborted) {
    const asked = feed.next()
    // By that the gap is done with.
    if (last?._tag === 'Gap') moved(0)
    const fed = await asked
    if (E.isLeft(fed)) fail(fed.left)
    if (E.isLeft(fed) || fed.right === undefined || signal.aborted) break
    last = fed.right
    if (last._tag === 'Gap') await takeGap(last)
    else begin(last)
    while (underWay >= settings.concurrency) await oneEnded()
  }
  while (underWay > 0) await oneEnded()
}

/** Whether what is told of a feed moves its place, though no record is handled. */
const isMove = ({ _tag }: StreamEvent): boolean => _tag === 'ShardOpened' || _tag === 'ShardEnded' || _tag === 'Gap'

/**
 * Consumes a feed to its end, or to the first thing that ends it: then nothing new begins, what is under way is finished, and
 * the place is saved. It waits for every handler, so that one that never answers has no end.
 */
export const consuming =
  (open: Open) =>
  <E, P = never>(consumer: RawConsumer<E, P>) =>
  (interpreter: Interpreter): Task<Ended<E, P>> =>
  async () => {
    const settings = settingsOf(consumer)
    const counts = { records: 0, batches: 0, poisoned: 0, gaps: 0 }
    const invalid = invalidSettings(consumer)
    if (invalid !== undefined) return { result: E.left(invalid), consumed: counts }

    const { onEvent } = consumer
    const told = onEvent === undefined ? () => undefined : (event: StreamEvent) => quietly(() => onEvent(event))
    const tell = (event: StreamEvent): void => {
      if (event._tag === 'Handled') counts.batches++
      if (event._tag === 'Poisoned') counts.poisoned++
      told(event)
    }
    const stop = linked(consumer.signal)
    let failure: E.Either<ConsumeError<E, P>, never> | undefined
    const fail = (error: ConsumeError<E, P>): void => {
      failure ??= E.left(error)
      stop.abort()
    }

    let saving = savingNothing
    const heard = (event: StreamEvent): void => {
      if (isMove(event)) saving.changed()
      told(event)
    }
    const opened = await open(streamOptionsOf(consumer, { signal: stop.signal, onEvent: heard }))()
    if (E.isLeft(opened)) {
      stop.end()
      return { result: opened, consumed: counts }
    }
    const feed = opened.right
    if (stop.signal.aborted) {
      // It may not know yet where it is.
      feed.close()
      stop.end()
      return { result: E.right({ ...counts }), consumed: counts }
    }
    const all = { interpreter, consumer, settings, stop, tell, fail, counts }
    saving = saverOf(all, feed.token)
    // Where it begins has to be known before there is a record: 'latest' is another place later.
    saving.changed()
    const moved = (records: number): void => {
      counts.records += records
      saving.changed()
    }
    await pump(all, feed, moved)
    const saved = await saving.last()
    const token = feed.token()
    feed.close()
    stop.end()
    return { result: failure ?? (E.isLeft(saved) ? saved : E.right({ ...counts })), consumed: counts, token }
  }
