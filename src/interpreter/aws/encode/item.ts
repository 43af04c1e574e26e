/** Requests on one item. */
import type { Either } from 'fp-ts/Either'
import { map } from 'fp-ts/Either'
import type { InvalidExpression } from '../../../expression/InvalidExpression'
import { render } from '../../../expression/render/render'
import type {
  Check,
  Delete,
  DeleteItem,
  GetItem,
  Metered,
  Put,
  PutItem,
  Returning,
  UpdateAt,
  UpdateItem,
} from '../../../program/Operation'
import type { WireCheck, WireDelete, WireExpressions, WireGet, WireMetered, WirePut, WireUpdate } from '../wire'

type Rendered<A> = Either<InvalidExpression, A>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** What asks for what is consumed. */
export const metered = ({ returnConsumed }: Metered): WireMetered =>
  returnConsumed === true ? { ReturnConsumedCapacity: 'TOTAL' } : {}

const onFailure = (itemOnFailure: boolean) =>
  itemOnFailure ? ({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const) : {}

const oldValues = (returning: 'none' | 'old') => (returning === 'old' ? ({ ReturnValues: 'ALL_OLD' } as const) : {})

const values = {
  none: {},
  old: { ReturnValues: 'ALL_OLD' },
  new: { ReturnValues: 'ALL_NEW' },
  updatedOld: { ReturnValues: 'UPDATED_OLD' },
  updatedNew: { ReturnValues: 'UPDATED_NEW' },
} as const satisfies { readonly [R in Returning]: object }

// -----------------------------------------------------------------------------
// actions, as transactions have them too
// -----------------------------------------------------------------------------

/** A put. */
export const put = (TableName: string, { item, condition }: Put, itemOnFailure: boolean): Rendered<WirePut> =>
  map((text: WireExpressions): WirePut => ({ TableName, Item: item, ...text, ...onFailure(itemOnFailure) }))(
    render({ condition }),
  )

/** An update. */
export const update = (
  TableName: string,
  { key, update, condition }: UpdateAt,
  itemOnFailure: boolean,
): Rendered<WireUpdate> =>
  map((text: WireExpressions): WireUpdate => ({ TableName, Key: key, ...text, ...onFailure(itemOnFailure) }))(
    render({ condition, update }),
  )

/** A deletion. */
export const delete_ = (TableName: string, { key, condition }: Delete, itemOnFailure: boolean): Rendered<WireDelete> =>
  map((text: WireExpressions): WireDelete => ({ TableName, Key: key, ...text, ...onFailure(itemOnFailure) }))(
    render({ condition }),
  )

/** A condition on an item that is not written. */
export const check = (TableName: string, { key, condition }: Check, itemOnFailure: boolean): Rendered<WireCheck> =>
  map((text: WireExpressions): WireCheck => ({ TableName, Key: key, ...text, ...onFailure(itemOnFailure) }))(
    render({ condition }),
  )

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** GetItem. */
export const getItem = (TableName: string, operation: GetItem): Rendered<WireGet> =>
  map(
    (text: WireExpressions): WireGet => ({
      TableName,
      Key: operation.key,
      ...text,
      ...(operation.consistent ? { ConsistentRead: true } : {}),
      ...metered(operation),
    }),
  )(render({ projection: operation.projection }))

/** PutItem. */
export const putItem = (TableName: string, operation: PutItem): Rendered<WirePut> =>
  map((wire: WirePut): WirePut => ({ ...wire, ...oldValues(operation.returning), ...metered(operation) }))(
    put(TableName, operation.put, operation.itemOnFailure),
  )

/** UpdateItem. */
export const updateItem = (TableName: string, operation: UpdateItem): Rendered<WireUpdate> =>
  map((wire: WireUpdate): WireUpdate => ({ ...wire, ...values[operation.returning], ...metered(operation) }))(
    update(TableName, operation.update, operation.itemOnFailure),
  )

/** DeleteItem. */
export const deleteItem = (TableName: string, operation: DeleteItem): Rendered<WireDelete> =>
  map((wire: WireDelete): WireDelete => ({ ...wire, ...oldValues(operation.returning), ...metered(operation) }))(
    delete_(TableName, operation.delete, operation.itemOnFailure),
  )
