/** Operations as readable text, with conditions and updates as DynamoDB would write them, for failures. */
import { stringify } from 'fast-check'
import type { Condition } from '../../src/expression/condition/model'
import { show as showCondition } from '../../src/expression/condition/show'
import type { KeyCondition, Range } from '../../src/expression/KeyCondition'
import type { Projection } from '../../src/expression/Projection'
import { show as showUpdate } from '../../src/expression/update/show'
import type {
  DeleteItem,
  IteratorStart,
  Metered,
  Operation,
  PutItem,
  Query,
  Scan,
  TableChange,
  UpdateItem,
  WriteAction,
} from '../../src/program/Operation'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { show as showSegments } from '../../src/value/Path'
import { show, showItem, showName } from '../../src/value/show'

/** Texts longer than this are cut: what is over a limit is long. */
const longest = 400

const cut = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`

const value = (v: AttributeValue): string => cut(show(v))
const item = (i: Item): string => cut(showItem(i))

const words = (...texts: ReadonlyArray<string>): string => texts.filter((text) => text !== '').join(' ')
const flag = (word: string, on: boolean): string => (on ? word : '')

const condition = (word: string, c: Condition<never>): string =>
  c._tag === 'Always' ? '' : `${word} ${cut(showCondition(c))}`

const project = (projection: Projection | undefined): string =>
  projection === undefined
    ? ''
    : `PROJECT ${cut(projection.paths.map(({ segments }) => showSegments(segments)).join(', '))}`

const range = (name: string, r: Range<AttributeValue>): string => {
  switch (r._tag) {
    case 'Compare':
      return `${name} ${r.comparator} ${value(r.value)}`
    case 'Between':
      return `${name} BETWEEN ${value(r.low)} AND ${value(r.high)}`
    case 'BeginsWith':
      return `begins_with(${name}, ${value(r.prefix)})`
  }
}

const key = (k: KeyCondition): string =>
  [
    ...k.equals.map((equal) => `${showName(equal.name)} = ${value(equal.value)}`),
    ...(k.range === undefined ? [] : [range(showName(k.range.name), k.range.range)]),
  ].join(' AND ')

const action = (a: WriteAction): string => {
  switch (a._tag) {
    case 'Put':
      return words('Put', a.table, item(a.item), condition('IF', a.condition))
    case 'Update':
      return words('Update', a.table, item(a.key), cut(showUpdate(a.update)), condition('IF', a.condition))
    case 'Delete':
    case 'Check':
      return words(a._tag, a.table, item(a.key), condition('IF', a.condition))
  }
}

const returning = (word: string): string => (word === 'none' ? '' : `RETURNING ${word}`)

const metered = ({ returnConsumed }: Metered): string => flag('+CONSUMED', returnConsumed === true)

const written = (asked: string, operation: PutItem | UpdateItem | DeleteItem): string =>
  words(asked, returning(operation.returning), flag('+ITEM', operation.itemOnFailure), metered(operation))

const page = (operation: Query | Scan, asked: string): string =>
  words(
    operation._tag,
    operation.index === undefined ? operation.table : `${operation.table}.${operation.index}`,
    asked,
    condition('FILTER', operation.filter),
    project(operation.projection),
    operation.limit === undefined ? '' : `LIMIT ${operation.limit}`,
    operation.start === undefined ? '' : `AFTER ${item(operation.start)}`,
    flag('COUNT', operation.select === 'count'),
    flag('CONSISTENT', operation.consistent),
    metered(operation),
  )

const change = (c: TableChange): string => {
  switch (c._tag) {
    case 'CreateIndex':
      return words('CREATE', c.index.kind, c.index.name, c.throughput === undefined ? '' : stringify(c.throughput))
    case 'DeleteIndex':
      return words('DELETE', c.index)
    default:
      return Object.entries(c)
        .flatMap(([name, set]) => (name === '_tag' ? [] : [`SET ${name} ${stringify(set)}`]))
        .join(' ')
  }
}

const from = (start: IteratorStart): string =>
  'sequenceNumber' in start ? `${start._tag} ${start.sequenceNumber}` : start._tag

const lines = (first: string, rest: ReadonlyArray<string>): string => [first, ...rest].join('\n     ')

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const showAny = (operation: Operation): string => {
  switch (operation._tag) {
    case 'GetItem':
      return words('GetItem', operation.table, item(operation.key), project(operation.projection), metered(operation))
    case 'PutItem':
      return written(action(operation.put), operation)
    case 'UpdateItem':
      return written(action(operation.update), operation)
    case 'DeleteItem':
      return written(action(operation.delete), operation)
    case 'BatchGetItem':
      return lines(
        words('BatchGetItem', metered(operation)),
        operation.tables.map((t) => words(t.table, cut(t.keys.map(showItem).join(', ')), project(t.projection))),
      )
    case 'BatchWriteItem':
      return lines(
        words('BatchWriteItem', metered(operation)),
        operation.writes.map((w) => action({ ...w, condition: { _tag: 'Always' } })),
      )
    case 'TransactGetItems':
      return lines(
        words('TransactGetItems', metered(operation)),
        operation.gets.map((get) => words(get.table, item(get.key), project(get.projection))),
      )
    case 'TransactWriteItems':
      return lines(
        words(
          'TransactWriteItems',
          flag('+ITEM', operation.itemOnFailure),
          operation.token === undefined ? '' : `TOKEN ${operation.token}`,
          metered(operation),
        ),
        operation.actions.map(action),
      )
    case 'Query':
      return page(operation, words(`WHERE ${key(operation.key)}`, flag('BACKWARD', operation.direction === 'backward')))
    case 'Scan':
      return page(
        operation,
        operation.segment === undefined ? '' : `SEGMENT ${operation.segment.index} OF ${operation.segment.total}`,
      )
    case 'CreateTable':
      return words(
        'CreateTable',
        operation.schema.name,
        operation.settings === undefined ? '' : `SET ${stringify(operation.settings)}`,
      )
    case 'UpdateTable':
      return words('UpdateTable', operation.table, change(operation.change))
    case 'UpdateTimeToLive':
      return words('UpdateTimeToLive', operation.table, operation.enabled ? 'ON' : 'OFF', operation.attribute)
    case 'UpdateContinuousBackups':
      return words('UpdateContinuousBackups', operation.table, operation.enabled ? 'ON' : 'OFF')
    case 'TagResource':
      return words('TagResource', operation.table, stringify(operation.tags))
    case 'UntagResource':
      return words('UntagResource', operation.table, stringify(operation.names))
    case 'DescribeStream':
      return words(
        'DescribeStream',
        operation.stream,
        operation.childrenOf === undefined ? '' : `CHILDREN OF ${operation.childrenOf}`,
        operation.limit === undefined ? '' : `LIMIT ${operation.limit}`,
        operation.start === undefined ? '' : `AFTER ${operation.start}`,
      )
    case 'GetShardIterator':
      return words('GetShardIterator', operation.stream, operation.shard, from(operation.from))
    case 'GetRecords':
      return words(
        'GetRecords',
        operation.stream,
        operation.shard,
        cut(operation.iterator),
        operation.limit === undefined ? '' : `LIMIT ${operation.limit}`,
      )
    case 'DescribeTable':
    case 'DeleteTable':
    case 'DescribeTimeToLive':
    case 'DescribeContinuousBackups':
    case 'ListTagsOfResource':
      return words(operation._tag, operation.table)
  }
}

/** An operation as text. For reading, not for sending. One that is none is shown as data. */
export const showOperation = (operation: Operation): string => {
  try {
    return showAny(operation)
  } catch {
    return stringify(operation)
  }
}

/** Operations as text, a line each. */
export const showOperations = (operations: ReadonlyArray<Operation>): string =>
  operations.map((operation, i) => `${String(i + 1).padStart(3)}. ${showOperation(operation)}`).join('\n')
