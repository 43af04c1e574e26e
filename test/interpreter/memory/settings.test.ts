import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Eq, empty, step } from '../../../src/memory'
import type { Operation, TableChange } from '../../../src/program/Operation'
import type { TableSettings } from '../../../src/value/TableSettings'
import { index, key, no, ok, refused, schema, simple, storeOf, tables, withTables } from './support'

const capacity = (read: number, write: number) => ({ read, write })
const invalidValues = (message: string) => refused(`One or more parameter values were invalid: ${message}`)
const gone = { _tag: 'TableNotFound', table: 'things' }

const create = (settings: NonNullable<Operation<'CreateTable'>['settings']>, of = schema) =>
  ({ _tag: 'CreateTable', schema: of, settings }) as const
const update = (change: TableChange, table = 'things') => ({ _tag: 'UpdateTable', table, change }) as const
const settingsOf = (store: ReturnType<typeof storeOf>, table = 'things'): TableSettings =>
  ok(store.run({ _tag: 'DescribeTable', table })).settings

/** A store with the table, set to something. */
const set = (settings: NonNullable<Operation<'CreateTable'>['settings']> = {}) => {
  const store = storeOf()
  ok(store.run(create(settings)))
  return store
}

const provisioned = {
  billing: capacity(2, 3),
  indexThroughput: { byG: capacity(4, 5) },
} as const

