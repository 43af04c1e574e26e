import { describe, expect, it } from 'vitest'
import { differences } from '../../src/model/differences'
import { unknownSettings } from '../../src/model/settingDifferences'
import type { IndexSchema, TableSchema } from '../../src/value/TableSchema'
import type { TableSettings } from '../../src/value/TableSettings'

const id = { name: 'id', type: 'S' } as const
const at = { name: 'at', type: 'N' } as const
const team = { name: 'team', type: 'S' } as const

const byTeam: IndexSchema = {
  name: 'byTeam',
  kind: 'global',
  key: { partition: [team], sort: [] },
  projection: ['pay'],
}
const byAt: IndexSchema = { name: 'byAt', kind: 'local', key: { partition: [id], sort: [at] }, projection: 'keys' }
const schema: TableSchema = { name: 'staff', key: { partition: [id], sort: [] }, indexes: [byTeam] }

const ofSchemas = (needed: TableSchema, actual: TableSchema) =>
  differences({ schema: needed, settings: {} }, { schema: actual, settings: {} })
const ofSettings = (needed: TableSettings, actual: TableSettings) =>
  differences({ schema, settings: needed }, { schema, settings: actual })
const unknown = (needed: TableSettings, actual: TableSettings) => unknownSettings(needed, { schema, settings: actual })

describe('keys and indexes', () => {
  it.each<[string, TableSchema, TableSchema, string, string, string]>([
    [
      'another key',
      schema,
      { ...schema, key: { partition: [team], sort: [] } },
      'key',
      'partition id S',
      'partition team S',
    ],
    [
      'another type',
      schema,
      { ...schema, key: { partition: [{ ...id, type: 'B' }], sort: [] } },
      'key',
      'partition id S',
      'partition id B',
    ],
    [
      'a sort key too many',
      schema,
      { ...schema, key: { partition: [id], sort: [at] } },
      'key',
      'partition id S',
      'partition id S, sort at N',
    ],
    ['no index', schema, { ...schema, indexes: [] }, 'indexes.byTeam', 'a global index', 'none'],
    ['no local index', { ...schema, indexes: [byAt] }, schema, 'indexes.byAt', 'a local index', 'none'],
    [
      'an index of another kind',
      schema,
      { ...schema, indexes: [{ ...byTeam, kind: 'local' }] },
      'indexes.byTeam.kind',
      'global',
      'local',
    ],
    [
      'an index of another key',
      schema,
      { ...schema, indexes: [{ ...byTeam, key: { partition: [id], sort: [at] } }] },
      'indexes.byTeam.key',
      'partition team S',
      'partition id S, sort at N',
    ],
    [
      'a projection of too little',
      schema,
      { ...schema, indexes: [{ ...byTeam, projection: ['name', 'at'] }] },
      'indexes.byTeam.projection',
      'pay',
      'at, name',
    ],
    [
      'a projection of keys',
      schema,
      { ...schema, indexes: [{ ...byTeam, projection: 'keys' }] },
      'indexes.byTeam.projection',
      'pay',
      'keys',
    ],
    [
      'a projection of some where all is needed',
      { ...schema, indexes: [{ ...byTeam, projection: 'all' }] },
      schema,
      'indexes.byTeam.projection',
      'all',
      'pay',
    ],
  ])('%s', (_, needed, actual, path, expected, found) => {
    expect(ofSchemas(needed, actual)).toEqual([{ path, expected, actual: found }])
  })

  it.each<[string, IndexSchema['projection'], IndexSchema['projection'], string, string]>([
    ['everything is not what is called so', 'all', ['all'], 'all', '"all"'],
    ['nor is what is called keys only the keys', ['keys'], 'keys', '"keys"', 'keys'],
    ['nor two what is called by both names', ['a', 'b'], ['a, b'], 'a, b', '"a, b"'],
  ])('%s', (_, needed, actual, expected, found) => {
    const projecting = (projection: IndexSchema['projection']) => ({ ...schema, indexes: [{ ...byTeam, projection }] })
    expect(ofSchemas(projecting(needed), projecting(actual))).toEqual([
      { path: 'indexes.byTeam.projection', expected, actual: found },
    ])
  })

  it('a key that is called like two is none of them', () => {
    const odd = { ...schema, key: { partition: [{ name: 'id S, sort at', type: 'N' }], sort: [] } } as const
    expect(ofSchemas(odd, { ...schema, key: { partition: [id], sort: [at] } })).toHaveLength(1)
  })

  it('may be more than is needed', () => {
    expect(ofSchemas(schema, { ...schema, indexes: [{ ...byTeam, projection: 'all' }, byAt] })).toEqual([])
    expect(ofSchemas(schema, { ...schema, indexes: [{ ...byTeam, projection: ['x', 'pay'] }] })).toEqual([])
    expect(ofSchemas({ ...schema, indexes: [] }, schema)).toEqual([])
  })
})

