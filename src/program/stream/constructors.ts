/** Streams, as values: of models, or raw; from a position. */
import type { Condition } from '../../expression/condition/model'
import type { AnyModel } from '../../model/AnyModel'
import type { Raw } from './Change'
import { decodeBy, type Reading } from './decode'
import type { ChangeOf, Position, Stream } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model of those items that a condition holds for. */
export interface Only<M extends AnyModel> {
  readonly _tag: 'Only'
  readonly model: M
  readonly condition: Condition<never>
}

/** What a stream can be read by. */
export type Reader = AnyModel | Only<AnyModel>

type ModelOf<X> = X extends Only<infer M> ? M : X extends AnyModel ? X : never

/** What a stream read by models delivers. */
export type ChangesBy<X> = X extends ReadonlyArray<infer One> ? ChangesBy<One> : ChangeOf<ModelOf<X>>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A model of those items that a condition holds for: to tell models of one table apart that have no common tag. Of a record
 * without an item, only a condition on keys can tell.
 *
 * @example
 * ```ts
 * import { Attribute as A, Condition as C, Model as M, Stream } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const table = { table: 'things', key: { partition: 'id' } } as const
 * const User = M.model({ ...table, name: 'User', attributes: { id: A.string, name: A.string } })
 * const Order = M.model({ ...table, name: 'Order', attributes: { id: A.string, total: A.integer } })
 *
 * const things = Stream.of(
 *   [Stream.only(User)(C.beginsWith(User.at.id, 'user#')), Stream.only(Order)(C.beginsWith(Order.at.id, 'order#'))],
 *   'trimHorizon',
 * )
 * const record = {
 *   event: 'INSERT',
 *   sequenceNumber: '100000000000000000001',
 *   keys: { id: { S: 'order#7' } },
 *   newImage: { id: { S: 'order#7' }, total: { N: '3' } },
 *   byTimeToLive: false,
 * } as const
 * const change = things.decode('shard', record)
 * assert.ok(change._tag === 'Inserted')
 * assert.deepStrictEqual([change.model, change.key, change.new], ['Order', { id: 'order#7' }, { id: 'order#7', total: 3 }])
 * ```
 */
export const only =
  <M extends AnyModel>(model: M) =>
  (condition: Condition<M['_Row']>): Only<M> => ({ _tag: 'Only', model, condition: condition as Condition<never> })

const isOnly = (u: Reader): u is Only<AnyModel> => (u as { readonly _tag?: unknown })._tag === 'Only'

const readingOf = (reader: Reader): Reading => (isOnly(reader) ? reader : { model: reader })

/**
 * The stream of a model's table, from a position; of a sum (`Model.oneOf`) by its tag. Of several models that share a table
 * a record is of the first that it fits, with both its images; one that fits none, or that its model does not hold, is
 * delivered as `Raw`.
 *
 * As far as the stream's view has no items, keys are decoded by the key's own codecs.
 *
 * A stream is a value, and does nothing. Models of different tables are an `InvalidRequest` once it is read.
 *
 * - `'trimHorizon'`: what was written in the last 24 hours, and goes on
 * - `'latest'`: what is written from now on; where an iterator is lost before anything was read, or a token taken then is
 *   resumed, records of the minute before may be delivered too
 * - a `Date`: from the first record on that says that it was written in that second or later
 * - a token: `records = before ++ resume(token)`
 */
export const of = <const X extends Reader | readonly [Reader, ...ReadonlyArray<Reader>]>(
  models: X,
  position: Position,
): Stream<ChangesBy<X>> => {
  const readings = (Array.isArray(models) ? (models as ReadonlyArray<Reader>) : [models as Reader]).map(readingOf)
  return {
    _tag: 'Stream',
    table: readings[0]?.model.schema.name ?? '',
    models: readings.map(({ model }) => model),
    position,
    decode: decodeBy(readings) as (...record: Parameters<Stream<unknown>['decode']>) => ChangesBy<X>,
  }
}

/** The stream of a table, each record as it came. */
export const raw = (table: string, position: Position): Stream<Raw> => ({
  _tag: 'Stream',
  table,
  models: [],
  position,
  decode: decodeBy([]) as Stream<Raw>['decode'],
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The same stream, from another position: a token, to go on. */
export const at =
  (position: Position) =>
  <R>(stream: Stream<R>): Stream<R> => ({ ...stream, position })

/** What is delivered, changed. Where the function throws, a reader ends with `HandlerThrew`; to a consumer the record is poison. */
export const map =
  <A, B>(f: (a: A) => B) =>
  (stream: Stream<A>): Stream<B> => ({ ...stream, decode: (shard, record) => f(stream.decode(shard, record)) })
