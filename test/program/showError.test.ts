import { describe, expect, it } from 'vitest'
import { showError } from '../../src/program/showError'

const key = { id: { S: 'ann' } }
const mismatches = [{ path: ['a', 0], expected: 'integer', actual: { S: 'x' } }]

describe('showError', () => {
  it('names every place, key and reason', () => {
    const text = [
      showError({ _tag: 'InvalidItem', table: 'users', mismatches }),
      showError({ _tag: 'MissingItems', keys: [{ table: 'users', key }] }),
      showError({
        _tag: 'TransactionCanceled',
        reasons: [{ code: 'None' }, { code: 'ValidationError', message: 'no' }],
      }),
      showError({ _tag: 'UnprocessedWrites', writes: [{ _tag: 'Delete', table: 'users', key }], written: 7 }),
      showError({ _tag: 'TableMismatch', table: 'users', differences: [{ path: 'key', expected: 'x', actual: 'y' }] }),
      showError({ _tag: 'InvalidExpression', place: 'UpdateExpression', path: ['a', 0], reason: 'twice' }),
    ]
    expect(text).toEqual([
      expect.stringMatching(/^InvalidItem: it cannot be stored in 'users'\n {2}.*a.*integer/),
      "MissingItems: these do not exist\n  users { id: 'ann' }",
      'TransactionCanceled: nothing was done\n  action 1: None\n  action 2: ValidationError, no',
      "UnprocessedWrites: 7 were written, and these were not\n  delete users { id: 'ann' }",
      "TableMismatch: the table 'users' is not as its models need it\n  key: expected x, found y",
      'InvalidExpression: UpdateExpression: twice at a[0]',
    ])
  })

  it('says what of a stream is lost, and what stopped a consumer', () => {
    const stream = 'arn'
    const shard = 'one'
    const gap = { _tag: 'Gap', reason: 'trimmed', stream, from: 'start' } as const
    const record = { event: 'REMOVE', sequenceNumber: '7', keys: key, byTimeToLive: true } as const
    expect([
      showError({ _tag: 'StreamNotFound', table: 'users', stream }),
      showError({ _tag: 'StreamNotFound', table: 'users', stream, shard }),
      showError({ _tag: 'IteratorExpired', stream, shard }),
      showError({ _tag: 'RecordsTrimmed', stream, shard }),
      showError({ _tag: 'NoStream', table: 'users', view: 'off' }),
      showError({ _tag: 'NoStream', table: 'users', view: 'off', needed: 'new' }),
      showError({ _tag: 'NoStream', table: 'users', view: 'keys', needed: 'new' }),
      showError({ _tag: 'RecordsLost', gap }),
      showError({ _tag: 'RecordsLost', gap: { ...gap, reason: 'shardGone', shard } }),
      showError({ _tag: 'RecordsLost', gap: { ...gap, reason: 'streamReplaced' } }),
      showError({ _tag: 'RecordsLost', gap: { ...gap, reason: 'tooLongAgo' } }),
      showError({ _tag: 'CheckpointLost' }),
      showError({ _tag: 'CheckpointFailed', message: 'no space left' }),
      showError({ _tag: 'CheckpointFailed', message: 'table', cause: { _tag: 'Throttled', name: 'Slow' } }),
      showError({ _tag: 'HandlerThrew', message: 'oh' }),
      showError({ _tag: 'PoisonRecord', shard, record, cause: { _tag: 'HandlerThrew', message: 'oh' } }),
      showError({ _tag: 'PoisonRecord', shard, record, cause: { _tag: 'Mine' } }),
      showError({ _tag: 'PoisonRecord', shard, record, cause: 'no' }),
      showError({ _tag: 'PoisonRecord', shard, record, cause: new TypeError('oh') }),
    ]).toEqual([
      "StreamNotFound: the stream 'arn' of the table 'users' is not there, or no longer",
      "StreamNotFound: the shard 'one' of the stream 'arn' of the table 'users' is not there, or no longer",
      "IteratorExpired: the iterator of the shard 'one' of the stream 'arn' is over 15 minutes old",
      "RecordsTrimmed: the records of the shard 'one' of the stream 'arn' are over 24 hours old, and gone",
      "NoStream: the table 'users' has none",
      "NoStream: the table 'users' has none, and 'new' is needed",
      "NoStream: that of the table 'users' holds 'keys', and 'new' is needed",
      "RecordsLost: records of the stream 'arn' may be lost from 'start', since they were older than 24 hours",
      "RecordsLost: records of the shard 'one' of the stream 'arn' may be lost from 'start', since the shard is gone",
      "RecordsLost: records of the stream 'arn' may be lost from 'start', since the stream was switched off, and another one on",
      "RecordsLost: records of the stream 'arn' may be lost from 'start', since they were asked from more than 24 hours ago",
      'CheckpointLost: another one goes on from the same checkpoint',
      'CheckpointFailed: no space left',
      'CheckpointFailed: table, since a call failed: Throttled: Slow',
      'HandlerThrew: oh',
      "PoisonRecord: REMOVE { id: 'ann' }, record 7 of the shard 'one', was refused at every attempt\n  HandlerThrew: oh",
      "PoisonRecord: REMOVE { id: 'ann' }, record 7 of the shard 'one', was refused at every attempt\n  Mine",
      "PoisonRecord: REMOVE { id: 'ann' }, record 7 of the shard 'one', was refused at every attempt\n  no",
      "PoisonRecord: REMOVE { id: 'ann' }, record 7 of the shard 'one', was refused at every attempt\n  TypeError: oh",
    ])
  })

  it('says what is wrong with a token', () => {
    expect(showError({ _tag: 'InvalidToken', mismatches })).toMatch(/^InvalidToken: .*\n {2}.*a.*integer/)
  })
})
