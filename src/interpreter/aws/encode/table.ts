/** Requests for tables. */
import type { CreateTable, TableChange, UpdateTable } from '../../../program/Operation'
import type { IndexProjection, IndexSchema, KeySchema } from '../../../value/TableSchema'
import { keyAttributes } from '../../../value/TableSchema'
import type { Throughput } from '../../../value/TableSettings'
import type {
  WireCreateTable,
  WireDefinition,
  WireIndex,
  WireIndexUpdate,
  WireKeyElement,
  WireUpdateTable,
} from '../wire'
import * as settings from './settings'

// -----------------------------------------------------------------------------
// keys and indexes
// -----------------------------------------------------------------------------

/** Several attributes of one kind stand one after the other, in their order. */
const keyElements = ({ partition, sort }: KeySchema): ReadonlyArray<WireKeyElement> => [
  ...partition.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' }) as const),
  ...sort.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' }) as const),
]

/** An attribute that several keys share is defined once; with two types, twice, which DynamoDB refuses. */
const definitions = (keys: ReadonlyArray<KeySchema>): ReadonlyArray<WireDefinition> => {
  const byIdentity = new Map(
    keys
      .flatMap(keyAttributes)
      .map(({ name, type }) => [JSON.stringify([name, type]), { AttributeName: name, AttributeType: type }]),
  )
  return [...byIdentity.values()]
}

const projection = (projected: IndexProjection): WireIndex['Projection'] =>
  projected === 'all'
    ? { ProjectionType: 'ALL' }
    : projected === 'keys' || projected.length === 0
      ? { ProjectionType: 'KEYS_ONLY' }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: projected }

const index = ({ name, key, projection: projected }: IndexSchema, capacity?: Throughput): WireIndex => ({
  IndexName: name,
  KeySchema: keyElements(key),
  Projection: projection(projected),
  ...(capacity === undefined ? {} : { ProvisionedThroughput: settings.throughput(capacity) }),
})

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** CreateTable. Where the table is billed for capacity, a global index without its own has as much as the table. */
export const createTable = (
  TableName: string,
  { schema: { key, indexes }, settings: asked = {} }: CreateTable,
): WireCreateTable => {
  const { billing = 'onDemand', indexThroughput = {}, tags = {} } = asked
  const shared = billing === 'onDemand' ? undefined : billing
  const capacityOf = (name: string) => (Object.hasOwn(indexThroughput, name) ? indexThroughput[name] : shared)
  const global = indexes.filter(({ kind }) => kind === 'global').map((i) => index(i, capacityOf(i.name)))
  const local = indexes.filter(({ kind }) => kind === 'local').map((i) => index(i))
  return {
    TableName,
    ...settings.settings(asked),
    AttributeDefinitions: definitions([key, ...indexes.map((i) => i.key)]),
    KeySchema: keyElements(key),
    ...(global.length === 0 ? {} : { GlobalSecondaryIndexes: global }),
    ...(local.length === 0 ? {} : { LocalSecondaryIndexes: local }),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: settings.tags(tags) }),
  }
}

/** UpdateTable: one change, and nothing beside it. */
export const updateTable = (TableName: string, { change }: UpdateTable): WireUpdateTable => ({
  TableName,
  ...changed(change),
})

const indexUpdates = (...updates: ReadonlyArray<WireIndexUpdate>): Omit<WireUpdateTable, 'TableName'> =>
  updates.length === 0 ? {} : { GlobalSecondaryIndexUpdates: updates }

const changed = (change: TableChange): Omit<WireUpdateTable, 'TableName'> => {
  switch (change._tag) {
    case 'Billing':
      return {
        ...(change.billing === undefined ? {} : settings.billing(change.billing)),
        ...indexUpdates(
          ...Object.entries(change.indexThroughput ?? {}).map(([IndexName, capacity]) => ({
            Update: { IndexName, ProvisionedThroughput: settings.throughput(capacity) },
          })),
        ),
      }
    case 'Stream':
      return settings.stream(change.stream)
    case 'Encryption':
      return settings.encryption(change.encryption)
    case 'DeletionProtection':
      return settings.deletionProtection(change.deletionProtection)
    case 'TableClass':
      return settings.tableClass(change.tableClass)
    case 'CreateIndex':
      return {
        AttributeDefinitions: definitions([change.index.key]),
        ...indexUpdates({ Create: index(change.index, change.throughput) }),
      }
    case 'DeleteIndex':
      return indexUpdates({ Delete: { IndexName: change.index } })
  }
}