describe('the settings of a table', () => {
  it('are those that it was made with; an index without capacity has the table’s', () => {
    const given = {
      ...provisioned,
      stream: 'newAndOld',
      encryption: { key: 'alias/mine' },
      deletionProtection: true,
      tableClass: 'infrequentAccess',
    } as const
    const store = set({ ...given, tags: { team: 'a' } })
    expect(settingsOf(store)).toEqual({
      ...given,
      indexThroughput: { byG: capacity(4, 5), byGL: capacity(2, 3) },
    })
    expect(ok(store.run({ _tag: 'ListTagsOfResource', table: 'things' }))).toEqual({ tags: { team: 'a' } })
    const plain = storeOf()
    ok(plain.run(create({ billing: capacity(1, 1) }, simple)))
    expect(settingsOf(plain, 'simple')).not.toHaveProperty('indexThroughput')
  })

  it('are not those of who has what they were made from', () => {
    const store = storeOf()
    const given = { billing: capacity(1, 1), encryption: { key: 'alias/mine' }, tags: { team: 'a' } }
    ok(store.run(create(given)))
    const before = settingsOf(store)
    given.billing.read = 9
    given.encryption.key = 'alias/other'
    given.tags.team = 'b'
    expect(settingsOf(store)).toEqual(before)
    expect(before).toMatchObject({ billing: capacity(1, 1), encryption: { key: 'alias/mine' } })
    expect(ok(store.run({ _tag: 'ListTagsOfResource', table: 'things' })).tags).toEqual({ team: 'a' })
  })

  it('may name indexes and tags after what JavaScript has a use for', () => {
    const proto = { ...simple, indexes: [index('__proto__', 'global', 'g'), index('constructor', 'global', 'h')] }
    const tags = Object.fromEntries([['__proto__', 'x']])
    const store = storeOf()
    ok(store.run(create({ billing: capacity(1, 1), tags }, proto)))
    expect(Object.entries(settingsOf(store, 'simple').indexThroughput ?? {})).toEqual([
      ['__proto__', capacity(1, 1)],
      ['constructor', capacity(1, 1)],
    ])
    ok(store.run({ _tag: 'TagResource', table: 'simple', tags: { toString: 'y' } }))
    const found = ok(store.run({ _tag: 'ListTagsOfResource', table: 'simple' })).tags
    expect(Object.entries(found)).toEqual([
      ['__proto__', 'x'],
      ['toString', 'y'],
    ])
  })

  it('are part of what makes two states equal', () => {
    const [on] = step(tables, update({ _tag: 'DeletionProtection', deletionProtection: true }))
    const [off] = step(on, update({ _tag: 'DeletionProtection', deletionProtection: false }))
    expect([Eq.equals(tables, on), Eq.equals(tables, off)]).toEqual([false, true])
    const tagged = (...names: ReadonlyArray<string>) =>
      step(tables, {
        _tag: 'TagResource',
        table: 'things',
        tags: Object.fromEntries(names.map((name) => [name, ''])),
      })[0]
    expect(Eq.equals(tagged('a', 'b'), tagged('b', 'a'))).toBe(true)
    expect(Eq.equals(tagged('a'), tagged('b'))).toBe(false)
    const reversed = withTables({ ...schema, indexes: [...schema.indexes].reverse() }, simple)
    expect(Eq.equals(tables, reversed)).toBe(true)
  })

  const wrong: ReadonlyArray<readonly [string, unknown]> = [
    ['a stream', { stream: 'all' }],
    ['a class', { tableClass: 'cheap' }],
    ['an encryption', { encryption: 'none' }],
    ['a key', { encryption: { key: '' } }],
    ['a protection', { deletionProtection: 'yes' }],
    ['a tag', { tags: { team: 5 } }],
  ]
  it.each(wrong)('are refused for %s that is none', (_, settings) => {
    const store = storeOf()
    expect(no(store.run(create(settings as object)))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(store.state()).toBe(empty)
  })
})

describe('billing', () => {
  it('of a new table has no capacity of indexes on demand, nor of what is no global index', () => {
    const store = storeOf()
    const ofIndex = { indexThroughput: { byG: capacity(1, 1) } }
    const local = { billing: capacity(1, 1), indexThroughput: { byL: capacity(1, 1) } }
    for (const settings of [ofIndex, { billing: 'onDemand' as const, ...ofIndex }, local]) {
      expect(no(store.run(create(settings)))).toMatchObject({ _tag: 'InvalidRequest' })
    }
    expect(store.state()).toBe(empty)
  })

  const toCapacity = { _tag: 'Billing', billing: capacity(1, 1) } as const

  it('goes to capacity with that of all global indexes, and back', () => {
    const store = set()
    expect(no(store.run(update(toCapacity)))).toEqual(
      invalidValues('ProvisionedThroughput must be specified for index: byG'),
    )
    const indexThroughput = { byG: capacity(1, 1), byGL: capacity(2, 2) }
    ok(store.run(update({ ...toCapacity, indexThroughput })))
    expect(settingsOf(store)).toMatchObject({ billing: capacity(1, 1), indexThroughput })
    expect(ok(store.run(update({ _tag: 'Billing', billing: 'onDemand' }))).settings).not.toHaveProperty(
      'indexThroughput',
    )
    ok(store.run(update({ _tag: 'Billing', billing: 'onDemand' })))
    expect(settingsOf(store)).toEqual(settingsOf(set()))
  })

  it('changes what is named', () => {
    const store = set(provisioned)
    ok(store.run(update({ _tag: 'Billing', indexThroughput: { byG: capacity(4, 6) } })))
    expect(settingsOf(store)).toMatchObject({
      billing: capacity(2, 3),
      indexThroughput: { byG: capacity(4, 6), byGL: capacity(2, 3) },
    })
    ok(store.run(update({ _tag: 'Billing', billing: capacity(2, 4) })))
    expect(settingsOf(store)).toMatchObject({
      billing: capacity(2, 4),
      indexThroughput: { byG: capacity(4, 6), byGL: capacity(2, 3) },
    })
  })

  const change = (indexThroughput: Record<string, { read: number; write: number }>): TableChange => ({
    _tag: 'Billing',
    indexThroughput,
  })
  const refusals: ReadonlyArray<readonly [string, object, TableChange, unknown]> = [
    [
      'the same capacity',
      provisioned,
      { _tag: 'Billing', billing: capacity(2, 3) },
      refused(
        'The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 2. Requested ReadCapacityUnits: 2. Current WriteCapacityUnits provisioned for the table: 3. Requested WriteCapacityUnits: 3. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
      ),
    ],
    [
      'the same capacity of an index',
      provisioned,
      change({ byG: capacity(4, 5) }),
      {
        ...refused(''),
        message: expect.stringMatching(
          /^The provisioned throughput for the index byG will not change\. .*for index byG: 4\./,
        ),
      },
    ],
    ['an index that is not there', provisioned, change({ byNothing: capacity(1, 1) }), gone],
    [
      'a local index',
      provisioned,
      change({ byL: capacity(1, 1) }),
      refused('Cannot update an index that is not a GlobalSecondaryIndex: byL'),
    ],
    [
      'the capacity of an index of a table on demand',
      {},
      change({ byG: capacity(1, 1) }),
      invalidValues(
        'The only Updates for index: byG when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput',
      ),
    ],
    ['nothing', {}, { _tag: 'Billing' }, { _tag: 'InvalidRequest', reason: 'a change of the billing changes nothing' }],
  ]
  it.each(refusals)('is not changed for %s', (_, settings, asked, error) => {
    const store = set(settings)
    const before = store.state()
    expect(no(store.run(update(asked)))).toEqual(error)
    expect(store.state()).toBe(before)
  })
})

describe('the other settings', () => {
  it('a stream is switched on and off, and is not changed while it is on', () => {
    const store = set()
    const stream = (to: 'off' | 'keys' | 'new') => store.run(update({ _tag: 'Stream', stream: to }))
    expect(no(stream('off'))).toEqual(refused('Table has no stream to disable: TableName: things'))
    expect(ok(stream('keys')).settings.stream).toBe('keys')
    for (const to of ['keys', 'new'] as const) {
      expect(no(stream(to))).toEqual(refused('Table already has an enabled stream: TableName: things'))
    }
    ok(stream('off'))
    expect(ok(stream('new')).settings.stream).toBe('new')
  })

  it('protection refuses that the table is deleted; it may be asked for twice', () => {
    const store = set()
    const protect = (deletionProtection: boolean) =>
      ok(store.run(update({ _tag: 'DeletionProtection', deletionProtection })))
    protect(true)
    protect(true)
    const before = store.state()
    expect(no(store.run({ _tag: 'DeleteTable', table: 'things' }))).toEqual(
      refused(
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
      ),
    )
    expect(store.state()).toBe(before)
    protect(false)
    ok(store.run({ _tag: 'DeleteTable', table: 'things' }))
  })

  it('a key for another; the same by its ARN, and DynamoDB’s own again, are refused', () => {
    const store = set()
    const encrypt = (encryption: 'owned' | 'kms' | { key: string }) =>
      store.run(update({ _tag: 'Encryption', encryption }))
    const arn = 'arn:aws:kms:eu-west-1:1:key/mine'
    expect(no(encrypt('owned'))).toEqual(invalidValues('Table is already encrypted by default'))
    for (const to of ['kms', 'kms', { key: arn }] as const) {
      expect(ok(encrypt(to)).settings.encryption).toEqual(to)
    }
    expect(no(encrypt({ key: arn }))).toEqual(
      invalidValues(
        'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
      ),
    )
    for (const to of [{ key: 'alias/mine' }, { key: 'alias/mine' }, 'owned'] as const) {
      expect(ok(encrypt(to)).settings.encryption).toEqual(to)
    }
  })

  it('a class for another, or the same', () => {
    const store = set()
    for (const tableClass of ['infrequentAccess', 'infrequentAccess', 'standard'] as const) {
      expect(ok(store.run(update({ _tag: 'TableClass', tableClass }))).settings.tableClass).toBe(tableClass)
    }
  })
})

describe('what is set apart', () => {
  it('a time to live is switched on and off, of one attribute', () => {
    const store = set()
    const live = (attribute: string, enabled: boolean) =>
      store.run({ _tag: 'UpdateTimeToLive', table: 'things', attribute, enabled })
    const found = () => ok(store.run({ _tag: 'DescribeTimeToLive', table: 'things' }))
    const other = refused('TimeToLive is active on a different AttributeName: current AttributeName is ends')
    expect(found()).toEqual({ status: 'DISABLED' })
    expect(no(live('ends', false))).toEqual(refused('TimeToLive is already disabled'))
    expect(ok(live('ends', true))).toEqual({})
    expect(found()).toEqual({ status: 'ENABLED', attribute: 'ends' })
    expect(no(live('ends', true))).toEqual(refused('TimeToLive is already enabled'))
    expect([no(live('other', true)), no(live('other', false))]).toEqual([other, other])
    ok(live('ends', false))
    expect(found()).toEqual({ status: 'DISABLED' })
    expect(no(live('', true))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(settingsOf(store)).not.toHaveProperty('timeToLive')
  })

  it('continuous backups are switched on and off, once or twice', () => {
    const store = set()
    const found = () => ok(store.run({ _tag: 'DescribeContinuousBackups', table: 'things' })).enabled
    expect(found()).toBe(false)
    for (const enabled of [true, true, false, false]) {
      expect(ok(store.run({ _tag: 'UpdateContinuousBackups', table: 'things', enabled }))).toEqual({ enabled })
      expect(found()).toBe(enabled)
    }
    expect(settingsOf(store)).not.toHaveProperty('backups')
  })

  it('tags are added, replaced and taken away', () => {
    const store = set({ tags: { a: '1' } })
    const found = () => ok(store.run({ _tag: 'ListTagsOfResource', table: 'things' })).tags
    const given = { a: '2', b: '3' }
    expect(ok(store.run({ _tag: 'TagResource', table: 'things', tags: given }))).toEqual({})
    given.b = 'changed'
    ;(found() as Record<string, string>).a = 'changed'
    expect(found()).toEqual({ a: '2', b: '3' })
    expect(ok(store.run({ _tag: 'UntagResource', table: 'things', names: ['a', 'nothing'] }))).toEqual({})
    expect(found()).toEqual({ b: '3' })
    expect(settingsOf(store)).not.toHaveProperty('tags')
  })

  it('tags are up to 50, and at least one is named', () => {
    const store = set()
    const many = (from: number, n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`t${from + i}`, '']))
    const tag = (tags: Record<string, string>) => store.run({ _tag: 'TagResource', table: 'things', tags })
    ok(tag(many(0, 49)))
    ok(tag(many(0, 50)))
    const before = store.state()
    expect(no(tag(many(50, 1)))).toEqual(
      refused('Number of Tags exceed the current limit for the provided ResourceArn'),
    )
    expect(no(tag({}))).toEqual({ _tag: 'InvalidRequest', reason: 'no tag is given' })
    expect(no(tag({ 'aws:a': '' }))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run({ _tag: 'UntagResource', table: 'things', names: [] }))).toEqual({
      _tag: 'InvalidRequest',
      reason: 'no tag is named',
    })
    expect(store.state()).toBe(before)
  })
})

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const throughput = fc.record({ read: fc.integer({ min: 1, max: 2 }), write: fc.constant(1) })
const named = <A>(names: ReadonlyArray<string>, value: fc.Arbitrary<A>) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name, maxLength: 3 })
    .map((entries): { readonly [name: string]: A } => Object.fromEntries(entries))
