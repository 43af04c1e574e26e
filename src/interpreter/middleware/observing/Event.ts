/** Event: what happened to the items and tables of models, as data. */
import type { Update } from '../../../expression/update/model'
import type { AnyModel } from '../../../model/AnyModel'
import type { Item } from '../../../value/AttributeValue'
import type { TableDescription } from '../../../value/TableSpec'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A table was created, changed or described, and is as a model needs it and in use: what `Table.bind` ends with. */
export interface TableBound {
  readonly _tag: 'TableBound'
  readonly model: string
  readonly table: string
  readonly description: TableDescription
}

/** A whole value of a model was read. */
export interface ItemLoaded<A> {
  readonly _tag: 'ItemLoaded'
  readonly model: string
  readonly table: string
  readonly value: A
}

/** A value of a model was written: put, or saved attribute by attribute. */
export interface ItemSaved<A> {
  readonly _tag: 'ItemSaved'
  readonly model: string
  readonly table: string
  readonly value: A
}

/** An item of a model's table was updated in another way than by saving a value. */
export interface ItemUpdated {
  readonly _tag: 'ItemUpdated'
  readonly table: string
  readonly key: Item
  readonly update: Update<never>
}

/** What is at a key of a model's table was deleted; perhaps nothing was there. */
export interface ItemDeleted {
  readonly _tag: 'ItemDeleted'
  readonly table: string
  readonly key: Item
}

/**
 * What a program did with the values of some models. Keys are in stored names; of updates and deletions they do not tell
 * which model's item it was, where several share a table.
 */
export type Event<M extends AnyModel> =
  | TableBound
  | ItemLoaded<M['_A']>
  | ItemSaved<M['_A']>
  | ItemUpdated
  | ItemDeleted
