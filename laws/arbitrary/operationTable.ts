/** Operations on tables that leave them as they are: they describe, are refused, or ask for a table that is not there. */
import * as fc from 'fast-check'
import type { Operation, TableChange } from '../../src/program/Operation'
import type { TableSchema } from '../../src/value/TableSchema'
import { absentTable } from './operationWrite'

// -----------------------------------------------------------------------------
// refinements
// -----------------------------------------------------------------------------

/** The operations that change a table, not its items. */
const changes: ReadonlyArray<Operation['_tag']> = [
  'CreateTable',
  'UpdateTable',
  'DeleteTable',
  'UpdateTimeToLive',
  'UpdateContinuousBackups',
  'TagResource',
  'UntagResource',
]

const describes: ReadonlyArray<Operation['_tag']> = [
  'DescribeTable',
  'DescribeTimeToLive',
  'DescribeContinuousBackups',
  'ListTagsOfResource',
  'DescribeStream',
  'GetShardIterator',
  'GetRecords',
]

/** Whether an operation is meant to change a table itself. */
export const changesTable = ({ _tag }: Operation): boolean => changes.includes(_tag)

/** Whether an operation can say what it consumes: it is about items. */
export const isMetered = ({ _tag }: Operation): boolean => !changes.includes(_tag) && !describes.includes(_tag)

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** No table of the laws has it. */
const nothing = 'bloop-laws-nothing'

const refusedChanges = ({ indexes }: TableSchema): ReadonlyArray<TableChange> => [
  ...indexes.flatMap((index): ReadonlyArray<TableChange> => {
    const global = { ...index, kind: 'global' as const }
    return [
      { _tag: 'CreateIndex', index: global },
      { _tag: 'CreateIndex', index: { ...global, name: 'no' } },
    ]
  }),
  ...indexes
    .filter(({ kind }) => kind === 'local')
    .map(({ name }): TableChange => ({ _tag: 'DeleteIndex', index: name })),
  { _tag: 'DeleteIndex', index: nothing },
  { _tag: 'Billing' },
]

const described = ({ name: table }: TableSchema, backupsAndTags: boolean): ReadonlyArray<Operation> => [
  { _tag: 'DescribeTable', table },
  { _tag: 'DescribeTimeToLive', table },
  ...(backupsAndTags
    ? ([
        { _tag: 'DescribeContinuousBackups', table },
        { _tag: 'ListTagsOfResource', table },
      ] as const)
    : []),
]

const onTables = (schema: TableSchema): ReadonlyArray<Operation> => [
  { _tag: 'DescribeTable', table: absentTable },
  { _tag: 'DeleteTable', table: absentTable },
  { _tag: 'CreateTable', schema },
  { _tag: 'CreateTable', schema: { ...schema, name: 'no' } },
  { _tag: 'CreateTable', schema: { ...schema, name: absentTable, indexes: [...schema.indexes, ...schema.indexes] } },
  { _tag: 'CreateTable', schema: { ...schema, name: absentTable }, settings: { billing: { read: 0, write: 1 } } },
  ...refusedChanges(schema).map((change): Operation => ({ _tag: 'UpdateTable', table: schema.name, change })),
  {
    _tag: 'UpdateTable',
    table: absentTable,
    change: { _tag: 'DeletionProtection', deletionProtection: true },
  },
  { _tag: 'DescribeTimeToLive', table: absentTable },
  { _tag: 'UpdateTimeToLive', table: schema.name, attribute: nothing, enabled: false },
  { _tag: 'UpdateTimeToLive', table: schema.name, attribute: '', enabled: true },
  { _tag: 'UpdateTimeToLive', table: absentTable, attribute: 'a', enabled: true },
]

// No stream of any store. A number too many, or a text that is none, is refused before it is sent.
const onStreams = ({ name: table }: TableSchema): ReadonlyArray<Operation> => {
  const of = { table, stream: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/1999-01-01T00:00:00.000` }
  const shard = 'shardId-00000000915148800000-00000000'
  return [
    { _tag: 'DescribeStream', ...of },
    { _tag: 'DescribeStream', ...of, childrenOf: shard, limit: 1 },
    { _tag: 'DescribeStream', ...of, limit: 101 },
    { _tag: 'GetShardIterator', ...of, shard, from: { _tag: 'TrimHorizon' } },
    { _tag: 'GetShardIterator', ...of, shard, from: { _tag: 'After', sequenceNumber: '1'.repeat(21) } },
    { _tag: 'GetShardIterator', ...of, shard, from: { _tag: 'After', sequenceNumber: '1' } },
    { _tag: 'GetRecords', ...of, shard, iterator: '' },
  ]
}

const onBackupsAndTags = ({ name: table }: TableSchema): ReadonlyArray<Operation> => [
  { _tag: 'DescribeContinuousBackups', table: absentTable },
  { _tag: 'UpdateContinuousBackups', table: absentTable, enabled: true },
  { _tag: 'ListTagsOfResource', table: absentTable },
  { _tag: 'TagResource', table, tags: { 'aws:tag': '' } },
  { _tag: 'TagResource', table: absentTable, tags: { tag: '' } },
  { _tag: 'UntagResource', table, names: [nothing] },
  { _tag: 'UntagResource', table: absentTable, names: ['tag'] },
]

/** An operation on tables that leaves them as they are. */
export const tableOperation = (schema: TableSchema, backupsAndTags: boolean): fc.Arbitrary<Operation> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...described(schema, backupsAndTags)) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ...onTables(schema),
        ...onStreams(schema),
        ...(backupsAndTags ? onBackupsAndTags(schema) : []),
      ),
    },
  )