const change: fc.Arbitrary<TableChange> = fc.oneof(
  fc.record(
    {
      _tag: fc.constant('Billing' as const),
      billing: fc.oneof(fc.constant('onDemand' as const), throughput),
      indexThroughput: named(['byG', 'byGL', 'byL', 'more', 'nothing'], throughput),
    },
    { requiredKeys: ['_tag'] },
  ),
  fc.constantFrom('off', 'keys', 'new').map((stream) => ({ _tag: 'Stream', stream }) as TableChange),
  fc
    .constantFrom('owned', 'kms', { key: 'arn:aws:kms:eu-west-1:1:key/mine' }, { key: 'alias/mine' })
    .map((encryption) => ({ _tag: 'Encryption', encryption }) as TableChange),
  fc.boolean().map((deletionProtection): TableChange => ({ _tag: 'DeletionProtection', deletionProtection })),
  fc.constantFrom('standard', 'cheap').map((tableClass) => ({ _tag: 'TableClass', tableClass }) as TableChange),
  fc
    .tuple(fc.constantFrom('byG', 'more', 'no'), fc.constantFrom('x', 'l'), fc.option(throughput, { nil: undefined }))
    .map(
      ([name, partition, given]): TableChange => ({
        _tag: 'CreateIndex',
        index: index(name, 'global', partition),
        ...(given && { throughput: given }),
      }),
    ),
  fc.constantFrom('byG', 'byL', 'more').map((name): TableChange => ({ _tag: 'DeleteIndex', index: name })),
)
const table = fc.constantFrom('things', 'things', 'things', 'simple', 'nothing')
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(change, table).map(([c, name]) => update(c, name)) },
  {
    weight: 1,
    arbitrary: fc.record({
      _tag: fc.constant('UpdateTimeToLive' as const),
      table,
      attribute: fc.constantFrom('a', 'b', ''),
      enabled: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      _tag: fc.constant('UpdateContinuousBackups' as const),
      table,
      enabled: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      _tag: fc.constant('TagResource' as const),
      table,
      tags: named(['a', 'b', 'aws:c'], fc.constantFrom('1', '2')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      _tag: fc.constant('UntagResource' as const),
      table,
      names: fc.subarray(['a', 'b', 'aws:c']),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ _tag: fc.constant('DeleteTable' as const), table: fc.constantFrom('simple', 'nothing') }),
  },
)
const describing: ReadonlyArray<Operation['_tag']> = [
  'DescribeTable',
  'DescribeTimeToLive',
  'DescribeContinuousBackups',
  'ListTagsOfResource',
]

