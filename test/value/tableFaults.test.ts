import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaFaults } from '../../src/value/schemaFaults'
import { settingFaults } from '../../src/value/settingFaults'
import { isTableSettings } from '../../src/value/settingGuards'
import type { IndexProjection, IndexSchema, TableSchema } from '../../src/value/TableSchema'

const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
const index = (i: number, kind: IndexSchema['kind'] = 'global', projection: IndexProjection = 'all'): IndexSchema => ({
  name: `by${i}`,
  kind,
  key,
  projection,
})
const table = (...indexes: ReadonlyArray<IndexSchema>): TableSchema => ({ name: 'users', key, indexes })
const times = <A>(n: number, f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: n }, (_, i) => f(i))

describe('the indexes of a table', () => {
  const locals = (n: number) => times(n, (i) => index(100 + i, 'local'))
  const wide = (n: number) => times(n, (i) => `a${i}`)

  it('name up to 20 attributes each', () => {
    expect(schemaFaults(table(index(0, 'global', wide(21))))).toEqual([
      "index 'by0' projects 21 named attributes, and can project at most 20",
    ])
  })

  it('are up to 20 global and 5 local ones, that name up to 100 attributes', () => {
    expect(schemaFaults(table(...times(20, (i) => index(i)), ...locals(5)))).toEqual([])
    expect(schemaFaults(table(...times(21, (i) => index(i)), ...locals(6)))).toEqual([
      'there are 21 global indexes, and a table has at most 20',
      'there are 6 local indexes, and a table has at most 5',
    ])
    const five = times(5, (i) => index(i, i < 3 ? 'global' : 'local', wide(20)))
    expect(schemaFaults(table(...five, index(5)))).toEqual([])
    expect(schemaFaults(table(...five, index(5, 'local', wide(1))))).toEqual([
      'there are 101 attributes named by projections, and a table has at most 100',
    ])
  })

  it('have names of their own', () => {
    expect(schemaFaults(table(index(0), index(1), index(0, 'local'), index(0)))).toEqual([
      "two indexes are named 'by0'",
    ])
  })
})

describe('settings', () => {
  it('of the types have no fault but of their values', () => {
    expect(settingFaults({ timeToLive: { attribute: '' }, tags: { 'a*': '' } })).toHaveLength(2)
    expect(settingFaults({ billing: 'onDemand', indexThroughput: { byX: { read: 1, write: 1 } } })).toEqual([
      'an index has capacity of its own, and the table is billed on demand',
    ])
    expect(settingFaults({ indexThroughput: { byX: { read: 1, write: 1 } } })).toEqual([])
  })

  it('law: settings without faults are settings', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('billing', 'stream', 'tags', 'encryption', 'indexThroughput', 'timeToLive', 'backups'),
          fc.oneof(
            fc.anything(),
            fc.constantFrom<unknown>('off', 'onDemand', true, { read: 1, write: 1 }, { key: 'k' }),
          ),
        ),
        (settings) => {
          if (settingFaults(settings as object).length === 0) expect(isTableSettings(settings)).toBe(true)
          if (!isTableSettings(settings)) expect(settingFaults(settings as object)).not.toEqual([])
        },
      ),
      { numRuns: 1000 },
    ))
})
