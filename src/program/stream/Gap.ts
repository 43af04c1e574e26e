/** Gap: what was lost of a stream. It stands among the records, where the lost ones would. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * Records that cannot be read any more, as far as can be told. What was lost may be nothing: a gap says that it cannot be
 * known.
 *
 * - `trimmed`: the records after the position were removed, since they are older than 24 hours; reading goes on at the oldest
 *   record that is left of the shard.
 * - `shardGone`: the shard was removed with all that was in it; reading goes on at the oldest shards that go on from it.
 * - `streamReplaced`: the stream was switched off, and on again: what was changed between is in neither; reading goes on at
 *   the beginning of the new one.
 * - `tooLongAgo`: reading was to begin at a time more than 24 hours ago; it begins with what is left.
 */
export interface Gap {
  readonly _tag: 'Gap'
  readonly reason: 'trimmed' | 'shardGone' | 'streamReplaced' | 'tooLongAgo'
  /** The ARN of the stream that it is in. */
  readonly stream: string
  /** Which shard; absent where it is the whole stream. */
  readonly shard?: string
  /** From where: the position, as tokens write it. */
  readonly from: string
}
