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
})
