/** Requests for tables. */
import type { IndexProjection, IndexSchema, KeySchema, TableSchema } from '../../../value/TableSchema'
import { keyAttributes } from '../../../value/TableSchema'
import type { WireCreateTable, WireIndex, WireKeyElement } from '../wire'

/** Several attributes of one kind stand one after the other, in their order. */
const keyElements = ({ partition, sort }: KeySchema): ReadonlyArray<WireKeyElement> => [
  ...partition.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' }) as const),
  ...sort.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' }) as const),
]

const projection = (projected: IndexProjection): WireIndex['Projection'] =>
  projected === 'all'
    ? { ProjectionType: 'ALL' }
    : projected === 'keys' || projected.length === 0
      ? { ProjectionType: 'KEYS_ONLY' }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: projected }

const index = ({ name, key, projection: projected }: IndexSchema): WireIndex => ({
  IndexName: name,
  KeySchema: keyElements(key),
  Projection: projection(projected),
})

const ofKind = (indexes: ReadonlyArray<IndexSchema>, kind: IndexSchema['kind']): ReadonlyArray<WireIndex> =>
  indexes.filter((i) => i.kind === kind).map(index)

/** An attribute that several keys share is defined once; with two types, twice, which DynamoDB refuses. */
const definitions = ({ key, indexes }: TableSchema): WireCreateTable['AttributeDefinitions'] => {
  const byIdentity = new Map(
    [key, ...indexes.map((i) => i.key)]
      .flatMap(keyAttributes)
      .map(({ name, type }) => [JSON.stringify([name, type]), { AttributeName: name, AttributeType: type }]),
  )
  return [...byIdentity.values()]
}

/** CreateTable, billed on demand. */
export const createTable = (TableName: string, schema: TableSchema): WireCreateTable => {
  const global = ofKind(schema.indexes, 'global')
  const local = ofKind(schema.indexes, 'local')
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: definitions(schema),
    KeySchema: keyElements(schema.key),
    ...(global.length === 0 ? {} : { GlobalSecondaryIndexes: global }),
    ...(local.length === 0 ? {} : { LocalSecondaryIndexes: local }),
  }
}
