/** Operations on tables as text. */
import { showIndex, showKey } from '../../../model/showSpec'
import type { Operation } from '../../../program/Operation'

/** The names of the operations that are on tables, and not on items. */
const names = [
  'CreateTable',
  'DescribeTable',
  'UpdateTable',
  'DeleteTable',
  'DescribeTimeToLive',
  'UpdateTimeToLive',
  'DescribeContinuousBackups',
  'UpdateContinuousBackups',
  'ListTagsOfResource',
  'TagResource',
  'UntagResource',
] as const

type OfTable = Operation<(typeof names)[number]>

/** Whether an operation is on a table, and not on items. */
export const isOfTable = (operation: Operation): operation is OfTable =>
  (names as ReadonlyArray<string>).includes(operation._tag)

// What is no plain word is quoted, so that it cannot be taken for a line of its own.
const text = (value: unknown): string =>
  typeof value === 'string' && /^[\w .:/+=@-]*$/.test(value) ? value : (JSON.stringify(value) ?? '')

const entries = (record: object): ReadonlyArray<string> =>
  Object.entries(record).flatMap(([name, value]) =>
    value === undefined || name === '_tag' ? [] : [`${text(name)}: ${text(value)}`],
  )

/** The first line of an operation on a table, and the lines below it. */
export const tableLines = (operation: OfTable): readonly [string, ReadonlyArray<string>] => {
  switch (operation._tag) {
    case 'CreateTable': {
      const { schema, settings = {} } = operation
      return [
        `CreateTable ${schema.name}`,
        [showKey(schema.key), ...schema.indexes.map(showIndex), ...entries(settings)],
      ]
    }
    case 'UpdateTable': {
      const { table, change } = operation
      const first = `UpdateTable ${table}, ${change._tag}`
      if (change._tag !== 'CreateIndex') return [first, entries(change)]
      const { index: created, _tag: _, ...more } = change
      return [first, [showIndex(created), ...entries(more)]]
    }
    case 'UpdateTimeToLive':
      return [`UpdateTimeToLive ${operation.table}, ${operation.attribute} ${operation.enabled ? 'on' : 'off'}`, []]
    case 'UpdateContinuousBackups':
      return [`UpdateContinuousBackups ${operation.table}, ${operation.enabled ? 'on' : 'off'}`, []]
    case 'TagResource':
      return [`TagResource ${operation.table}`, entries(operation.tags)]
    case 'UntagResource':
      return [`UntagResource ${operation.table}`, operation.names.map(text)]
    case 'DescribeTable':
    case 'DeleteTable':
    case 'DescribeTimeToLive':
    case 'DescribeContinuousBackups':
    case 'ListTagsOfResource':
      return [`${operation._tag} ${operation.table}`, []]
  }
}
