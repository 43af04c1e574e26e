import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaFaults } from '../../src/value/schemaFaults'
import { settingFaults, tagNameFaults } from '../../src/value/settingFaults'
import { isTableSettings, settingNames } from '../../src/value/settingGuards'
import type { IndexProjection, IndexSchema, TableSchema } from '../../src/value/TableSchema'
import type { SettingName } from '../../src/value/TableSettings'

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

  // Of each setting: what is said of what is none, values that are one, and values that are none.
  const types: { readonly [K in SettingName]: readonly [string, ReadonlyArray<unknown>, ReadonlyArray<unknown>] } = {
    billing: [
      "the billing is neither 'onDemand' nor { read, write }",
      ['onDemand', { read: 1, write: 2 }],
      [true, { read: 1 }, { write: 1 }, { read: '1', write: 1 }, { read: 1, write: '1' }],
    ],
    indexThroughput: [
      'the capacity of an index is not { read, write }',
      [{}, { byX: { read: 1, write: 1 }, byY: { read: 2, write: 1 } }],
      [true, { byX: { read: 1, write: 1 }, byY: { read: 2 } }],
    ],
    stream: [
      "the stream is none of 'off', 'keys', 'new', 'old', 'newAndOld'",
      ['off', 'keys', 'new', 'old', 'newAndOld'],
      [true, {}],
    ],
    timeToLive: [
      "the time to live is neither 'off' nor { attribute }",
      ['off', { attribute: 'x' }],
      [true, {}, { attribute: 5 }],
    ],
    backups: ['the backups are neither true nor false', [true, false], ['true', {}]],
    encryption: [
      "the encryption is neither 'owned' nor 'kms' nor { key }",
      ['owned', 'kms', { key: 'alias/x' }],
      [true, {}, { key: '' }, { key: 5 }],
    ],
    deletionProtection: ['the deletion protection is neither true nor false', [true, false], ['true', {}]],
    tableClass: [
      "the table class is none of 'standard', 'infrequentAccess'",
      ['standard', 'infrequentAccess'],
      [true, {}],
    ],
    tags: ['the tags are not { name: value } of text', [{}, { a: '', b: 'x' }], [true, { a: 'x', b: 5 }]],
  }
  for (const name of settingNames) {
    const [fault, right, wrong] = types[name]
    it(`${name}: of the type, or ${fault}`, () => {
      for (const value of [undefined, ...right]) {
        expect([value, settingFaults({ [name]: value }), isTableSettings({ [name]: value })]).toEqual([value, [], true])
      }
      for (const value of [null, '', 'other', 5, ['x'], ...wrong]) {
        expect([value, settingFaults({ [name]: value }), isTableSettings({ [name]: value })]).toEqual([
          ...[value, [fault], false],
        ])
      }
    })
  }

  it('are a record, of which nothing else is looked at', () => {
    expect([{}, { other: 5 }].map(isTableSettings)).toEqual([true, true])
    expect([null, undefined, '', 'x', 5, []].map(isTableSettings)).toEqual([false, false, false, false, false, false])
  })

  it('of capacity are whole units from 1, also of indexes, which have none on demand', () => {
    const no = (where: string) => `the capacity of ${where} is not whole units from 1`
    for (const units of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
      expect(settingFaults({ billing: { read: units, write: 1 } })).toEqual([no('the table')])
      expect(settingFaults({ billing: { read: 1, write: units } })).toEqual([no('the table')])
      const indexThroughput = { byX: { read: 1, write: 1 }, byY: { read: units, write: units } }
      expect(settingFaults({ indexThroughput })).toEqual([no("index 'byY'")])
    }
    expect(settingFaults({ billing: 'onDemand', indexThroughput: {} })).toEqual([])
  })

  it('name an attribute of 1 to 255 characters as time to live', () => {
    const no = ['the attribute of a time to live is not 1 to 255 characters']
    const faults = (attribute: string) => settingFaults({ timeToLive: { attribute } })
    expect(['', 'x', '😀'.repeat(255), '😀'.repeat(256)].map(faults)).toEqual([no, [], [], no])
  })

  it('are up to 50 tags', () => {
    const tags = (n: number) => Object.fromEntries(times(n, (i) => [`t${i}`, '']))
    expect(settingFaults({ tags: tags(50) })).toEqual([])
    expect(settingFaults({ tags: tags(51) })).toEqual(['there are more than 50 tags'])
  })

  it('have tags of the characters, and as long, as AWS takes', () => {
    const characters = 'other characters than letters, white space, numbers and _ . : / = + - @'
    const length = (name: string) => `the tag name '${name}' is not 1 to 128 characters`
    const names: ReadonlyArray<readonly [string, ...faults: ReadonlyArray<string>]> = [
      ['ÄΩ漢 9_.:/=+-@'],
      ['é'.repeat(128)],
      ['𝒳'.repeat(128)],
      ['a'.repeat(129), length('a'.repeat(129))],
      ['', length('')],
      ['a*', `the tag name 'a*' has ${characters}`],
      ['AWS:a', "the tag name 'AWS:a' begins with 'aws:'"],
      ['aws:*', `the tag name 'aws:*' has ${characters}`, "the tag name 'aws:*' begins with 'aws:'"],
      ['an aws:'],
    ]
    for (const [name, ...faults] of names) {
      expect(settingFaults({ tags: { [name]: '' } })).toEqual(faults)
      expect(tagNameFaults([name])).toEqual(faults)
    }
    const values: typeof names = [
      [''],
      ['𝒳'.repeat(256)],
      ['a'.repeat(257), "the value of the tag 'n' is longer than 256 characters"],
      ['a*', `the value of the tag 'n' has ${characters}`],
      ['aws:a', "the value of the tag 'n' begins with 'aws:'"],
    ]
    for (const [value, ...faults] of values) expect(settingFaults({ tags: { n: value } })).toEqual(faults)
  })

  it('are told of one after the other', () => {
    expect(
      settingFaults({
        billing: { read: 0, write: 0 },
        backups: 5 as never,
        tags: { '': 'aws:' },
        stream: 'x' as never,
      }),
    ).toEqual([
      "the stream is none of 'off', 'keys', 'new', 'old', 'newAndOld'",
      'the backups are neither true nor false',
      'the capacity of the table is not whole units from 1',
      "the tag name '' is not 1 to 128 characters",
      "the value of the tag '' begins with 'aws:'",
    ])
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
