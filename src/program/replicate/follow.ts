/** follow: the records of the source's stream are applied at the target, as they come. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { ReplicationPlace } from '../../codec/replicationPlace'
import type { StreamToken } from '../../codec/streamToken'
import type { Aborted, NoStream, StreamError } from '../errors'
import type { StreamRecord } from '../Operation'
import { consumeRaw } from '../stream/consume/consumeRaw'
import type { RawConsumer } from '../stream/consume/raw'
import { feed } from '../stream/feeding'
import type { Gap } from '../stream/Gap'
import type { StreamOptions } from '../stream/StreamOptions'
import { linked } from '../time/linked'
import * as Policy from '../time/Policy'
import { type Context, patiently } from './context'
import { changesOf, type Working } from './copy'
import type { ReplicateError } from './errors'
import { orderOf } from './ledger'
import { rateOf } from './rate'
import { type Change, changeOf, itemAfter } from './rules'
import { add } from './writer'

// -----------------------------------------------------------------------------
// options
// -----------------------------------------------------------------------------

/** What was said of how the stream is read, and nothing of the rest. */
const readingOf = <P>({ options: o, timer, now, tell }: Context<P>): Omit<StreamOptions, 'retry' | 'signal'> => ({
  ...(o.readsPerSecond === undefined ? {} : { readsPerSecond: o.readsPerSecond }),
  ...(o.polling === undefined ? {} : { polling: o.polling }),
  ...(o.until === undefined ? {} : { until: o.until }),
  timer,
  now,
  onEvent: (event) => tell({ _tag: 'Reading', event }),
})

// -----------------------------------------------------------------------------
// position
// -----------------------------------------------------------------------------

/** Where the stream of the source stands now: what is written later is after it. */
export const latest = async <P>(context: Context<P>): Promise<Either<StreamError | Aborted, StreamToken>> => {
  const { from, rules, signal, timer, now } = context
  const stream = { table: rules.table, position: 'latest' } as const
  const opened = await patiently(context)(feed(stream, { signal, timer, now })(from))
  if (E.isLeft(opened)) return opened
  const token = opened.right.token()
  opened.right.close()
  // One that was stopped meanwhile may not know yet where it is.
  return signal.aborted ? E.left({ _tag: 'Aborted' }) : E.right(token)
}

// -----------------------------------------------------------------------------
// records
// -----------------------------------------------------------------------------

type Made = ReturnType<ReturnType<typeof changeOf>>

/** What records ask of the target, in order. */
const changesIn = <P>(
  { rules, options }: Context<P>,
  generation: string,
  records: ReadonlyArray<StreamRecord>,
): Either<NoStream, ReadonlyArray<Made>> => {
  const made: Array<Made> = []
  for (const record of records) {
    if (record.byTimeToLive && options.expired === false) continue
    const after = itemAfter(record)
    if (after === undefined) return E.left({ _tag: 'NoStream', table: rules.table, view: 'keys', needed: 'new' })
    const { sequenceNumber, keys } = record
    made.push(changeOf(rules)(keys, after.item, orderOf(generation, sequenceNumber), sequenceNumber))
  }
  return E.right(made)
}

/** Applies the records of a shard. */
const applying = <P>({ context, writer, tally }: Working<P>, generation: string) => {
  const { now, tell } = context
  const rate = rateOf(now)
  return async (records: ReadonlyArray<StreamRecord>, shard: string): Promise<Either<ReplicateError<P>, unknown>> => {
    const asked = changesIn(context, generation, records)
    if (E.isLeft(asked)) return asked
    const made = await changesOf(context, asked.right)
    if (E.isLeft(made)) return made
    const changes: ReadonlyArray<Change> = made.right.changes
    const applied = changes.length === 0 ? E.right(made.right.done) : await writer(changes)
    if (E.isLeft(applied)) return applied
    const done = changes.length === 0 ? made.right.done : add(made.right.done, applied.right)
    tally.add({ records: records.length, ...done })
    const at = records[records.length - 1]?.at
    tell({
      _tag: 'Applied',
      shard,
      records: records.length,
      stale: done.stale,
      ...(at === undefined ? {} : { lag: Math.max(0, now() - at) }),
      perSecond: rate(records.length),
    })
    return applied
  }
}

// -----------------------------------------------------------------------------
// phases
// -----------------------------------------------------------------------------

/** Why following ended, where it did not fail. */
export type Followed = { readonly _tag: 'Ended' } | { readonly _tag: 'Lost'; readonly gap: Gap }

const ended: Followed = { _tag: 'Ended' }

/** Follows the stream from the place on, until the signal fires, patience is over, or records are lost. */
export const follow = async <P>(
  working: Working<P>,
  place: ReplicationPlace,
): Promise<Either<ReplicateError<P>, Followed>> => {
  const { context, keeper } = working
  const { options, rules, from, signal: outer } = context
  const { signal, abort, end } = linked(outer)
  const apply = applying(working, place.generation)
  let failure: Either<ReplicateError<P>, never> | undefined
  // What is not passing has been repeated, halved and given away already: it ends everything at once.
  const handler: RawConsumer<ReplicateError<P>>['handler'] = (records, shard) => () => async () => {
    const applied = await apply(records, shard)
    if (E.isLeft(applied)) {
      failure ??= applied
      abort()
    }
    return applied
  }
  const consumer: RawConsumer<ReplicateError<P>> = {
    ...readingOf(context),
    signal,
    handler,
    retry: Policy.never,
    save: (token) => () =>
      pipe(
        keeper.save({ ...place, token }),
        TE.map(() => undefined),
      ),
    ...(options.retry === undefined ? {} : { reading: options.retry }),
    ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    ...(options.batch === undefined ? {} : { batch: options.batch }),
  }
  const { result } = await consumeRaw(consumer)({ table: rules.table, position: place.token })(from)()
  end()
  if (failure !== undefined) return failure
  if (E.isLeft(result)) {
    const error = result.left
    if (error._tag === 'RecordsLost') return E.right({ _tag: 'Lost', gap: error.gap })
    return E.left(error._tag === 'PoisonRecord' ? error.cause : error)
  }
  if (outer.aborted || (options.until ?? 'never') !== 'never') return E.right(ended)
  // The stream was switched off, and read to its end: what is written now is in none.
  return E.left({ _tag: 'NoStream', table: rules.table, view: 'off', needed: 'new' })
}
