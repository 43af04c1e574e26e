/** Requests as they are sent: the expressions that an operation is rendered to, with their names and values. */
import { type Interpreter, render, Value as V } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as R from 'fp-ts/ReadonlyRecord'
import { wrap } from './text'

/** Any operation that an interpreter is asked to run. */
export type Operation = Parameters<Interpreter>[0]

/** A line of a request: what it is, and its text. */
export type Line = readonly [label: string, text: string]

const expressionsOf = (operation: Operation): Parameters<typeof render>[0] => {
  switch (operation._tag) {
    case 'PutItem':
      return { condition: operation.put.condition }
    case 'UpdateItem':
      return { update: operation.update.update, condition: operation.update.condition }
    case 'Query':
      return { key: operation.key, filter: operation.filter, projection: operation.projection }
    case 'Scan':
      return { filter: operation.filter, projection: operation.projection }
    default:
      return {}
  }
}

const showKey = (key: V.Item): string => Object.values(key).map(V.show).join(', ')

/** What is asked, and how, beside the expressions. */
const subjectOf = (operation: Operation): ReadonlyArray<string> => {
  switch (operation._tag) {
    case 'PutItem':
      return [operation.put.table]
    case 'GetItem':
      return [operation.table, showKey(operation.key)]
    case 'UpdateItem':
      return [operation.update.table, showKey(operation.update.key)]
    case 'BatchWriteItem':
      return ['at most 25 puts a call, 4 calls side by side']
    case 'CreateTable':
      return [operation.schema.name, 'billed on demand']
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

/** The expressions of a request, in the order in which they are read best. */
const expressions = [
  ['KeyConditionExpression', 'key condition'],
  ['FilterExpression', 'filter'],
  ['ProjectionExpression', 'projection'],
  ['UpdateExpression', 'update'],
  ['ConditionExpression', 'condition'],
] as const

const labelled = (label: string, lines: ReadonlyArray<string>): ReadonlyArray<Line> =>
  lines.map((line, at) => [at === 0 ? label : '', line])

const layout = { width: 64, lines: 2 }

/** Where a line may end: before a word between terms, and after a comma. */
const terms = / (?=AND |OR |REMOVE |ADD |DELETE )|(?<=,) /

const expression = (label: string, text: string = ''): ReadonlyArray<Line> =>
  labelled(label, text === '' ? [] : wrap(text.split(terms), { ...layout, separator: ' ' }, () => '…'))

const legend = (label: string, entries: ReadonlyArray<readonly [string, string]>): ReadonlyArray<Line> =>
  labelled(
    label,
    wrap(
      entries.map(([placeholder, stands]) => `${placeholder} ${stands}`),
      { ...layout, separator: '   ' },
      (hidden) => `… ${hidden} more`,
    ),
  )

/** A request as lines: the operation, each expression, and what its placeholders stand for. */
export const showRequest = (operation: Operation): ReadonlyArray<Line> =>
  pipe(
    render(expressionsOf(operation)),
    E.match(
      ({ place, reason }): ReadonlyArray<Line> => [[place, reason]],
      ({ ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {}, ...texts }) => [
        [operation._tag, subjectOf(operation).join(', ')],
        ...expressions.flatMap(([name, label]) => expression(label, texts[name])),
        ...legend('names', Object.entries(names)),
        ...legend('values', Object.entries(pipe(values, R.map(V.show)))),
      ],
    ),
  )
