/** The laws of tables on Amazon's DynamoDB Local, as the local interpreter repairs it. */
import * as E from 'fp-ts/Either'
import { describe, expect, inject, it } from 'vitest'
import { suite } from '../../laws/law'
import { tableLaws } from '../../laws/table'
import * as A from '../../src/codec'
import { local } from '../../src/local'
import { globalIndex, model } from '../../src/model'
import * as T from '../../src/program/Table'

const store = local({ endpoint: inject('endpoint') })

// An index takes about a second to be made.
suite(describe, (name, body) => it(name, { timeout: 180_000 }, body))(
  tableLaws(store, { table: 'bloop-laws-tables', replaceIndexes: false }),
  { numRuns: 20 },
)

describe('replacing an index', () => {
  const visit = (partition: 'page' | 'at', projection: 'keys' | readonly ['note']) =>
    model({
      name: 'Visit',
      table: `visits-by-${partition}`,
      attributes: { id: A.string, at: A.integer, page: A.string, note: A.string },
      key: { partition: 'id', sort: 'at' },
      indexes: { byIt: globalIndex({ partition, projection }) },
    })
  const replaced = async (partition: 'page' | 'at', deadline: number) => {
    await T.bind(visit(partition, 'keys'))(store)()
    const planned = await T.plan(visit(partition, ['note']), { replaceIndexes: true })(store)()
    return E.isRight(planned) ? T.apply(planned.right, { deadline })(store)() : planned
  }

  it('is done, and waited for', async () => {
    expect(await replaced('page', 30_000)).toMatchObject(E.right([{ schema: { indexes: [{ projection: ['note'] }] } }]))
  })

  it('never ends in DynamoDB Local 3.3.1 where it shares an attribute with the key of the table, and is then said', async () => {
    expect(await replaced('at', 4_000)).toMatchObject(
      E.left({
        _tag: 'PlanUnfinished',
        cause: { _tag: 'TableNotReady', pending: [{ name: 'byIt', status: 'DELETING' }] },
        underway: { change: { _tag: 'DeleteIndex' } },
        left: [{ change: { _tag: 'CreateIndex' } }],
      }),
    )
  })
})
