/** Event: what happened to the items and tables of models, as data. */
import type { Update } from '../../../expression/update/model'
import type { AnyModel } from '../../../model/AnyModel'
import type { Item } from '../../../value/AttributeValue'
import type { TableDescription } from '../../../value/TableSpec'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A table was created, changed or described, and is as a model needs it and in use: what `Table.bind` ends with. Told again
 * only once something but its number of items is another than it was.
 */
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

/** An item of a table was updated in another way than by saving a value. */
export interface ItemUpdated {
  readonly _tag: 'ItemUpdated'
  /** The models that have the table: whose item it was, where it is one. */
  readonly models: ReadonlyArray<string>
  readonly table: string
  readonly key: Item
  readonly update: Update<never>
}

/** What is at a key of a table was deleted; perhaps nothing was there. */
export interface ItemDeleted<A> {
  readonly _tag: 'ItemDeleted'
  /** The model of the value; without one the models that have the table. */
  readonly models: ReadonlyArray<string>
  readonly table: string
  readonly key: Item
  /** What was deleted, where the deletion was answered with the old item, and that is a value of a model. */
  readonly value?: A
}

/** What a program did with the values of some models. Keys are in stored names. */
export type Event<M extends AnyModel> =
  | TableBound
  | ItemLoaded<M['_A']>
  | ItemSaved<M['_A']>
  | ItemUpdated
  | ItemDeleted<M['_A']>
