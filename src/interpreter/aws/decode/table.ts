/** Answers that describe tables. */
import type { KeyTag } from '../../../value/AttributeValue'
import type { IndexProjection, IndexSchema, KeyAttribute, KeySchema } from '../../../value/TableSchema'
import type { PendingIndex, TableDescription, TableStatus } from '../../../value/TableSpec'
import { isNameOf } from '../tableNames'
import { count, decoder, type Fields, type Found, fields, list, optionalText, text } from './guards'
import { settings } from './settings'

type Path = ReadonlyArray<string | number>

/** The types of key attributes by name. */
type Types = ReadonlyMap<string, KeyTag>

// -----------------------------------------------------------------------------
// keys
// -----------------------------------------------------------------------------

const isKeyTag = (u: unknown): u is KeyTag => u === 'S' || u === 'N' || u === 'B'

const types = (u: unknown, path: Path, found: Found): Types => {
  const byName = new Map<string, KeyTag>()
  list(u, path, found).forEach((definition, i) => {
    const { AttributeName, AttributeType } = fields(definition, [...path, i], found)
    const name = text(AttributeName, [...path, i, 'AttributeName'], found)
    if (isKeyTag(AttributeType)) byName.set(name, AttributeType)
    else found.push({ path: [...path, i, 'AttributeType'], expected: 'S, N or B', actual: AttributeType })
  })
  return byName
}

const neverSeen: KeyAttribute = { name: '', type: 'S' }

const keySchema = (u: unknown, path: Path, known: Types, found: Found): KeySchema => {
  const partition: Array<KeyAttribute> = []
  const sort: Array<KeyAttribute> = []
  list(u, path, found).forEach((element, i) => {
    const { AttributeName, KeyType } = fields(element, [...path, i], found)
    const name = text(AttributeName, [...path, i, 'AttributeName'], found)
    const type = known.get(name)
    if (type === undefined)
      found.push({ path: [...path, i, 'AttributeName'], expected: 'name that AttributeDefinitions has', actual: name })
    else if (KeyType === 'HASH') partition.push({ name, type })
    else if (KeyType === 'RANGE') sort.push({ name, type })
    else found.push({ path: [...path, i, 'KeyType'], expected: 'HASH or RANGE', actual: KeyType })
  })
  const [first = neverSeen, ...others] = partition
  if (first === neverSeen) found.push({ path, expected: 'HASH attribute', actual: u })
  return { partition: [first, ...others], sort }
}

// -----------------------------------------------------------------------------
// indexes
// -----------------------------------------------------------------------------

const projection = (u: unknown, path: Path, found: Found): IndexProjection => {
  const { ProjectionType, NonKeyAttributes } = fields(u, path, found)
  switch (ProjectionType) {
    case 'ALL':
      return 'all'
    case 'KEYS_ONLY':
      return 'keys'
    case 'INCLUDE': {
      const names = [...path, 'NonKeyAttributes']
      return list(NonKeyAttributes, names, found).map((name, i) => text(name, [...names, i], found))
    }
    default:
      found.push({ path: [...path, 'ProjectionType'], expected: 'ALL, KEYS_ONLY or INCLUDE', actual: ProjectionType })
      return 'all'
  }
}

const listed = (u: unknown, path: Path, found: Found): ReadonlyArray<unknown> =>
  u === undefined || u === null ? [] : list(u, path, found)

/** An index that is being deleted is one no more: of its key attributes the types may not be told any longer. */
const indexes = (
  u: unknown,
  path: Path,
  kind: IndexSchema['kind'],
  known: Types,
  found: Found,
): ReadonlyArray<IndexSchema> =>
  listed(u, path, found).flatMap((index, i) => {
    const at = [...path, i]
    const { IndexName, IndexStatus, KeySchema, Projection } = fields(index, at, found)
    const name = text(IndexName, [...at, 'IndexName'], found)
    if (IndexStatus === 'DELETING') return []
    return [
      {
        name,
        kind,
        key: keySchema(KeySchema, [...at, 'KeySchema'], known, found),
        projection: projection(Projection, [...at, 'Projection'], found),
      },
    ]
  })

