/** Specs of tables, from small alphabets: two of them often share indexes, and now and then contradict each other. */
import * as fc from 'fast-check'
import type { KeyTag } from '../../src/value/AttributeValue'
import type { IndexProjection, IndexSchema, KeyAttribute, KeySchema } from '../../src/value/TableSchema'
import type { Billing, StreamView, TableSettings, Throughput } from '../../src/value/TableSettings'
import type { TableSpec } from '../../src/value/TableSpec'

// -----------------------------------------------------------------------------
// schemas
// -----------------------------------------------------------------------------

/** The types of key attributes; everyone who asks for a table with `usual` types agrees. */
type Types = Readonly<Record<string, KeyTag>>

const usual: Types = { a: 'S', b: 'N', c: 'S', d: 'B' }

const types: fc.Arbitrary<Types> = fc.oneof(
  { arbitrary: fc.constant(usual), weight: 9 },
  { arbitrary: fc.constant({ ...usual, c: 'N' as const }), weight: 1 },
)

const attribute = (typeOf: Types, name: string): KeyAttribute => ({ name, type: typeOf[name] ?? 'S' })

const keyOf =
  (typeOf: Types) =>
  ([partition, ...sort]: readonly [string, ...string[]]): KeySchema => ({
    partition: [attribute(typeOf, partition)],
    sort: sort.map((name) => attribute(typeOf, name)),
  })

const projection: fc.Arbitrary<IndexProjection> = fc.oneof(
  fc.constantFrom<IndexProjection>('all', 'keys'),
  fc.uniqueArray(fc.constantFrom('x', 'y', '#z'), { minLength: 1, maxLength: 3 }),
)

const globalKeys: ReadonlyArray<readonly [string, ...string[]]> = [['c'], ['c', 'd'], ['b'], ['d', 'a']]
const localSorts = ['c', 'd']

const global = (typeOf: Types, name: string): fc.Arbitrary<IndexSchema> =>
  fc.record({
    name: fc.constant(name),
    kind: fc.constant('global'),
    // The key of an index goes by its name, so that two specs mostly agree.
    key: fc
      .oneof(
        { arbitrary: fc.constant(globalKeys[name.length % 2] ?? ['c']), weight: 6 },
        { arbitrary: fc.constantFrom(...globalKeys), weight: 1 },
      )
      .map(keyOf(typeOf)),
    projection,
  })

const local = (typeOf: Types, name: string): fc.Arbitrary<IndexSchema> =>
  fc.record({
    name: fc.constant(name),
    kind: fc.constant('local'),
    key: fc.constantFrom(...localSorts).map((sort) => keyOf(typeOf)(['a', sort])),
    projection,
  })

const indexesOf = (typeOf: Types, sorted: boolean): fc.Arbitrary<ReadonlyArray<IndexSchema>> =>
  fc
    .tuple(
      fc.option(global(typeOf, 'one'), { nil: undefined }),
      fc.option(global(typeOf, 'three'), { nil: undefined }),
      sorted ? fc.option(local(typeOf, 'level'), { nil: undefined, freq: 2 }) : fc.constant(undefined),
    )
    .map((all) => all.filter((index) => index !== undefined))

// -----------------------------------------------------------------------------
// settings
// -----------------------------------------------------------------------------

const throughput: fc.Arbitrary<Throughput> = fc.record({
  read: fc.integer({ min: 1, max: 3 }),
  write: fc.integer({ min: 1, max: 3 }),
})

const billing = fc.oneof<Array<fc.Arbitrary<Billing>>>(fc.constant('onDemand' as const), throughput)

const stream = fc.constantFrom<StreamView>('off', 'keys', 'new', 'old', 'newAndOld')

/** Settings that go with indexes of these names. */
const settingsOf = (indexes: ReadonlyArray<IndexSchema>): fc.Arbitrary<TableSettings> =>
  fc
    .record(
      {
        billing,
        stream,
        timeToLive: fc.constantFrom(
          'off' as const,
          { attribute: 'expires' },
          { attribute: 'expires' },
          { attribute: 'until' },
        ),
        backups: fc.boolean(),
        encryption: fc.constantFrom('owned' as const, 'kms' as const),
        deletionProtection: fc.boolean(),
        tableClass: fc.constantFrom('standard' as const, 'infrequentAccess' as const),
        tags: fc.dictionary(fc.constantFrom('team', 'cost center'), fc.constantFrom('', 'red', 'blue'), { maxKeys: 2 }),
      },
      { requiredKeys: [] },
    )
    .chain((settings) => {
      const names = indexes.filter(({ kind }) => kind === 'global').map(({ name }) => name)
      return typeof settings.billing !== 'object' || names.length === 0
        ? fc.constant(settings)
        : fc
            .option(fc.subarray(names, { minLength: 1 }).chain(throughputsOf), { nil: undefined })
            .map((all) => (all === undefined ? settings : { ...settings, indexThroughput: all }))
    })

const throughputsOf = (names: ReadonlyArray<string>): fc.Arbitrary<Readonly<Record<string, Throughput>>> =>
  fc
    .array(throughput, { minLength: names.length, maxLength: names.length })
    .map((all) => Object.fromEntries(names.map((name, i) => [name, all[i] as Throughput])))

// -----------------------------------------------------------------------------
// specs
// -----------------------------------------------------------------------------

/**
 * Specs of a table of a name, each of which a store can make.
 *
 * @example
 * ```ts
 * import { Table as T } from 'bloop-ts'
 * import { arbitraries } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(arbitraries.spec('users'), (spec) => T.differences(spec, spec).length === 0))
 * ```
 */
export const spec = (name: string): fc.Arbitrary<TableSpec> =>
  fc
    .record({
      typeOf: types,
      sort: fc.oneof({ arbitrary: fc.constant(true), weight: 7 }, { arbitrary: fc.constant(false), weight: 1 }),
    })
    .chain(({ typeOf, sort }) =>
      indexesOf(typeOf, sort).chain((indexes) =>
        settingsOf(indexes).map((settings) => ({
          schema: { name, key: keyOf(typeOf)(sort ? ['a', 'b'] : ['a']), indexes },
          settings,
        })),
      ),
    )
