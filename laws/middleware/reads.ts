/** Arbitraries of reads of single items, and of writes between them. */
import * as fc from 'fast-check'
import { ofNames, type Projection } from '../../src/expression/Projection'
import type { GetItem, Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { type Shown, shown, someItems } from '../arbitrary/operation'
import { key, projection, sometimes } from '../arbitrary/operationItem'
import { simpleTransaction } from '../arbitrary/operationMany'
import { absentTable, read, single } from '../arbitrary/operationWrite'
import { showOperations } from '../interpreter/show'
import { keyOf } from '../interpreter/table'
import { schema } from './run'

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const nearKey = (items: ReadonlyArray<Item>): fc.Arbitrary<Item> => fc.oneof(fc.constantFrom(...items).map(keyOf), key)

// Few, so that reads meet that project alike: without the key, with a part of it, and into it, which is refused.
const few: fc.Arbitrary<Projection> = fc.constantFrom(ofNames('a'), ofNames('p', 'b'), {
  _tag: 'Projection',
  paths: [{ _tag: 'Path', attribute: 'p', segments: ['p', 0] }],
})

const someProjection = fc.oneof({ weight: 4, arbitrary: few }, { weight: 1, arbitrary: projection })

// Half of the time all reads of a run project alike.
type Projected = fc.Arbitrary<{ readonly projection?: Projection }>

const projections: fc.Arbitrary<Projected> = fc.oneof<Array<fc.Arbitrary<Projected>>>(
  few.map((one) => fc.constant({ projection: one })),
  fc.constant(sometimes([1, 1], 'projection', someProjection)),
)

const goodGet = (items: ReadonlyArray<Item>, projected: Projected): fc.Arbitrary<GetItem> =>
  fc
    .tuple(nearKey(items), fc.boolean(), projected)
    .map(([k, consistent, only]) => ({ _tag: 'GetItem', table: schema.name, key: k, consistent, ...only }))

const otherTable: fc.Arbitrary<GetItem> = key.map((k) => ({
  _tag: 'GetItem',
  table: absentTable,
  key: k,
  consistent: true,
}))

const put = (item: Item): Operation => ({
  _tag: 'PutItem',
  put: { _tag: 'Put', table: schema.name, item, condition: { _tag: 'Always' } },
  returning: 'none',
  itemOnFailure: false,
})

const stepsOf = (
  maxLength: number,
  step: (items: ReadonlyArray<Item>, projected: Projected) => fc.Arbitrary<Operation>,
) =>
  shown(
    fc
      .tuple(someItems, projections)
      .chain(([items, projected]) =>
        fc
          .tuple(fc.subarray([...items]), fc.array(step(items, projected), { maxLength, size: 'max' }))
          .map(([first, more]): ReadonlyArray<Operation> => [...first.map(put), ...more]),
      ),
    showOperations,
  )

/** Mostly reads, some of them of no key, of a table that is not there, or with a projection that is refused. */
export const mixed: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = stepsOf(30, (items, projected) =>
  fc.oneof(
    { weight: 16, arbitrary: goodGet(items, projected) },
    { weight: 3, arbitrary: read(schema.name, items) },
    { weight: 1, arbitrary: otherTable },
    { weight: 2, arbitrary: single(schema.name, items) },
  ),
)

/** Reads of keys, and writes. */
export const good: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = stepsOf(8, (items, projected) =>
  fc.oneof(
    { weight: 6, arbitrary: goodGet(items, projected) },
    { weight: 2, arbitrary: single(schema.name, items) },
    { weight: 1, arbitrary: simpleTransaction(schema.name) },
  ),
)

/** Many reads of few keys, and some writes of these. */
export const contended: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = stepsOf(30, (items, projected) =>
  fc.oneof(
    { weight: 9, arbitrary: goodGet(items, projected) },
    { weight: 1, arbitrary: otherTable },
    { weight: 3, arbitrary: read(schema.name, items) },
    { weight: 3, arbitrary: single(schema.name, items) },
  ),
)

/** Reads of some of 251 keys. */
export const manyKeys: fc.Arbitrary<ReadonlyArray<GetItem>> = fc
  .array(fc.nat(250), { maxLength: 400, size: 'max' })
  .map((numbers) =>
    numbers.map((n) => ({
      _tag: 'GetItem',
      table: schema.name,
      key: { p: { S: 'a' }, n: { N: String(n) } },
      consistent: true,
    })),
  )
