/** What an operation asks, and of what, beside its expressions. */
import { type Operation, type Table, Value as V } from 'bloop-ts'

type Action = Extract<Operation, { readonly _tag: 'TransactWriteItems' }>['actions'][number]

const showKey = (key: V.Item): string => Object.values(key).map(V.show).join(', ')

const withSettings = (settings: object = {}): ReadonlyArray<string> =>
  Object.keys(settings).length === 0 ? [] : [`with ${Object.keys(settings).join(' and ')}`]

const showChange = (change: Table.TableChange): string => {
  switch (change._tag) {
    case 'CreateIndex':
      return `CreateIndex ${change.index.name}`
    case 'DeleteIndex':
      return `DeleteIndex ${change.index}`
    case 'Stream':
      return `Stream ${change.stream}`
    default:
      return change._tag
  }
}

const showAction = (action: Action): string =>
  `${action._tag} ${action._tag === 'Put' ? V.showItem(action.item) : showKey(action.key)}`

/** Its parts, in the order in which they are read best. */
export const subjectOf = (operation: Operation): ReadonlyArray<string> => {
  switch (operation._tag) {
    case 'PutItem':
      return [operation.put.table]
    case 'GetItem':
      return [operation.table, showKey(operation.key)]
    case 'UpdateItem':
      return [operation.update.table, showKey(operation.update.key)]
    case 'TransactWriteItems':
      return [...operation.actions.map(showAction), 'all or none']
    case 'BatchWriteItem':
      return ['at most 25 puts a call, 4 calls side by side']
    case 'CreateTable':
      return [operation.schema.name, 'billed on demand', ...withSettings(operation.settings)]
    case 'UpdateTable':
      return [operation.table, showChange(operation.change)]
    case 'UpdateTimeToLive':
      return [operation.table, `${operation.attribute} ${operation.enabled ? 'on' : 'off'}`]
    case 'UpdateContinuousBackups':
      return [operation.table, operation.enabled ? 'on' : 'off']
    case 'TagResource':
      return [operation.table, ...Object.entries(operation.tags).map(([name, value]) => `${name} = ${value}`)]
    case 'Query':
    case 'Scan':
      return [
        operation.table,
        ...(operation.index === undefined ? [] : [`index ${operation.index}`]),
        ...(operation._tag === 'Query' && operation.direction === 'backward' ? ['descending'] : []),
        ...(operation._tag === 'Query' && operation.start !== undefined ? ['from a cursor on'] : []),
        ...(operation._tag === 'Scan' && operation.segment
          ? [`in ${operation.segment.total} segments side by side`]
          : []),
        ...(operation.limit === undefined ? [] : [`limit ${operation.limit}`]),
        ...(operation.consistent ? ['consistent'] : []),
        ...(operation.select === 'count' ? ['count only'] : []),
      ]
    default:
      return 'table' in operation ? [operation.table] : []
  }
}
