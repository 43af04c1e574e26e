/** The events that an operation and its answer are. */
import * as E from 'fp-ts/Either'
import type { AnyModel } from '../../../model/AnyModel'
import { differences } from '../../../model/differences'
import { keyIdentity } from '../../../program/identity'
import type { BatchWrite, Operation, WriteAction } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import { lookup } from '../../../value/record'
import { keyNames } from '../../../value/TableSchema'
import type { TableDescription } from '../../../value/TableSpec'
import type { Exchange } from '../tapped'
import type { Event } from './Event'
import { type Found, loaded, put, type Seen, saved, seenBy } from './values'

type Events<M extends AnyModel> = ReadonlyArray<Event<M>>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const ofTable = <M extends AnyModel>(models: ReadonlyArray<M>, table: string): ReadonlyArray<M> =>
  models.filter(({ schema }) => schema.name === table)

const loads = <M extends AnyModel>(
  models: ReadonlyArray<M>,
  table: string,
  seen: Seen,
  items: ReadonlyArray<Item | undefined>,
): Events<M> => {
  const candidates = ofTable(models, table)
  if (candidates.length === 0) return []
  return items.flatMap((item) => {
    const found = item === undefined ? undefined : loaded(candidates, seen, item)
    return found === undefined
      ? []
      : [{ _tag: 'ItemLoaded' as const, model: found.model.name, table, value: found.value }]
  })
}

const savedEvent = <M extends AnyModel>(table: string, found: Found<M> | undefined): Events<M> =>
  found === undefined ? [] : [{ _tag: 'ItemSaved', model: found.model.name, table, value: found.value }]

const namesOf = (models: ReadonlyArray<AnyModel>): ReadonlyArray<string> => models.map(({ name }) => name)

// `old` is the item that was there, where it was answered.
const writes = <M extends AnyModel>(models: ReadonlyArray<M>, action: WriteAction, old?: Item): Events<M> => {
  const { table } = action
  const candidates = ofTable(models, table)
  if (candidates.length === 0) return []
  switch (action._tag) {
    case 'Put':
      return savedEvent(table, put(candidates, action.item))
    case 'Update': {
      const { key, update } = action
      const found = saved(candidates, key, update)
      return found === undefined
        ? [{ _tag: 'ItemUpdated', models: namesOf(candidates), table, key, update }]
        : savedEvent(table, found)
    }
    case 'Delete': {
      const { key } = action
      const found = old === undefined ? undefined : loaded(candidates, seenBy(undefined), old)
      return found === undefined
        ? [{ _tag: 'ItemDeleted', models: namesOf(candidates), table, key }]
        : [{ _tag: 'ItemDeleted', models: [found.model.name], table, key, value: found.value }]
    }
    case 'Check':
      return []
  }
}

const keyOf = (model: AnyModel, write: BatchWrite): Item =>
  write._tag === 'Delete'
    ? write.key
    : Object.fromEntries(
        keyNames(model.schema.key).flatMap((name) => {
          const value = lookup(write.item, name)
          return value === undefined ? [] : [[name, value]]
        }),
      )

// The writes of a batch that were processed.
const processed = (
  models: ReadonlyArray<AnyModel>,
  { writes: all }: Operation<'BatchWriteItem'>,
  unprocessed: ReadonlyArray<BatchWrite>,
): ReadonlyArray<BatchWrite> => {
  if (unprocessed.length === 0) return all
  const identity = (write: BatchWrite): string | undefined => {
    const [model] = ofTable(models, write.table)
    return model === undefined ? undefined : keyIdentity(write.table, keyOf(model, write))
  }
  const left = new Set(unprocessed.map(identity))
  return all.filter((write) => !left.has(identity(write)))
}

const bound = <M extends AnyModel>(models: ReadonlyArray<M>, description: TableDescription): Events<M> => {
  const { schema, status } = description
  if (status !== 'ACTIVE' && status !== 'UPDATING') return []
  return ofTable(models, schema.name).flatMap((model) =>
    differences(model, description).length > 0
      ? []
      : [{ _tag: 'TableBound' as const, model: model.name, table: schema.name, description }],
  )
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const always = { _tag: 'Always' } as const

/** What happened to the values of some models; nothing where the operation failed. */
export const eventsOf = <M extends AnyModel>(models: ReadonlyArray<M>, exchange: Exchange): Events<M> => {
  switch (exchange._tag) {
    case 'GetItem': {
      const { operation, answer } = exchange
      return E.isLeft(answer) ? [] : loads(models, operation.table, seenBy(operation.projection), [answer.right.item])
    }
    case 'BatchGetItem': {
      const { operation, answer } = exchange
      if (E.isLeft(answer)) return []
      const projections = new Map(operation.tables.map(({ table, projection }) => [table, projection]))
      return answer.right.items.flatMap(({ table, item }) =>
        loads(models, table, seenBy(projections.get(table)), [item]),
      )
    }
    case 'TransactGetItems': {
      const { operation, answer } = exchange
      return E.isLeft(answer)
        ? []
        : operation.gets.flatMap(({ table, projection }, i) =>
            loads(models, table, seenBy(projection), [answer.right.items[i]]),
          )
    }
    case 'Query':
    case 'Scan': {
      const { operation, answer } = exchange
      const { table, projection, index } = operation
      return E.isLeft(answer) ? [] : loads(models, table, seenBy(projection, index), answer.right.items)
    }
    case 'PutItem':
      return E.isLeft(exchange.answer) ? [] : writes(models, exchange.operation.put)
    case 'UpdateItem':
      return E.isLeft(exchange.answer) ? [] : writes(models, exchange.operation.update)
    case 'DeleteItem':
      return E.isLeft(exchange.answer)
        ? []
        : writes(models, exchange.operation.delete, exchange.answer.right.attributes)
    case 'BatchWriteItem': {
      const { operation, answer } = exchange
      return E.isLeft(answer)
        ? []
        : processed(models, operation, answer.right.unprocessed).flatMap((write) =>
            writes(models, { ...write, condition: always }),
          )
    }
    case 'TransactWriteItems':
      return E.isLeft(exchange.answer) ? [] : exchange.operation.actions.flatMap((action) => writes(models, action))
    case 'CreateTable':
    case 'DescribeTable':
    case 'UpdateTable':
      return E.isLeft(exchange.answer) ? [] : bound(models, exchange.answer.right)
    default:
      return []
  }
}
