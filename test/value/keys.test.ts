/** The values of key attributes, and the attributes of keys. */
import { describe, expect, it } from 'vitest'
import { globalIndexes, keyAttributes, keyNames, type TableSchema } from '../../src/value/TableSchema'
import * as V from '../../src/value/Value'

describe('the value of a key', () => {
  const text = 'text as key'
  const number = 'number as key'
  const bytes = 'bytes as key'
  const values: ReadonlyArray<readonly [V.KeyTag, unknown, expected?: string, actual?: unknown]> = [
    ['S', { S: 'a' }],
    ['S', undefined, text, undefined],
    ['S', null, text, null],
    ['S', { N: '1' }, text, { N: '1' }],
    ['S', { S: '' }, 'text as key that is not empty', ''],
    ['S', { S: 1 }, 'well-formed text as key', 1],
    ['S', { S: '\ud83d' }, 'well-formed text as key', '\ud83d'],
    ['S', V.unstorable('id', 1), 'id', 1],
    ['N', { N: '0' }],
    ['N', undefined, number, undefined],
    ['N', { S: '1' }, number, { S: '1' }],
    ['N', { N: '' }, 'decimal number', ''],
    ['N', { N: 1 }, 'decimal number', 1],
    ['N', { N: '1E-131' }, 'number of magnitude from 1E-130, or zero', '1E-131'],
    ['B', { B: Uint8Array.of(1) }],
    ['B', undefined, bytes, undefined],
    ['B', { B: new Uint8Array() }, 'bytes as key that is not empty', new Uint8Array()],
    ['B', { B: 'AQ==' }, 'bytes as key', 'AQ=='],
  ]
  for (const [type, value, expected, actual] of values) {
    it(`${type}, ${V.show(value as V.AttributeValue)}: ${expected ?? 'fine'}`, () => {
      const wrong = expected === undefined ? undefined : { path: ['k'], expected, actual }
      for (const role of ['partition', 'sort'] as const) {
        expect(V.keyMismatch(type, role, 'k', value as V.AttributeValue)).toEqual(wrong)
      }
    })
  }

  it('has at most 2,048 bytes in a partition key and 1,024 in a sort key', () => {
    for (const [role, most] of [
      ['partition', 2048],
      ['sort', 1024],
    ] as const) {
      const wrong = { path: ['k'], expected: `${role} key of at most ${most} bytes`, actual: `${most + 2} bytes` }
      expect(V.keyMismatch('S', role, 'k', { S: 'é'.repeat(most / 2) })).toBeUndefined()
      expect(V.keyMismatch('S', role, 'k', { S: 'é'.repeat(most / 2 + 1) })).toEqual(wrong)
      expect(V.keyMismatch('B', role, 'k', { B: new Uint8Array(most) })).toBeUndefined()
      expect(V.keyMismatch('B', role, 'k', { B: new Uint8Array(most + 2) })).toEqual(wrong)
    }
  })
})

describe('the attributes of a key', () => {
  const key: ReadonlyArray<V.KeyPart> = [
    { name: 'p', type: 'S' },
    { name: 's', type: 'N' },
    { name: 't', type: 'S' },
  ]
  const long: V.Item = { p: { S: 'x'.repeat(1025) }, s: { N: '1' }, t: { S: 'x'.repeat(1025) } }
  const faults = (found: ReadonlyArray<V.Mismatch>) => found.map(({ path, expected }) => [...path, expected].join(': '))

  it('are a partition key and sort keys, where they have no roles', () => {
    expect(faults(V.validateKey(key)(long))).toEqual(['t: sort key of at most 1024 bytes'])
    const turned = key.map((part): V.KeyPart => ({ ...part, role: part.name === 't' ? 'partition' : 'sort' }))
    expect(faults(V.validateKey(turned)(long))).toEqual(['p: sort key of at most 1024 bytes'])
  })

  it('are all there, and may be absent in an index alone', () => {
    const item = { p: { N: '1' }, t: { S: 'x' } }
    expect(faults(V.validateKey(key)(item))).toEqual(['p: text as key', 's: number as key'])
    expect(faults(V.validateIndexKey(key)(item))).toEqual(['p: text as key'])
    expect(V.validateKey([{ name: 'constructor', type: 'S' }])({})).toHaveLength(1)
  })
})

describe('a schema', () => {
  const p = { name: 'p', type: 'S' } as const
  const s = { name: 's', type: 'N' } as const
  const global = { name: 'byS', kind: 'global', key: { partition: [s], sort: [] }, projection: 'all' } as const
  const local = { name: 'alike', kind: 'local', key: { partition: [p], sort: [s] }, projection: 'keys' } as const
  const table: TableSchema = { name: 't', key: { partition: [p], sort: [s] }, indexes: [local, global] }

  it('has the attributes of its key, partition first, and its global indexes', () => {
    expect(keyAttributes(table.key)).toEqual([p, s])
    expect(keyNames(table.key)).toEqual(['p', 's'])
    expect(globalIndexes(table)).toEqual([global])
  })
})
