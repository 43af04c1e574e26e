/** showGap: a gap as a sentence. */
import type { Gap } from './Gap'

const sentence = ({ reason, stream, shard, from }: Gap): string => {
  const where = shard === undefined ? stream : `${shard} of ${stream}`
  switch (reason) {
    case 'trimmed':
      return `records of ${where} are lost: those from '${from}' on that are older than 24 hours were removed`
    case 'shardGone':
      return `records of ${where} are lost: it was removed, and was read up to '${from}'`
    case 'streamReplaced':
      return `changes may be lost: ${where}, read up to '${from}', was switched off, and there is another one since`
    case 'tooLongAgo':
      return `records of ${where} are lost: '${from}' is more than 24 hours ago`
  }
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
 *   "records of arn:… are lost: 'since 2026-11-20T10:00:00.000Z' is more than 24 hours ago",
 * )
 * ```
 */
export const showGap = (gap: Gap): string => sentence(gap)
