/** deliver: the records of an event are handed over, in their order, up to the first that has to come again. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { HandlerThrew } from '../../program/errors'
import type { Interpreter } from '../../program/Interpreter'
import type { Program } from '../../program/Program'
import { quietly } from '../../program/quietly'
import { type Bisected, bisect, type Step } from '../../program/stream/consume/bisect'
import { defaultRetry } from '../../program/stream/consume/settings'
import type { Stream } from '../../program/stream/model'
import * as Policy from '../../program/time/Policy'
import { systemTimer } from '../../program/time/Timer'
import { done, from } from './answer'
import { before, type Deadline, inTime, isOutOfTime } from './deadline'
import type { BatchResponse, InvalidRecord, OutOfTime, Received } from './model'
import type { GivenBackFor, LambdaEvent, LambdaOptions } from './options'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is done with records. */
export interface Delivery<R, E, P> extends LambdaOptions<E, P> {
  readonly stream: Pick<Stream<R>, 'decode'>
  readonly handle: (records: ReadonlyArray<R>) => Program<E, unknown>
  readonly interpreter: Interpreter
}

type Reading = Either<InvalidRecord, Received>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** The next records that can be read, `batch` of them at most. */
const part = (all: ReadonlyArray<Reading>, at: number, batch: number): ReadonlyArray<Received> => {
  const readable: Array<Received> = []
  for (let i = at; i < all.length && readable.length < batch; i++) {
    const one = all[i]
    if (one === undefined || E.isLeft(one)) break
    readable.push(one.right)
  }
  return readable
}

/** Where Lambda is to go on for a record to come again: at it, or at one before it where it has no number that can be read. */
const identifierOf = (all: ReadonlyArray<Reading>, at: number): string => {
  for (let i = at; i >= 0; i--) {
    const one = all[i]
    if (one === undefined) continue
    const number = E.isRight(one) ? one.right.record.sequenceNumber : one.left.sequenceNumber
    if (number !== undefined) return number
  }
  return ''
}

const heard = (shard: string, step: Step<Received>): LambdaEvent<never> => {
  switch (step._tag) {
    case 'Handled':
      return { _tag: 'Handled', shard, records: step.records, attempts: step.attempts }
    case 'Bisected':
      return { _tag: 'Bisected', shard, records: step.records }
    case 'Poisoned':
      return { _tag: 'Poisoned', shard, sequenceNumber: step.record.record.sequenceNumber }
  }
}

type Ending<E, P> = NonNullable<Bisected<Received, E | HandlerThrew | OutOfTime, P | HandlerThrew | OutOfTime>['ended']>

const causeOf = <E, P>(ended: Ending<E, P>): GivenBackFor<E, P> => {
  switch (ended._tag) {
    case 'Stopped':
      return { _tag: 'OutOfTime' }
    case 'Poison':
      return isOutOfTime(ended.cause)
        ? ended.cause
        : { _tag: 'PoisonRecord', shard: ended.record.shard, record: ended.record.record, cause: ended.cause }
    case 'Refused':
      return isOutOfTime(ended.error) ? ended.error : { _tag: 'PoisonRefused', error: ended.error }
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Hands records over, and says which are to come again. It never rejects. */
export const deliver =
  <R, E, P>(delivery: Delivery<R, E, P>, deadline: Deadline) =>
  async (all: ReadonlyArray<Reading>): Promise<BatchResponse> => {
    const { stream, handle, poison, table, retry = defaultRetry, timer = systemTimer } = delivery
    const batch = delivery.batch === undefined ? all.length : Math.max(1, Math.floor(delivery.batch) || 1)
    const interpreter = before(deadline)(delivery.interpreter)
    const tell = (event: LambdaEvent<E, P>) => quietly(() => delivery.onEvent?.(event))
    const givenBack = (at: number, cause: GivenBackFor<E, P>): BatchResponse => {
      const sequenceNumber = identifierOf(all, at)
      tell({ _tag: 'GivenBack', sequenceNumber, records: all.length - at, cause })
      return from(sequenceNumber)
    }

    const isOurs = (one: Received) => table === undefined || one.table === undefined || one.table === table
    // Several that failed are not worth waiting for: what is wrong is waited for once it is alone.
    let alone = false
    const run = (received: ReadonlyArray<Received>) => {
      alone = received.length === 1
      return inTime(deadline)(async (): Promise<Either<E, unknown>> => {
        const ours = received.filter(isOurs)
        if (ours.length === 0) return E.right(undefined)
        return handle(ours.map(({ shard, record }) => stream.decode(shard, record)))(interpreter)()
      })
    }
    const taken = (poisonous: Parameters<NonNullable<typeof poison>>[0]) =>
      inTime(deadline)(
        async (): Promise<Either<P, unknown>> => poison?.(poisonous)(interpreter)() ?? E.right(undefined),
      )

    const handOver = (received: ReadonlyArray<Received>) =>
      bisect<Received, E | HandlerThrew | OutOfTime, P | HandlerThrew | OutOfTime>({
        run,
        retry: (attempt) => (alone ? Policy.within(deadline.left() / 2)(retry)(attempt) : undefined),
        timer,
        signal: deadline.signal,
        told: (step) => tell(heard(received[0]?.shard ?? '', step)),
        ...(poison && {
          poison: ({ shard, record }: Received, cause: E | HandlerThrew | OutOfTime) =>
            // What was not answered in time is not poison.
            isOutOfTime(cause) ? Promise.resolve(E.left(cause)) : taken({ _tag: 'PoisonRecord', shard, record, cause }),
        }),
      })(received)

    for (let at = 0; at < all.length; ) {
      const one = all[at] as Reading
      if (E.isRight(one)) {
        const { handled, ended } = await handOver(part(all, at, batch))
        at += handled
        if (ended !== undefined) return givenBack(at, causeOf(ended))
      } else {
        if (poison === undefined) return givenBack(at, one.left)
        const answer = await taken(one.left)
        if (E.isLeft(answer))
          return givenBack(at, isOutOfTime(answer.left) ? answer.left : { _tag: 'PoisonRefused', error: answer.left })
        tell({ _tag: 'Poisoned', shard: '', sequenceNumber: one.left.sequenceNumber ?? '' })
        at++
      }
    }
    return done
  }
