/** Requests as they are sent: the expressions that an operation is rendered to, with their names and values. */
import { type Operation, render, Value as V } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as R from 'fp-ts/ReadonlyRecord'
import { subjectOf } from './subject'
import { wrap } from './text'

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
