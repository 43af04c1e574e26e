/**
 * What an answer means, as text: two answers are the same where their texts are. Numbers by value, sets and attributes in
 * no order, errors by their name and not their message; of pages only what DynamoDB promises.
 */
import { type Either, isLeft } from 'fp-ts/Either'
import type { CancellationReason } from '../../src/program/errors'
import type {
  ErrorOf,
  Operation,
  OperationName,
  OutputOf,
  Page,
  TimeToLiveDescription,
} from '../../src/program/Operation'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { normaliseItem } from '../../src/value/normalise'
import { quote, showName } from '../../src/value/show'
import type { TableSchema } from '../../src/value/TableSchema'
import type { TableSettings } from '../../src/value/TableSettings'
import type { TableDescription } from '../../src/value/TableSpec'
import { indexOf, sortOf } from './table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What any operation answers. */
export type AnyAnswer = Either<ErrorOf<OperationName>, OutputOf<OperationName>>

/** What was answered to a walk through pages, from the first to the last. */
export type Walk = Either<ErrorOf<OperationName>, ReadonlyArray<Page>>

// -----------------------------------------------------------------------------
// interpreters: values
// -----------------------------------------------------------------------------

const hex = (bytes: Uint8Array): string => `x${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`

const valueText = (value: AttributeValue): string => {
  if ('S' in value) return quote(value.S)
  if ('N' in value) return value.N
  if ('B' in value) return hex(value.B)
  if ('BOOL' in value) return String(value.BOOL)
  if ('NULL' in value) return 'null'
  if ('SS' in value) return `SS(${value.SS.map(quote).join(', ')})`
  if ('NS' in value) return `NS(${value.NS.join(', ')})`
  if ('BS' in value) return `BS(${value.BS.map(hex).join(', ')})`
  if ('L' in value) return `[${value.L.map(valueText).join(', ')}]`
  return 'M' in value ? entriesText(value.M) : '<no value>'
}

const entriesText = (item: Item): string =>
  `{ ${Object.entries(item)
    .map(([name, value]) => `${showName(name)}: ${valueText(value)}`)
    .join(', ')} }`

/** An item as text: the same for items that DynamoDB holds for equal. */
export const itemText = (item: Item): string => entriesText(normaliseItem(item))

/** Items as text, in no order. */
export const bagText = (items: ReadonlyArray<Item>): string => items.map(itemText).sort().join('\n')

// -----------------------------------------------------------------------------
// interpreters: errors
// -----------------------------------------------------------------------------

const maybeItem = (item: Item | undefined): string => (item === undefined ? '' : ` with ${itemText(item)}`)

const reasonText = ({ code, item }: CancellationReason): string => `${code}${maybeItem(item)}`

/** An error as text, without its message. */
export const errorText = (error: ErrorOf<OperationName>): string => {
  switch (error._tag) {
    case 'ConditionFailed':
      return `${error._tag} ${error.table}${maybeItem(error.item)}`
    case 'TransactionCanceled':
      return `${error._tag}: ${error.reasons.map(reasonText).join(', ')}`
    case 'RequestRefused':
    case 'ServiceFailed':
    case 'Throttled':
      return `${error._tag} ${error.name}`
    case 'InvalidItem':
    case 'TableNotFound':
    case 'TableInUse':
      return `${error._tag} ${error.table}`
    case 'InvalidExpression':
      return `${error._tag} ${error.place}`
    default:
      return error._tag
  }
}

// -----------------------------------------------------------------------------
// interpreters: answers
// -----------------------------------------------------------------------------

const attributesText = (item: Item | undefined): string =>
  item === undefined || Object.keys(item).length === 0 ? 'no attributes' : `attributes ${itemText(item)}`

const keyText = ({ partition, sort }: TableSchema['key']): string =>
  `${partition.map(({ name, type }) => `${name}: ${type}`).join(', ')} / ${sort.map(({ name, type }) => `${name}: ${type}`).join(', ')}`

/** A schema as text: indexes, and what they project, in no order. */
export const schemaText = ({ name, key, indexes }: TableSchema): string => {
  const texts = indexes.map((index) => {
    const { projection } = index
    const projected = typeof projection === 'string' ? projection : [...projection].sort().join(', ')
    return `${index.kind} ${index.name} (${keyText(index.key)}) of ${projected}`
  })
  return `table ${name} (${keyText(key)}) ${texts.sort().join('; ')}`
}

// Plain data as text, names in no order.
const dataText = (u: unknown): string =>
  typeof u === 'object' && u !== null
    ? `{ ${Object.entries(u)
        .map(([name, value]) => `${quote(name)}: ${dataText(value)}`)
        .sort()
        .join(', ')} }`
    : JSON.stringify(u)

/** The settings of a table that is described, as text. */
export const settingsText = (settings: TableSettings): string => dataText(settings)

const descriptionText = ({ schema, settings }: TableDescription): string =>
  `${schemaText(schema)} with ${settingsText(settings)}`

