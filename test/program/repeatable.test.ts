import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { operations, schema } from '../../laws/middleware/run'
import { aws } from '../../src/aws'
import type { Operation } from '../../src/program/Operation'
import { isRefusedForNow, isRepeatable, mayRepeat } from '../../src/program/repeatable'
import { tablesOf } from '../../src/program/tablesOf'
import { validateOperation } from '../../src/program/validate'

const table = schema.name
const put = (returning: 'none' | 'old'): Operation => ({
  _tag: 'PutItem',
  put: { _tag: 'Put', table, item: { p: { S: 'a' }, n: { N: '1' } }, condition: { _tag: 'Always' } },
  returning,
  itemOnFailure: false,
})

describe('isRepeatable', () => {
  it('says what the AWS interpreter does after an unknown outcome', async () => {
    await fc.assert(
      fc.asyncProperty(operations, async ({ value }) => {
        for (const operation of value) {
          let sent = 0
          const interpreter = aws({
            transport: () => async () => {
              sent++
              return E.left({ _tag: 'Network', message: 'lost' })
            },
            retry: { attempts: 2, sleep: () => Promise.resolve() },
          })
          await interpreter(operation)()
          if (sent === 0) continue // refused before it was sent
          const token = operation._tag === 'TransactWriteItems' ? { token: 't' } : {}
          expect([operation._tag, sent]).toEqual([operation._tag, isRepeatable({ ...operation, ...token }) ? 2 : 1])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('knows a condition that always holds', () => {
    const always = { _tag: 'And', conditions: [] } as const
    const operation = put('none')
    if (operation._tag !== 'PutItem') throw new Error('no put')
    expect(isRepeatable({ ...operation, put: { ...operation.put, condition: always } })).toBe(true)
    expect(isRepeatable({ ...operation, put: { ...operation.put, condition: { _tag: 'Never' } } })).toBe(false)
    expect([isRepeatable(put('none')), isRepeatable(put('old'))]).toEqual([true, false])
  })

  it.each([undefined, null, {}, { _tag: 'PutItem' }, { _tag: 'Nothing' }])('says no to junk: %j', (junk) => {
    expect(isRepeatable(junk as never)).toBe(false)
    expect(mayRepeat(junk as never, { _tag: 'NetworkFailed', message: '' })).toBe(false)
  })
})

it('a transaction that was cancelled is refused for now where no reason lasts', () => {
  const canceled = (...codes: ReadonlyArray<string>) =>
    isRefusedForNow({ _tag: 'TransactionCanceled', reasons: codes.map((code) => ({ code })) })
  expect(canceled('None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded')).toBe(true)
  expect(canceled('TransactionConflict', 'ConditionalCheckFailed')).toBe(false)
  expect(canceled('None')).toBe(false)
  expect(canceled()).toBe(false)
  expect(isRefusedForNow({ _tag: 'TransactionCanceled', reasons: null } as never)).toBe(false)
})

it('every operation names its tables', () => {
  fc.assert(
    fc.property(operations, ({ value }) => {
      for (const operation of value.filter((one) => validateOperation(one) === undefined)) {
        const tables = tablesOf(operation)
        const text = JSON.stringify(operation)
        expect(new Set(tables).size).toBe(tables.length)
        for (const name of tables) expect(text).toContain(JSON.stringify(name))
        if (tables.length === 0) expect(text).toMatch(/"(tables|writes|gets|actions)":\[\]/)
      }
    }),
  )
})
