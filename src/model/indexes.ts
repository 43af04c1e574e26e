/** Indexes of a model, as it declares them: in the application's attribute names. */
import type { KeyTag } from '../value/AttributeValue'
import type { Throughput } from '../value/TableSettings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** One attribute, or several in their order. */
export type OneOrMore = string | readonly [string, ...string[]]
/** `OneOrMore`, always as a tuple. */
export type AsTuple<T extends OneOrMore> = T extends string ? readonly [T] : T extends readonly string[] ? T : never

/** What an index answers: everything, the keys alone, or the keys and the named attributes. */
export type Projected = 'all' | 'keys' | ReadonlyArray<string>

/** An index over any partition key. Items that lack one of its key attributes are not in it. */
export interface GlobalIndex<
  out P extends ReadonlyArray<string> = ReadonlyArray<string>,
  out S extends ReadonlyArray<string> = ReadonlyArray<string>,
  out Pj extends Projected = Projected,
> {
  readonly _tag: 'GlobalIndex'
  readonly partition: P
  readonly sort: S
  readonly projection: Pj
  /** The name that the store has for it, where it is not the name in the model. */
  readonly name: string | undefined
  /** Its capacity, where the table is billed for capacity. */
  readonly throughput: Throughput | undefined
}
/** An index that shares the table's partition key, under another sort key. */
export interface LocalIndex<
  out S extends ReadonlyArray<string> = ReadonlyArray<string>,
  out Pj extends Projected = Projected,
> {
  readonly _tag: 'LocalIndex'
  readonly sort: S
  readonly projection: Pj
  readonly name: string | undefined
}
/** An index of either kind. */
export type AnyIndex = GlobalIndex | LocalIndex

/** The indexes of a model, by the names that the application uses. */
export interface Indexes {
  readonly [name: string]: AnyIndex
}

/** An attribute that can be the key of a table: always present, of a type that can be a key. */
export interface KeyAttribute {
  readonly _T: KeyTag
  readonly _P: 'required' | 'default'
}

/** An attribute that can be the key of an index; items without it are not in the index. */
export interface IndexKeyAttribute {
  readonly _T: KeyTag
}

/** An attribute that can be a time to live: a number of seconds. */
export interface TimeToLiveAttribute {
  readonly _T: 'N'
}

type KeysOf<X extends AnyIndex> = X extends GlobalIndex ? X['partition'][number] | X['sort'][number] : X['sort'][number]
type ListedBy<X extends AnyIndex> = X['projection'] extends ReadonlyArray<infer Name extends string> ? Name : never

/**
 * What a definition needs of its attributes: that those it names exist, and are of types that will do. It asks only of
 * the attributes that are named, so that it costs the compiler little however many there are.
 */
export type Needs<P extends string, S extends string, I extends Indexes, T extends string> = {
  readonly [K in P | S]: KeyAttribute
} & {
  readonly [K in T]: TimeToLiveAttribute
} & (string extends keyof I ? unknown : NeedsOfIndexes<I>)

type NeedsOfIndexes<I extends Indexes> = {
  readonly [K in KeysOf<I[keyof I]>]: IndexKeyAttribute
} & {
  readonly [K in ListedBy<I[keyof I]>]: unknown
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const tuple = (names: OneOrMore | undefined): ReadonlyArray<string> =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names

/** A global index as it is written down; without a sort key, and projecting everything, where nothing else is said. */
export interface GlobalIndexDefinition {
  readonly partition: OneOrMore
  readonly sort?: OneOrMore
  readonly projection?: Projected
  readonly name?: string
  /** Its capacity, where the table is billed for capacity; left out, what it has stays, and a new one has the table's. */
  readonly throughput?: Throughput
}

/** A local index as it is written down. */
export interface LocalIndexDefinition {
  readonly sort: string
  readonly projection?: Projected
  readonly name?: string
}

type SortOf<D> = D extends { readonly sort: infer S extends OneOrMore } ? AsTuple<S> : readonly []
type ProjectionOf<D> = D extends { readonly projection: infer Pj extends Projected } ? Pj : 'all'

/**
 * A global index. Up to four attributes make its partition key, and up to four its sort key.
 *
 * @example
 * ```ts
 * import { Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const byPlace = M.globalIndex({ partition: 'country', sort: ['city', 'street'], projection: 'keys' })
 * assert.deepStrictEqual(byPlace.sort, ['city', 'street'])
 * ```
 */
export const globalIndex = <const D extends GlobalIndexDefinition>(
  definition: D,
): GlobalIndex<AsTuple<D['partition']>, SortOf<D>, ProjectionOf<D>> => ({
  _tag: 'GlobalIndex',
  partition: tuple(definition.partition) as unknown as AsTuple<D['partition']>,
  sort: tuple(definition.sort) as unknown as SortOf<D>,
  projection: (definition.projection ?? 'all') as ProjectionOf<D>,
  name: definition.name,
  throughput: definition.throughput,
})

/**
 * A local index: the table's partition key and another sort key. It must exist when the table is created.
 *
 * @example
 * ```ts
 * import { Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const byBalance = M.localIndex({ sort: 'balance', projection: ['openedAt'] })
 * assert.deepStrictEqual(byBalance.projection, ['openedAt'])
 * ```
 */
export const localIndex = <const D extends LocalIndexDefinition>(
  definition: D,
): LocalIndex<readonly [D['sort']], ProjectionOf<D>> => ({
  _tag: 'LocalIndex',
  sort: [definition.sort],
  projection: (definition.projection ?? 'all') as ProjectionOf<D>,
  name: definition.name,
})