const indexStatuses: ReadonlySet<unknown> = new Set<PendingIndex['status']>(['CREATING', 'UPDATING', 'DELETING'])

/** The global indexes that are not ACTIVE; one of which no status is told is. */
const pending = (u: unknown, path: Path, found: Found): ReadonlyArray<PendingIndex> =>
  (Array.isArray(u) ? u : []).flatMap((index: unknown, i) => {
    const { IndexName, IndexStatus, Backfilling } = fields(index, [...path, i], [])
    if (IndexStatus === undefined || IndexStatus === null || IndexStatus === 'ACTIVE') return []
    const name = text(IndexStatus, [...path, i, 'IndexStatus'], found)
    return [
      {
        name: String(IndexName),
        status: indexStatuses.has(name) ? (name as PendingIndex['status']) : 'OTHER',
        backfilling: Backfilling === true,
      },
    ]
  })

// -----------------------------------------------------------------------------
// tables
// -----------------------------------------------------------------------------

const statuses: ReadonlySet<unknown> = new Set<TableStatus>([
  'CREATING',
  'UPDATING',
  'ACTIVE',
  'DELETING',
  'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  'REPLICATION_NOT_AUTHORIZED',
  'ARCHIVING',
  'ARCHIVED',
])

const status = (u: unknown, path: Path, found: Found): TableStatus => {
  const name = text(u, path, found)
  return statuses.has(name) ? (name as TableStatus) : 'OTHER'
}

/** That the answer is about the table that was asked for, which may have been named by its ARN. */
export const sameTable = (u: unknown, stored: string, path: Path, found: Found): void => {
  const name = text(u, path, found)
  if (name !== '' && !isNameOf(stored, name)) found.push({ path, expected: stored, actual: name })
}

const description =
  (table: string, stored: string, at: string) =>
  (answer: Fields, found: Found): TableDescription => {
    const d = fields(answer[at], [at], found)
    sameTable(d.TableName, stored, [at, 'TableName'], found)
    const known = types(d.AttributeDefinitions, [at, 'AttributeDefinitions'], found)
    const latestStream = optionalText(d.LatestStreamArn, [at, 'LatestStreamArn'], found)
    return {
      schema: {
        name: table,
        key: keySchema(d.KeySchema, [at, 'KeySchema'], known, found),
        indexes: [
          ...indexes(d.GlobalSecondaryIndexes, [at, 'GlobalSecondaryIndexes'], 'global', known, found),
          ...indexes(d.LocalSecondaryIndexes, [at, 'LocalSecondaryIndexes'], 'local', known, found),
        ],
      },
      settings: settings(d, [at], found),
      status: status(d.TableStatus, [at, 'TableStatus'], found),
      pending: pending(d.GlobalSecondaryIndexes, [at, 'GlobalSecondaryIndexes'], found),
      itemCount: count(d.ItemCount, [at, 'ItemCount'], found),
      ...(latestStream === undefined || latestStream === '' ? {} : { latestStream }),
    }
  }

/** CreateTable and UpdateTable. */
export const created = (table: string, stored: string) => decoder(description(table, stored, 'TableDescription'))

/** DescribeTable; nothing where a table that is being deleted is no longer described. */
export const described = (table: string, stored: string) =>
  decoder((answer, found): TableDescription | undefined => {
    const { KeySchema, TableStatus } = fields(answer.Table, ['Table'], [])
    if (KeySchema === undefined && TableStatus === 'DELETING') return undefined
    return description(table, stored, 'Table')(answer, found)
  })

/** DeleteTable: what it says of the table is not used, but it must say something. */
export const deleted = (stored: string) =>
  decoder((answer, found): Record<never, never> => {
    const { TableName } = fields(answer.TableDescription, ['TableDescription'], found)
    sameTable(TableName, stored, ['TableDescription', 'TableName'], found)
    return {}
  })
