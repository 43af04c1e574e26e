/** Requests on many items: batches and transactions. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { InvalidExpression } from '../../../expression/InvalidExpression'
import { render } from '../../../expression/render/render'
import type {
  BatchGetItem,
  BatchWriteItem,
  TransactGet,
  TransactGetItems,
  TransactWriteItems,
  WriteAction,
} from '../../../program/Operation'
import { assign } from '../../../value/record'
import type { Names } from '../tableNames'
import type { WireAction, WireBatchWrite, WireCheck, WireGet, WireInputs, WireKeys } from '../wire'
import { check, delete_, getItem, metered, put, update } from './item'

type Rendered<A> = Either<InvalidExpression, A>

/** All requests in order, or the first that cannot be made. */
const all =
  <A, B>(f: (a: A) => Rendered<B>) =>
  (as: ReadonlyArray<A>): Rendered<ReadonlyArray<B>> => {
    const bs: Array<B> = []
    for (const a of as) {
      const b = f(a)
      if (E.isLeft(b)) return b
      bs.push(b.right)
    }
    return E.right(bs)
  }

// -----------------------------------------------------------------------------
// batches
// -----------------------------------------------------------------------------

/** BatchGetItem. */
export const batchGetItem = ({ stored }: Names, operation: BatchGetItem): Rendered<WireInputs['BatchGetItem']> => {
  const RequestItems: { [table: string]: WireKeys } = {}
  for (const { table, keys, projection, consistent } of operation.tables) {
    const text = render({ projection })
    if (E.isLeft(text)) return text
    assign(RequestItems, stored(table), {
      Keys: keys,
      ...text.right,
      ...(consistent ? { ConsistentRead: true } : {}),
    })
  }
  return E.right({ RequestItems, ...metered(operation) })
}

/** BatchWriteItem. */
export const batchWriteItem = ({ stored }: Names, operation: BatchWriteItem): WireInputs['BatchWriteItem'] => {
  const byTable = new Map<string, Array<WireBatchWrite>>()
  for (const write of operation.writes) {
    const request: WireBatchWrite =
      write._tag === 'Put' ? { PutRequest: { Item: write.item } } : { DeleteRequest: { Key: write.key } }
    const requests = byTable.get(write.table)
    if (requests === undefined) byTable.set(write.table, [request])
    else requests.push(request)
  }
  const RequestItems: { [table: string]: ReadonlyArray<WireBatchWrite> } = {}
  for (const [table, requests] of byTable) assign(RequestItems, stored(table), requests)
  return { RequestItems, ...metered(operation) }
}

// -----------------------------------------------------------------------------
// transactions
// -----------------------------------------------------------------------------

/** TransactGetItems. */
export const transactGetItems = (
  { stored }: Names,
  operation: TransactGetItems,
): Rendered<WireInputs['TransactGetItems']> =>
  E.map((TransactItems: ReadonlyArray<{ readonly Get: WireGet }>) => ({ TransactItems, ...metered(operation) }))(
    all((get: TransactGet) =>
      E.map((Get: WireGet) => ({ Get }))(getItem(stored(get.table), { _tag: 'GetItem', consistent: false, ...get })),
    )(operation.gets),
  )

/** A check must have a condition; `Always` is said as one that holds for every item, and for none at all. */
const withCondition = (wire: WireCheck): WireCheck =>
  wire.ConditionExpression !== undefined
    ? wire
    : {
        ...wire,
        ConditionExpression: 'attribute_exists (#n0) OR attribute_not_exists (#n0)',
        ExpressionAttributeNames: { '#n0': Object.keys(wire.Key)[0] ?? '' },
      }

const action =
  ({ stored }: Names, itemOnFailure: boolean) =>
  (action: WriteAction): Rendered<WireAction> => {
    const table = stored(action.table)
    switch (action._tag) {
      case 'Put':
        return E.map((Put: WireInputs['PutItem']) => ({ Put }))(put(table, action, itemOnFailure))
      case 'Update':
        return E.map((Update: WireInputs['UpdateItem']) => ({ Update }))(update(table, action, itemOnFailure))
      case 'Delete':
        return E.map((Delete: WireInputs['DeleteItem']) => ({ Delete }))(delete_(table, action, itemOnFailure))
      case 'Check':
        return E.map((wire: WireCheck) => ({ ConditionCheck: withCondition(wire) }))(
          check(table, action, itemOnFailure),
        )
    }
  }

/** TransactWriteItems, with the token that makes it one however often it is sent. */
export const transactWriteItems = (
  names: Names,
  operation: TransactWriteItems,
  ClientRequestToken: string,
): Rendered<WireInputs['TransactWriteItems']> =>
  E.map((TransactItems: ReadonlyArray<WireAction>) => ({ TransactItems, ClientRequestToken, ...metered(operation) }))(
    all(action(names, operation.itemOnFailure))(operation.actions),
  )
