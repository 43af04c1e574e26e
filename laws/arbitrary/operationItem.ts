/** Keys, projections and items of the table of the laws of interpreters, from small alphabets: so they meet. */
import * as fc from 'fast-check'
import type { PathOperand } from '../../src/expression/condition/model'
import type { Projection } from '../../src/expression/Projection'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import type { Segment } from '../../src/value/Path'
import { path } from './path'
import { unstorable } from './unstorable'
import { item as anyItem } from './value'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** A record with a field, `yes` times, or without it, `no` times. */
export const sometimes = <K extends string, A>(
  [yes, no]: readonly [number, number],
  name: K,
  arbitrary: fc.Arbitrary<A>,
): fc.Arbitrary<{ readonly [k in K]?: A }> =>
  fc.oneof(
    { weight: no, arbitrary: fc.constant({}) },
    { weight: yes, arbitrary: arbitrary.map((a) => ({ [name]: a }) as { readonly [k in K]: A }) },
  )

// -----------------------------------------------------------------------------
// projections
// -----------------------------------------------------------------------------

const projectionOf = (paths: fc.Arbitrary<ReadonlyArray<Projection['paths'][number]>>): fc.Arbitrary<Projection> =>
  paths.map((list) => ({ _tag: 'Projection', paths: list as Projection['paths'] }))

const keyName = fc.constantFrom('p', 'n', 'g', 'h', 'l')
const keyPath = keyName.map((name) => ({ _tag: 'Path' as const, attribute: name, segments: [name] as const }))

/** Places, half of them within a key attribute of the table or of an index: those are refused. */
export const intoKeys: fc.Arbitrary<PathOperand> = fc.oneof(
  { weight: 1, arbitrary: path },
  {
    weight: 1,
    arbitrary: fc
      .tuple(keyName, fc.constantFrom<ReadonlyArray<Segment>>([0], ['a'], ['a', 0]))
      .map(([name, rest]): PathOperand => ({ _tag: 'Path', attribute: name, segments: [name, ...rest] })),
  },
)

const somePath = fc.oneof({ weight: 4, arbitrary: path }, { weight: 1, arbitrary: keyPath })

/** A projection; its paths may overlap, rarely, and now and then lead into keys. */
export const projection: fc.Arbitrary<Projection> = fc.oneof(
  {
    weight: 15,
    arbitrary: projectionOf(fc.uniqueArray(somePath, { minLength: 1, maxLength: 3, selector: (p) => p.attribute })),
  },
  { weight: 6, arbitrary: projectionOf(fc.array(somePath, { minLength: 1, maxLength: 3 })) },
  { weight: 1, arbitrary: projectionOf(fc.array(intoKeys, { minLength: 1, maxLength: 3 })) },
)

// -----------------------------------------------------------------------------
// keys
// -----------------------------------------------------------------------------

const digits38 = '12345678901234567890123456789012345678'

const partition = fc.constantFrom('a', 'b', '😀').map((S): AttributeValue => ({ S }))
const sort = fc.constantFrom('0', '-0', '1', '1.0', '2', '-3.5', '1E2', digits38).map((N): AttributeValue => ({ N }))

/** A key: few, of which some are the same. */
export const key: fc.Arbitrary<Item> = fc.record({ p: partition, n: sort })

const longText = (length: number): string => 'x'.repeat(length)

/** A key that is none of the table: an attribute missing, too many, of a wrong type, empty, too long, no number. */
export const badKey: fc.Arbitrary<Item> = fc.constantFrom<Item>(
  {},
  { p: { S: 'a' } },
  { n: { N: '1' } },
  { p: { S: 'a' }, n: { S: '1' } },
  { p: { N: '1' }, n: { N: '1' } },
  { p: { S: 'a' }, n: { N: '1' }, a: { S: 'x' } },
  { p: { S: 'a' }, a: { N: '1' } },
  { p: { S: '' }, n: { N: '1' } },
  { p: { S: longText(2049) }, n: { N: '1' } },
  { p: { S: 'a' }, n: { N: 'one' } },
  { p: { S: 'a' }, n: { N: `${digits38}9` } },
  { p: { NULL: true }, n: { N: '1' } },
)

/** A key, mostly a good one. */
export const someKey: fc.Arbitrary<Item> = fc.oneof({ weight: 20, arbitrary: key }, { weight: 1, arbitrary: badKey })

/** The partition key of the global index: few, so that items tie. */
export const group: fc.Arbitrary<AttributeValue> = fc.constantFrom('x', 'y').map((S) => ({ S }))
/** The sort key of the global index. */
export const rank: fc.Arbitrary<AttributeValue> = fc.constantFrom('1', '1.0', '2', '-1').map((N) => ({ N }))
/** The sort key of the local index. */
export const level: fc.Arbitrary<AttributeValue> = fc.constantFrom('k', 'kl', 'm', '😀').map((S) => ({ S }))

// -----------------------------------------------------------------------------
// items
// -----------------------------------------------------------------------------

const wrongIndexKey = fc.constantFrom<Item>(
  { g: { S: '' } },
  { g: { N: '1' } },
  { h: { S: 'x' } },
  { l: { S: '' } },
  { l: { NULL: true } },
  { g: { S: longText(2049) }, h: { N: '1' } },
  { l: { S: longText(1025) } },
)

const indexKeys: fc.Arbitrary<Item> = fc.record({ g: group, h: rank, l: level }, { requiredKeys: [] })

// Not with a spread: `__proto__` is a name like any other.
const merge = (parts: ReadonlyArray<Item>): Item => Object.fromEntries(parts.flatMap((part) => Object.entries(part)))

/** An item that can be put. */
export const item: fc.Arbitrary<Item> = fc.tuple(indexKeys, anyItem, key).map(merge)

/** An item, mostly one that can be put. */
export const someItem: fc.Arbitrary<Item> = fc.oneof(
  { weight: 25, arbitrary: item },
  { weight: 1, arbitrary: fc.tuple(item, wrongIndexKey).map(merge) },
  { weight: 1, arbitrary: fc.tuple(item, unstorable).map(([i, v]) => merge([i, { a: v }])) },
  { weight: 1, arbitrary: badKey },
)

/** An item without the attributes that are keys, which the filter of a query cannot read. */
export const dataOf = (i: Item): Item =>
  Object.fromEntries(Object.entries(i).filter(([name]) => !['p', 'n', 'g', 'h', 'l'].includes(name)))
