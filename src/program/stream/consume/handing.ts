/** handing: hands the records of a batch over, in order and in parts. */
import type { HandlerThrew, PoisonRecord } from '../../errors'
import type { Interpreter } from '../../Interpreter'
import type { StreamRecord } from '../../operation/stream'
import type { StreamEvent } from '../Event'
import type { Batch, Feed } from '../Feed'
import { bisect, type Step } from './bisect'
import type { RawConsumer } from './raw'
import type { Settings } from './settings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What batches are handed over with. */
export interface Handing<E, P> {
  readonly feed: Feed
  readonly interpreter: Interpreter
  readonly consumer: Pick<RawConsumer<E, P>, 'handler' | 'poison'>
  readonly settings: Settings
  /** Ends it after what is under way. */
  readonly signal: AbortSignal
  readonly tell: (event: StreamEvent) => void
  /** So many records more are handled. */
  readonly moved: (records: number) => void
  readonly fail: (error: PoisonRecord<E> | P | HandlerThrew) => void
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Hands a batch over, and tells its feed how far it is handled. It never rejects. */
export const handOver =
  <E, P>({ feed, interpreter, consumer, settings, signal, tell, moved, fail }: Handing<E, P>) =>
  async ({ shard, records }: Batch): Promise<void> => {
    const { handler, poison } = consumer
    let handled = 0
    const reach = (count: number): void => {
      handled += count
      feed.done(shard, (records[handled - 1] as StreamRecord).sequenceNumber)
      moved(count)
    }
    const told = (step: Step<StreamRecord>): void => {
      if (step._tag !== 'Bisected') reach(step._tag === 'Handled' ? step.records : 1)
      tell(
        step._tag === 'Poisoned'
          ? { _tag: 'Poisoned', shard, sequenceNumber: step.record.sequenceNumber }
          : { ...step, shard },
      )
    }
    const hand = bisect<StreamRecord, E, P>({
      run: (part) => handler(part, shard)(interpreter)(),
      retry: settings.retry,
      timer: settings.timer,
      signal,
      told,
      ...(poison === undefined
        ? {}
        : {
            poison: (record, cause) => poison({ _tag: 'PoisonRecord', shard, record, cause })(interpreter)(),
          }),
    })
    while (handled < records.length) {
      const { ended } = await hand(
        records.length <= settings.batch ? records : records.slice(handled, handled + settings.batch),
      )
      if (ended === undefined) continue
      if (ended._tag === 'Poison') fail({ _tag: 'PoisonRecord', shard, record: ended.record, cause: ended.cause })
      else if (ended._tag === 'Refused') fail(ended.error)
      break
    }
  }