describe('settings', () => {
  const units = { read: 5, write: 1 }
  it.each<[TableSettings, TableSettings, string, string, string]>([
    [{ billing: 'onDemand' }, { billing: units }, 'billing', 'onDemand', '5 read units, 1 write units'],
    [
      { billing: { ...units, read: 6 } },
      { billing: units },
      'billing',
      '6 read units, 1 write units',
      '5 read units, 1 write units',
    ],
    [
      { indexThroughput: { byTeam: units } },
      { billing: units, indexThroughput: { byTeam: { ...units, write: 2 } } },
      'indexThroughput.byTeam',
      '5 read units, 1 write units',
      '5 read units, 2 write units',
    ],
    [
      { indexThroughput: { byTeam: units } },
      { billing: 'onDemand' },
      'indexThroughput.byTeam',
      '5 read units, 1 write units',
      'onDemand',
    ],
    [{ stream: 'new' }, { stream: 'off' }, 'stream', 'new', 'off'],
    [{ stream: 'new' }, { stream: 'old' }, 'stream', 'new', 'old'],
    [{ stream: 'newAndOld' }, { stream: 'new' }, 'stream', 'newAndOld', 'new'],
    [{ stream: 'off' }, { stream: 'keys' }, 'stream', 'off', 'keys'],
    [{ timeToLive: { attribute: 'ttl' } }, { timeToLive: 'off' }, 'timeToLive', 'attribute ttl', 'off'],
    [
      { timeToLive: { attribute: 'ttl' } },
      { timeToLive: { attribute: 'x' } },
      'timeToLive',
      'attribute ttl',
      'attribute x',
    ],
    [{ backups: true }, { backups: false }, 'backups', 'true', 'false'],
    [{ encryption: 'kms' }, { encryption: 'owned' }, 'encryption', 'kms', 'owned'],
    [{ encryption: 'owned' }, { encryption: { key: 'arn:k' } }, 'encryption', 'owned', 'key arn:k'],
    [{ encryption: { key: '17' } }, { encryption: { key: 'arn:key/18' } }, 'encryption', 'key 17', 'key arn:key/18'],
    [{ deletionProtection: true }, { deletionProtection: false }, 'deletionProtection', 'true', 'false'],
    [{ tableClass: 'standard' }, { tableClass: 'infrequentAccess' }, 'tableClass', 'standard', 'infrequentAccess'],
    [{ tags: { team: 'red' } }, { tags: { team: 'blue', x: 'y' } }, 'tags.team', 'red', 'blue'],
    [{ tags: { team: 'red' } }, { tags: {} }, 'tags.team', 'red', 'none'],
    [{ tags: { team: 'none' } }, { tags: {} }, 'tags.team', 'none', 'none'],
    [{ tags: { toString: 'x' } }, { tags: {} }, 'tags.toString', 'x', 'none'],
  ])('%j is not %j', (needed, actual, path, expected, found) => {
    expect(ofSettings(needed, actual)).toEqual([{ path, expected, actual: found }])
    expect(unknown(needed, actual)).toEqual([])
  })

  it.each<[TableSettings, TableSettings]>([
    [{}, { billing: units, stream: 'new', timeToLive: { attribute: 'x' }, backups: true, tags: { x: 'y' } }],
    [{ stream: 'keys' }, { stream: 'old' }],
    [{ stream: 'old' }, { stream: 'newAndOld' }],
    [{ encryption: 'kms' }, { encryption: { key: 'arn:key/18' } }],
    [{ encryption: { key: '18' } }, { encryption: { key: 'arn:key/18' } }],
    [{ tags: { team: 'red' } }, { tags: { team: 'red', x: 'y' } }],
    [{ indexThroughput: { gone: units } }, { billing: units }],
  ])('%j is served by %j', (needed, actual) => {
    expect(ofSettings(needed, actual)).toEqual([])
    expect(unknown(needed, actual)).toEqual([])
  })

  it.each<[TableSettings, TableSettings, string]>([
    [{ timeToLive: { attribute: 'x' } }, {}, 'timeToLive'],
    [{ backups: false }, {}, 'backups'],
    [{ tags: { team: 'red' } }, {}, 'tags.team'],
    [{ encryption: { key: 'alias/mine' } }, { encryption: { key: 'arn:key/18' } }, 'encryption'],
  ])('%j cannot be said of %j', (needed, actual, path) => {
    expect(ofSettings(needed, actual)).toEqual([])
    expect(unknown(needed, actual)).toMatchObject([{ path }])
  })
})
