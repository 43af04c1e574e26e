/** merging: the shards of a feed, one record at a time, by the records' times. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import type { StreamToken } from '../../codec/streamToken'
import type { StreamError } from '../errors'
import { thrownText } from '../quietly'
import type { OwnFeed } from './feeding'
import { noHeads } from './heads'
import type { Stream } from './model'
import type { Pulled } from './Pulled'
import { newest, type Progress } from './progress'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A reader that tells where each record was. */
export interface Puller<R> {
  readonly pull: () => Promise<Answer<R>>
  readonly token: IO<StreamToken>
  readonly close: IO<void>
}

type Answer<R> = Either<StreamError, Pulled<R> | undefined>

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** After so many records the feed is told of all. */
const often = 1_000

/** Merges the shards of a feed. It never rejects. */
export const merging = <R>(feed: OwnFeed, decode: Stream<R>['decode'], signal: AbortSignal | undefined): Puller<R> => {
  const heads = noHeads()
  // What was pulled of the heads; told to the feed now and then, since a step for each record is dear.
  let progress: Progress | undefined
  let pulled = 0
  let isClosed = false
  let failure: StreamError | undefined
  let isOver = false

  const close = () => {
    isClosed = true
    heads.clear()
    feed.close()
  }

  /** The earliest of the heads, where there is one. */
  const pop = (): Answer<R> => {
    const head = heads.first()
    if (head === undefined) return E.right(undefined)
    const { shard, record, isLast } = head
    let value: R
    try {
      value = decode(shard, record)
    } catch (thrown) {
      // A function that was handed in: the place stays before the record, and reading is over.
      close()
      return E.left({ _tag: 'HandlerThrew', message: thrownText(thrown) })
    }
    heads.next()
    if (isLast) feed.done(shard)
    else progress = { shard, sequenceNumber: record.sequenceNumber, before: progress }
    if (++pulled % often === 0) {
      for (const [moved, upTo] of newest(progress)) feed.done(moved, upTo)
      progress = undefined
    }
    return E.right({ value, token: feed.snapshot(progress) })
  }

  const isStopped = () => isClosed || signal?.aborted === true

  const end = (): Answer<R> => {
    if (!heads.isEmpty() || failure === undefined) return pop()
    const error = failure
    failure = undefined
    return E.left(error)
  }

  const pull = async (): Promise<Answer<R>> => {
    for (;;) {
      if (isStopped()) return E.right(undefined)
      if (isOver) return end()
      const fed = heads.isEmpty() ? await feed.next() : feed.settled() ? 'settled' : await feed.nextOrSettled()
      if (isStopped()) return E.right(undefined)
      if (fed === 'settled') return pop()
      if (E.isLeft(fed)) failure = fed.left
      if (E.isLeft(fed) || fed.right === undefined) isOver = true
      else if (fed.right._tag === 'Gap') {
        feed.seen()
        return E.right({ value: fed.right, token: feed.snapshot(progress) })
      } else heads.push(fed.right)
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  let underWay = 0
  const ended = () => {
    underWay--
  }
  return {
    // One after another, however many are asked for at once.
    pull: () => {
      if (underWay === 0 && !heads.isEmpty() && !isOver && !isStopped() && feed.settled()) return Promise.resolve(pop())
      underWay++
      const next = turn.then(pull)
      turn = next.then(ended)
      return next
    },
    token: () => feed.snapshot(progress)(),
    close,
  }
}
