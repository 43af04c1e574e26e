/** Source: what a query or scan reads: a table as a model sees it, or one of the model's indexes. */
import type { Attributes } from '../codec/Attribute'
import type { BeginsWithRange, BetweenRange, CompareRange } from '../expression/KeyCondition'
import type { KeySchema } from '../value/TableSchema'
import type { AnyModel } from './AnyModel'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A source, seen from where types do not matter. */
export interface AnySource {
  /** Phantoms: the items it answers, the rows that a scan's and a query's filter may read, what its key is asked with. */
  readonly _Item: unknown
  readonly _Row: unknown
  readonly _Filter: unknown
  readonly _Where: unknown
  /** The model whose items are read; of an index, the model of what it projects. */
  readonly model: AnyModel
  /** The stored name of the index; absent for the table. */
  readonly indexName: string | undefined
  /** The key of the table or index, in stored names. */
  readonly keySchema: KeySchema
}

/** An index of a model, as a source: items of type `A` over the row `R`, queries filtered over `F`, asked for with `W`. */
export interface Source<A, R, F, W> extends AnySource {
  readonly _tag: 'Source'
  readonly _Item: A
  readonly _Row: R
  readonly _Filter: F
  readonly _Where: W
}

/** A sort key's value, or a range of values; text and bytes also have `beginsWith`. */
type SortValue<A, T> = A | CompareRange<A> | BetweenRange<A> | ([T] extends ['S' | 'B'] ? BeginsWithRange : never)

/** Left to right: equal values up to one range at the end. */
type SortWhere<Attrs extends Attributes, S extends ReadonlyArray<string>> = S extends readonly [
  infer First extends string,
  ...infer Rest extends ReadonlyArray<string>,
]
  ? Rest extends readonly []
    ? { readonly [K in First]?: SortValue<Attrs[First]['_V'], Attrs[First]['_T']> }
    :
        | ({ readonly [K in First]?: SortValue<Attrs[First]['_V'], Attrs[First]['_T']> } & {
            readonly [K in Rest[number]]?: never
          })
        | ({ readonly [K in First]: Attrs[First]['_V'] } & SortWhere<Attrs, Rest>)
  : unknown

/** What a query asks of a key: every partition attribute's value, and of the sort attributes values and a range. */
export type Where<Attrs extends Attributes, P extends string, S extends ReadonlyArray<string>> = {
  readonly [K in P]: Attrs[K]['_V']
} & SortWhere<Attrs, S>
