/**
 * What a span says of an operation and its answer, in the names of OpenTelemetry's conventions for databases and DynamoDB.
 * No keys and no values of items.
 *
 * Source: https://opentelemetry.io/docs/specs/semconv/db/dynamodb/ and https://opentelemetry.io/docs/specs/semconv/db/database-spans/
 */
import * as E from 'fp-ts/Either'
import { show as showProjection } from '../../../expression/projection/interpreters'
import type { Operation } from '../../../program/Operation'
import { tablesOf } from '../../../program/tablesOf'
import { consumedOf } from '../metered'
import type { AnyAnswer } from '../tapped'
import type { SpanAttributes } from './Tracer'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

type Entry = readonly [name: string, value: SpanAttributes[string] | undefined]

const present = (entries: ReadonlyArray<Entry>): SpanAttributes => {
  const attributes: SpanAttributes = {}
  for (const [name, value] of entries) if (value !== undefined) attributes[name] = value
  return attributes
}

// How many requests an operation holds: said of two or more only.
const batchSize = (operation: Operation): number | undefined => {
  const size = (): number => {
    switch (operation._tag) {
      case 'BatchGetItem':
        return operation.tables.reduce((sum, { keys }) => sum + keys.length, 0)
      case 'BatchWriteItem':
        return operation.writes.length
      case 'TransactGetItems':
        return operation.gets.length
      case 'TransactWriteItems':
        return operation.actions.length
      default:
        return 1
    }
  }
  const n = size()
  return n > 1 ? n : undefined
}

const ofRead = (operation: Operation): ReadonlyArray<Entry> => {
  switch (operation._tag) {
    case 'GetItem':
    case 'Query':
    case 'Scan': {
      const { consistent, projection } = operation
      return [
        ['aws.dynamodb.consistent_read', consistent],
        ['aws.dynamodb.projection', projection === undefined ? undefined : showProjection(projection)],
      ]
    }
    default:
      return []
  }
}

const ofPage = (operation: Operation): ReadonlyArray<Entry> => {
  if (operation._tag !== 'Query' && operation._tag !== 'Scan') return []
  const segment = operation._tag === 'Scan' ? operation.segment : undefined
  return [
    ['aws.dynamodb.index_name', operation.index],
    ['aws.dynamodb.limit', operation.limit],
    ['aws.dynamodb.select', operation.select === 'count' ? 'COUNT' : undefined],
    ['aws.dynamodb.scan_forward', operation._tag === 'Query' ? operation.direction === 'forward' : undefined],
    ['aws.dynamodb.segment', segment?.index],
    ['aws.dynamodb.total_segments', segment?.total],
  ]
}

// The conventions have no names for streams.
const ofStream = (operation: Operation): ReadonlyArray<Entry> =>
  'stream' in operation
    ? [
        ['bloop.stream', operation.stream],
        ['bloop.shard', 'shard' in operation ? operation.shard : undefined],
        ['aws.dynamodb.limit', 'limit' in operation ? operation.limit : undefined],
      ]
    : []

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The name of a span: the operation, and its table where it is one. */
export const spanName = (operation: Operation): string => {
  const [table, ...others] = tablesOf(operation)
  return table === undefined || others.length > 0 ? operation._tag : `${operation._tag} ${table}`
}

/** What is known of an operation before it is sent. */
export const attributesOf = (operation: Operation): SpanAttributes => {
  const tables = tablesOf(operation)
  return present([
    ['db.system.name', 'aws.dynamodb'],
    ['db.operation.name', operation._tag],
    ['db.collection.name', tables.length === 1 ? tables[0] : undefined],
    ['db.operation.batch.size', batchSize(operation)],
    ['aws.dynamodb.table_names', [...tables]],
    ...ofRead(operation),
    ...ofPage(operation),
    ...ofStream(operation),
  ])
}

/** What is known once it is answered. */
export const attributesOfAnswer = (answer: AnyAnswer): SpanAttributes => {
  if (E.isLeft(answer)) {
    const { left } = answer
    return present([
      ['error.type', left._tag],
      ['db.response.status_code', 'name' in left ? left.name : undefined],
    ])
  }
  const consumed = consumedOf(answer)
  const page = 'scanned' in answer.right ? answer.right : undefined
  return present([
    ['aws.dynamodb.count', page?.count],
    ['aws.dynamodb.scanned_count', page?.scanned],
    ['bloop.records', 'records' in answer.right ? answer.right.records.length : undefined],
    [
      'aws.dynamodb.consumed_capacity',
      consumed.length === 0
        ? undefined
        : consumed.map(({ table, units }) => JSON.stringify({ TableName: table, CapacityUnits: units })),
    ],
  ])
}

/** What a failure says in words, where it does. */
export const messageOf = (answer: AnyAnswer): string | undefined =>
  E.isLeft(answer) && 'message' in answer.left ? answer.left.message : undefined
