/**
 * An operation as text: what is asked, of which table or index, and its expressions as they are sent, a line each.
 *
 * @example
 * ```ts
 * import { Condition as C, KeyCondition as K, Path as P } from 'bloop-ts'
 * import { explainOperation } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const text = explainOperation({
 *   _tag: 'Query',
 *   table: 'orders',
 *   index: 'byStatus',
 *   key: K.keyCondition([{ name: 'status', value: { S: 'open' } }]),
 *   filter: C.lt(P.path('total'), { N: '100' }),
 *   consistent: false,
 *   limit: 10,
 *   select: 'items',
 *   direction: 'backward',
 * })
 * assert.strictEqual(
 *   text,
 *   `Query orders.byStatus, backward, limit 10
 *   KeyConditionExpression status = 'open'
 *   FilterExpression total < 100`,
 * )
 * ```
 */
import type { Condition } from '../../../expression/condition/model'
import { simplify } from '../../../expression/condition/simplify'
import type { Expressions } from '../../../expression/render/render'
import type { Metered, Operation, Query, Scan, WriteAction } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import { showItem } from '../../../value/show'
import { cut, expressionLines } from './expressions'
import { isOfStream, streamLine } from './stream'
import { isOfTable, tableLines } from './table'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

// Names are shown as they are, but for what would break a line or move the cursor.
const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, (c) => (c === '\n' ? '\\n' : `\\u{${c.codePointAt(0)?.toString(16) ?? ''}}`))

const lines = (first: string, rest: ReadonlyArray<string>): string => [first, ...rest].map(oneLine).join('\n  ')

const indented = (texts: ReadonlyArray<string>): ReadonlyArray<string> => texts.map((text) => `  ${text}`)

/** The words that are there, with commas between them. */
const words = (...texts: ReadonlyArray<string | undefined>): string =>
  texts.filter((text) => text !== undefined).join(', ')

const flag = (word: string, on: boolean | undefined): string | undefined => (on === true ? word : undefined)

const item = (i: Item): string => cut(showItem(i))

const isNever = (condition: Condition<never>): boolean => simplify(condition)._tag === 'Never'

const conditioned = (condition: Condition<never>, more: Expressions = {}): ReadonlyArray<string> =>
  isNever(condition)
    ? [...expressionLines(more), 'ConditionExpression never holds']
    : expressionLines({ ...more, condition })

const common = ({ returnConsumed }: Metered): string | undefined => flag('consumption is answered', returnConsumed)

const actionLines = (action: WriteAction): readonly [string, ReadonlyArray<string>] => {
  switch (action._tag) {
    case 'Put':
      return [`${action.table} ${item(action.item)}`, conditioned(action.condition)]
    case 'Update':
      return [`${action.table} ${item(action.key)}`, conditioned(action.condition, { update: action.update })]
    case 'Delete':
    case 'Check':
      return [`${action.table} ${item(action.key)}`, conditioned(action.condition)]
  }
}

const write = (operation: Operation<'PutItem' | 'UpdateItem' | 'DeleteItem'>, action: WriteAction): string => {
  const [what, more] = actionLines(action)
  const returning = operation.returning === 'none' ? undefined : `${operation.returning} values are answered`
  const onFailure = flag('the item is answered on failure', operation.itemOnFailure)
  return lines(words(`${operation._tag} ${what}`, returning, onFailure, common(operation)), more)
}

// What no item passes is not sent as an expression: the page is counted instead.
const filtered = ({ filter }: Query | Scan): readonly [Expressions, ReadonlyArray<string>] =>
  isNever(filter) ? [{}, ['no item passes the filter, which is not sent']] : [{ filter }, []]

const page = (operation: Query | Scan): string => {
  const { table, index, consistent, limit, start, select, projection } = operation
  const [filter, more] = filtered(operation)
  const segment = operation._tag === 'Scan' ? operation.segment : undefined
  const first = words(
    `${operation._tag} ${index === undefined ? table : `${table}.${index}`}`,
    operation._tag === 'Query' ? flag('backward', operation.direction === 'backward') : undefined,
    segment === undefined ? undefined : `segment ${segment.index} of ${segment.total}`,
    limit === undefined ? undefined : `limit ${limit}`,
    start === undefined ? undefined : `after ${item(start)}`,
    flag('only counted', select === 'count'),
    flag('consistent', consistent),
    common(operation),
  )
  const key = operation._tag === 'Query' ? operation.key : undefined
  return lines(first, [...expressionLines({ key, ...filter, projection }), ...more])
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const explained = (operation: Operation): string => {
  if (isOfTable(operation)) return lines(...tableLines(operation))
  if (isOfStream(operation)) return lines(streamLine(operation), [])
  switch (operation._tag) {
    case 'GetItem': {
      const { table, key, consistent, projection } = operation
      const first = words(`GetItem ${table} ${item(key)}`, flag('consistent', consistent), common(operation))
      return lines(first, expressionLines({ projection }))
    }
    case 'PutItem':
      return write(operation, operation.put)
    case 'UpdateItem':
      return write(operation, operation.update)
    case 'DeleteItem':
      return write(operation, operation.delete)
    case 'BatchGetItem': {
      const number = operation.tables.reduce((sum, { keys }) => sum + keys.length, 0)
      const first = words(`BatchGetItem of ${counted(number, 'key')}`, common(operation))
      const ofTable = operation.tables.flatMap(({ table, keys, consistent, projection }) => [
        words(`${table}, ${counted(keys.length, 'key')}`, flag('consistent', consistent)),
        ...indented(expressionLines({ projection })),
        ...indented(keys.map(item)),
      ])
      return lines(first, ofTable)
    }
    case 'BatchWriteItem':
      return lines(
        words(`BatchWriteItem of ${counted(operation.writes.length, 'write')}`, common(operation)),
        operation.writes.map((one) => `${one._tag} ${one.table} ${item(one._tag === 'Put' ? one.item : one.key)}`),
      )
    case 'TransactGetItems':
      return lines(
        words(`TransactGetItems of ${counted(operation.gets.length, 'read')}`, common(operation)),
        operation.gets.flatMap(({ table, key, projection }) => [
          `${table} ${item(key)}`,
          ...indented(expressionLines({ projection })),
        ]),
      )
    case 'TransactWriteItems': {
      const token = operation.token === undefined ? undefined : `token ${operation.token}`
      const onFailure = flag('items are answered on failure', operation.itemOnFailure)
      return lines(
        words(
          `TransactWriteItems of ${counted(operation.actions.length, 'action')}`,
          token,
          onFailure,
          common(operation),
        ),
        operation.actions.flatMap((action) => {
          const [what, more] = actionLines(action)
          return [`${action._tag} ${what}`, ...indented(more)]
        }),
      )
    }
    case 'Query':
    case 'Scan':
      return page(operation)
  }
}

/**
 * An operation as text. For reading, not for sending: values are shown as `Value.show` shows them, and long ones are cut.
 * Expressions stand in the form in which they are sent, which is the simple one; of those that cannot be sent it says why.
 * A text of the user breaks no line. Total: of what is no operation it says so.
 */
export const explainOperation = (operation: Operation): string => {
  try {
    return explained(operation) ?? '<no operation>'
  } catch {
    return '<no operation>'
  }
}
