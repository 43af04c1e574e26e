/** Which tables an operation is about. */
import type { Operation } from './Operation'

const distinct = (tables: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(tables)]

/** The tables of an operation, each once, in the order in which it names them. */
export const tablesOf = (operation: Operation): ReadonlyArray<string> => {
  switch (operation._tag) {
    case 'PutItem':
      return [operation.put.table]
    case 'UpdateItem':
      return [operation.update.table]
    case 'DeleteItem':
      return [operation.delete.table]
    case 'BatchGetItem':
      return distinct(operation.tables.map(({ table }) => table))
    case 'BatchWriteItem':
      return distinct(operation.writes.map(({ table }) => table))
    case 'TransactGetItems':
      return distinct(operation.gets.map(({ table }) => table))
    case 'TransactWriteItems':
      return distinct(operation.actions.map(({ table }) => table))
    case 'CreateTable':
      return [operation.schema.name]
    default:
      return [operation.table]
  }
}