describe('laws of changes of tables', () => {
  it('a change that fails, and a description, leave the very state; capacity is that of all global indexes', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (list) => {
        let state = withTables(schema, simple)
        for (const asked of list) {
          const before = JSON.stringify(state)
          const [next, answer] = step(state, asked)
          expect(JSON.stringify(state)).toBe(before)
          if (answer._tag === 'Left') expect(next).toBe(state)
          if ('table' in asked && asked.table === 'nothing') expect(answer._tag).toBe('Left')
          state = next
          for (const _tag of describing) {
            const [same] = step(state, { _tag, table: 'things' } as Operation)
            expect(same).toBe(state)
          }
          const { schema: found, settings } = ok(step(state, { _tag: 'DescribeTable', table: 'things' })[1])
          const globals = found.indexes.filter(({ kind }) => kind === 'global').map(({ name }) => name)
          const asOne = settings.billing === 'onDemand' ? [] : globals
          expect(Object.keys(settings.indexThroughput ?? {}).sort()).toEqual([...asOne].sort())
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('a description makes the same table again', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (list) => {
        const state = list.reduce((s, asked) => step(s, asked)[0], withTables(schema))
        const { schema: found, settings } = ok(step(state, { _tag: 'DescribeTable', table: 'things' })[1])
        const { tags } = ok(step(state, { _tag: 'ListTagsOfResource', table: 'things' })[1])
        const [made] = step(empty, { _tag: 'CreateTable', schema: found, settings: { ...settings, tags } })
        const apart: ReadonlyArray<Operation> = [
          { _tag: 'UpdateTimeToLive', table: 'things', attribute: 'a', enabled: false },
          { _tag: 'UpdateTimeToLive', table: 'things', attribute: 'b', enabled: false },
          { _tag: 'UpdateContinuousBackups', table: 'things', enabled: false },
        ]
        const without = apart.reduce((s, asked) => step(s, asked)[0], state)
        expect(Eq.equals(made, without)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('items are as they were', () => {
    const store = storeOf(tables)
    ok(store.put(key('a', '1')))
    const before = ok(store.run({ _tag: 'DescribeTable', table: 'things' }))
    ok(store.run(update({ _tag: 'TableClass', tableClass: 'infrequentAccess' })))
    expect(ok(store.run({ _tag: 'DescribeTable', table: 'things' })).itemCount).toBe(before.itemCount)
  })
})