// It takes a while until it is as it is to be.
const timeToLiveText = ({ status, attribute }: TimeToLiveDescription): string =>
  status === 'ENABLED' || status === 'ENABLING' ? `time to live ${quote(attribute ?? '')}` : 'no time to live'

// Of which tables it is told, and not how much: emulators count otherwise.
const consumedText = (output: OutputOf<OperationName>): string => {
  const consumed = 'consumed' in output ? output.consumed : undefined
  return consumed === undefined
    ? ''
    : `\nconsumed of ${consumed
        .map(({ table }) => table)
        .sort()
        .join(', ')}`
}

const outputText = (output: OutputOf<OperationName>): string => {
  if ('attributes' in output) return attributesText(output.attributes)
  if ('item' in output) return output.item === undefined ? 'no item' : `item ${itemText(output.item)}`
  if ('schema' in output) return descriptionText(output)
  if ('status' in output) return timeToLiveText(output)
  if ('enabled' in output) return output.enabled ? 'continuous backups' : 'no continuous backups'
  if ('tags' in output) return `tags ${dataText(output.tags)}`
  if ('unprocessed' in output) {
    const found = 'items' in output ? output.items.map(({ table, item }) => `${table} ${itemText(item)}`) : []
    return [...found.sort(), `${output.unprocessed.length} unprocessed`].join('\n')
  }
  if ('count' in output) return `${output.count} of ${output.scanned}\n${output.items.map(itemText).join('\n')}`
  if ('items' in output) {
    return output.items.map((item) => (item === undefined ? 'none' : itemText(item))).join('\n')
  }
  return 'done'
}

const tablesOf = (operation: Operation): ReadonlyArray<string> => {
  switch (operation._tag) {
    case 'BatchGetItem':
      return operation.tables.map(({ table }) => table)
    case 'BatchWriteItem':
      return operation.writes.map(({ table }) => table)
    case 'TransactGetItems':
      return operation.gets.map(({ table }) => table)
    case 'TransactWriteItems':
      return operation.actions.map(({ table }) => table)
    default:
      return []
  }
}

/**
 * The meaning of an answer. An answer without attributes, and one with an empty map of them, mean the same. Of several
 * tables DynamoDB does not say which is not there.
 */
export const answerText = (operation: Operation, answer: AnyAnswer): string => {
  const { _tag } = operation
  if (isLeft(answer)) {
    const several = new Set(tablesOf(operation)).size > 1
    return several && answer.left._tag === 'TableNotFound' ? answer.left._tag : errorText(answer.left)
  }
  const told = consumedText(answer.right)
  const text = outputText(answer.right)
  if (text !== 'done') return text + told
  return (_tag === 'GetItem' ? 'no item' : _tag.endsWith('Item') ? 'no attributes' : text) + told
}

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((x, y) => x + y, 0)

// The keys that order what is read: ties among them have no order of their own.
const orderText = (schema: TableSchema, index: string, items: ReadonlyArray<Item>): string =>
  items
    .map((item) =>
      sortOf(schema, index)
        .map(({ name }) =>
          item[name] === undefined ? '' : valueText(normaliseItem({ k: item[name] }).k as AttributeValue),
        )
        .join(' '),
    )
    .join('; ')

const pageText = ({ count, scanned, items }: Page): string =>
  `${count} of ${scanned}: ${items.map(itemText).join(', ')}`

const nothing = pageText({ count: 0, scanned: 0, items: [] })

/**
 * The meaning of a walk. Promised are: of a scan, which items; of a query on an index, also the order of the sort keys; of a
 * query on the table, the order of the items and, where there is a limit, the pages, but for an empty one at the end.
 */
export const walkText = (schema: TableSchema, operation: Operation<'Query' | 'Scan'>, walk: Walk): string =>
  isLeft(walk) ? errorText(walk.left) : pagesText(schema, operation, walk.right) + toldText(walk.right)

// Whether each page tells what it consumed.
const toldText = (pages: ReadonlyArray<Page>): string => {
  const [text = '', ...others] = new Set(pages.map(consumedText))
  return others.length === 0 ? text : '\nonly some pages tell what they consumed'
}

const pagesText = (schema: TableSchema, operation: Operation<'Query' | 'Scan'>, pages: ReadonlyArray<Page>): string => {
  const items = pages.flatMap((page) => page.items)
  const totals = `${sum(pages.map(({ count }) => count))} of ${sum(pages.map(({ scanned }) => scanned))}`
  if (operation._tag === 'Scan') return `${totals}\n${bagText(items)}`
  if (operation.index !== undefined) {
    const order =
      operation.projection === undefined && indexOf(schema, operation.index) !== undefined
        ? `in the order ${orderText(schema, operation.index, items)}`
        : ''
    return `${totals} ${order}\n${bagText(items)}`
  }
  if (operation.limit === undefined) return `${totals}\n${items.map(itemText).join('\n')}`
  return `${totals}\n${pages
    .map(pageText)
    .filter((text) => text !== nothing)
    .join('\n')}`
}
