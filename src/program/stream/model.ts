/** Stream: which table's changes are read, from where on, and by which models. */
import type { StreamToken } from '../../codec/streamToken'
import type { AnyModel } from '../../model/AnyModel'
import type { StreamRecord } from '../operation/stream'
import type { Change, Raw } from './Change'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * Where reading begins.
 *
 * - `'trimHorizon'`: with the oldest record that there is, at most 24 hours old
 * - `'latest'`: with the first that is written from now on
 * - a `Date`: with the first that was written then or later, as far as the records' times say
 * - a token: where it was taken
 */
export type Position = 'trimHorizon' | 'latest' | Date | StreamToken

/** A stream that delivers `R`: a value, that does nothing before it is read, and can be read any number of times. */
export interface Stream<R> {
  readonly _tag: 'Stream'
  /** The table, as programs name it. */
  readonly table: string
  readonly models: ReadonlyArray<AnyModel>
  readonly position: Position
  /** What a record of a shard is. */
  readonly decode: (shard: string, record: StreamRecord) => R
}

/** The changes that a model sees. */
export type ChangeOf<M extends { readonly _A: unknown; readonly _Key: unknown }> = Change<M['_A'], M['_Key']> | Raw
