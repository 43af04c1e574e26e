/** Rows: what an expression may read, as types. */
import type { AnyAttribute, Attributes } from '../codec/Attribute'
import type { StoredName } from '../codec/struct'
import type { Column } from '../value/Path'

/** What a row says of the attribute `X` under the application's name `K`. */
export type ColumnOf<K, X extends AnyAttribute> = Column<StoredName<K, X> & string, X['_V'], X['_T']>

/** The row of some attributes: what expressions over them need of an item. */
export type Row<Attrs extends Attributes, Names extends keyof Attrs = keyof Attrs> = {
  readonly [K in Names]: ColumnOf<K, Attrs[K]>
}

/** The row of some attributes of which those named `Out` may not be read, for the reason `Why`. */
export type RowWithout<Attrs extends Attributes, Names extends keyof Attrs, Out, Why extends string> = {
  readonly [K in Names]: K extends Out ? Why : ColumnOf<K, Attrs[K]>
}

/** The compiler's words where a filter reads a key. */
export type NoFilterOnKeys = 'a filter of a query may not read a key attribute of what is queried'
/** The compiler's words where an update writes a key. */
export type NoUpdateOfKeys = 'an update may not write a key attribute'
