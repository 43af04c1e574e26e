/** Operations on one item. */
import type { Condition } from '../../expression/condition/model'
import type { Projection } from '../../expression/Projection'
import type { Update } from '../../expression/update/model'
import type { Item } from '../../value/AttributeValue'
import type { Consumption, Metered } from './capacity'

/** Reads one item by its key. */
export interface GetItem extends Metered {
  readonly _tag: 'GetItem'
  readonly table: string
  readonly key: Item
  readonly projection?: Projection
  readonly consistent: boolean
}

/** The item; absent where there is none. */
export interface Got extends Consumption {
  readonly item?: Item
}

/** A put: replaces the whole item. `condition` is on the item that is replaced. */
export interface Put {
  readonly _tag: 'Put'
  readonly table: string
  readonly item: Item
  readonly condition: Condition<never>
}
/** An update of the item at a key; it creates the item where there is none. */
export interface UpdateAt {
  readonly _tag: 'Update'
  readonly table: string
  readonly key: Item
  readonly update: Update<never>
  readonly condition: Condition<never>
}
/** A deletion; deleting what is not there succeeds. */
export interface Delete {
  readonly _tag: 'Delete'
  readonly table: string
  readonly key: Item
  readonly condition: Condition<never>
}
/** A condition on an item that is not written. Only transactions have it. */
export interface Check {
  readonly _tag: 'Check'
  readonly table: string
  readonly key: Item
  readonly condition: Condition<never>
}
/** One action of a transaction. */
export type WriteAction = Put | UpdateAt | Delete | Check

/** Which values of the item a write answers with. `updated…`: only the attributes that the update touches. */
export type Returning = 'none' | 'old' | 'new' | 'updatedOld' | 'updatedNew'

/** Puts one item. */
export interface PutItem extends Metered {
  readonly _tag: 'PutItem'
  readonly put: Put
  readonly returning: 'none' | 'old'
  /** Whether `ConditionFailed` carries the item. */
  readonly itemOnFailure: boolean
}
/** Updates one item. */
export interface UpdateItem extends Metered {
  readonly _tag: 'UpdateItem'
  readonly update: UpdateAt
  readonly returning: Returning
  readonly itemOnFailure: boolean
}
/** Deletes one item. */
export interface DeleteItem extends Metered {
  readonly _tag: 'DeleteItem'
  readonly delete: Delete
  readonly returning: 'none' | 'old'
  readonly itemOnFailure: boolean
}
/** The values of the item that were asked for; absent where there was no item, or none was asked for. */
export interface Written extends Consumption {
  readonly attributes?: Item
}
