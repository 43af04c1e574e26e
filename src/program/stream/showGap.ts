/** showGap: a gap as a sentence. */
import type { Gap } from './Gap'

const reasons: { readonly [R in Gap['reason']]: string } = {
  trimmed: 'they were older than 24 hours',
  shardGone: 'the shard is gone',
  streamReplaced: 'the stream was switched off, and another one on',
  tooLongAgo: 'they were asked from more than 24 hours ago',
}

/**
 * A gap as a sentence, for people.
 *
 * @example
 * ```ts
 * import { Stream } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const gap = { _tag: 'Gap', reason: 'tooLongAgo', stream: 'arn:…', from: 'since 2026-11-20T10:00:00.000Z' } as const
 * assert.strictEqual(
 *   Stream.showGap(gap),
 *   "records of the stream 'arn:…' may be lost from 'since 2026-11-20T10:00:00.000Z', since they were asked from more than 24 hours ago",
 * )
 * ```
 */
export const showGap = ({ reason, stream, shard, from }: Gap): string => {
  const where = `${shard === undefined ? '' : `the shard '${shard}' of `}the stream '${stream}'`
  return `records of ${where} may be lost from '${from}', since ${reasons[reason]}`
}
