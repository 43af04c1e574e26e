/**
 * Conditions of every form, over few names and few values; and such that are about an item at hand.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check'
 * import { Condition as C } from 'bloop-ts'
 * import { arbitraries } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const [holds] = fc.sample(arbitraries.conditionOn({ a: { N: '1' } }), { numRuns: 1, seed: 1 })
 * assert.strictEqual(typeof C.show(holds ?? C.always), 'string')
 * ```
 */
import * as fc from 'fast-check'
import type { Comparator, Condition, Operand, PathOperand } from '../../src/expression/condition/model'
import { show } from '../../src/expression/condition/show'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import type { Segments } from '../../src/value/Path'
import { tags } from '../../src/value/tag'
import { path } from './path'
import { printed } from './printed'
import { respell } from './respelled'
import { conditionsOf } from './tree'
import { scalar, value } from './value'

const comparator = fc.constantFrom<Comparator>('=', '<>', '<', '<=', '>', '>=')
const literal = (of: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Operand> =>
  of.map((v) => ({ _tag: 'Value', value: v }))

/** What an item has, place by place: pairs of a place and its value. */
export const placesOf = (item: Item): ReadonlyArray<readonly [Segments, AttributeValue]> => {
  const go = (at: Segments, v: AttributeValue): ReadonlyArray<readonly [Segments, AttributeValue]> => [
    [at, v],
    ...('M' in v ? Object.keys(v.M).flatMap((k) => go([...at, k], v.M[k] as AttributeValue)) : []),
    ...('L' in v ? v.L.flatMap((e, i) => go([...at, i], e)) : []),
  ]
  return Object.keys(item).flatMap((k) => go([k], item[k] as AttributeValue))
}

interface Source {
  readonly path: fc.Arbitrary<PathOperand>
  readonly value: fc.Arbitrary<AttributeValue>
}

const free: Source = { path, value: fc.oneof({ arbitrary: scalar, weight: 3 }, value) }

const operandOf = (source: Source): fc.Arbitrary<Operand> => {
  const size: fc.Arbitrary<Operand> = source.path.map((p) => ({ _tag: 'Size', path: p }))
  const smallNumber = literal(fc.integer({ min: 0, max: 4 }).map((n) => ({ N: String(n) })))
  return fc.oneof(
    { arbitrary: source.path, weight: 4 },
    { arbitrary: literal(source.value), weight: 4 },
    { arbitrary: size, weight: 1 },
    { arbitrary: smallNumber, weight: 1 },
  )
}

const leafOf = (source: Source): fc.Arbitrary<Condition<never>> => {
  const operand = operandOf(source)
  return fc.oneof(
    { withCrossShrink: true },
    {
      arbitrary: fc.record({ _tag: fc.constant('Compare' as const), comparator, left: operand, right: operand }),
      weight: 6,
    },
    {
      arbitrary: fc.record({ _tag: fc.constant('Between' as const), operand, low: operand, high: operand }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        _tag: fc.constant('In' as const),
        operand,
        candidates: fc.array(operand, { maxLength: 3 }),
      }),
      weight: 2,
    },
    { arbitrary: fc.record({ _tag: fc.constant('Exists' as const), path: source.path }), weight: 1 },
    { arbitrary: fc.record({ _tag: fc.constant('Missing' as const), path: source.path }), weight: 1 },
    {
      arbitrary: fc.record({
        _tag: fc.constant('HasType' as const),
        path: source.path,
        type: fc.constantFrom(...tags),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({ _tag: fc.constant('BeginsWith' as const), path: source.path, prefix: operand }),
      weight: 1,
    },
    { arbitrary: fc.record({ _tag: fc.constant('Contains' as const), path: source.path, operand }), weight: 2 },
    { arbitrary: fc.constantFrom<Condition<never>>({ _tag: 'Always' }, { _tag: 'Never' }), weight: 1 },
  )
}

/** A condition without others inside. */
export const leaf: fc.Arbitrary<Condition<never>> = printed(leafOf(free), show)

/** A condition over places. */
export const conditionOver = (places: fc.Arbitrary<PathOperand>): fc.Arbitrary<Condition<never>> =>
  conditionsOf(leafOf({ ...free, path: places }), 5)

/** A condition over any names. */
export const condition: fc.Arbitrary<Condition<never>> = printed(conditionsOf(leaf, 9), show)

const partsOf = (v: AttributeValue): ReadonlyArray<AttributeValue> =>
  'S' in v
    ? [{ S: Array.from(v.S)[0] ?? '' }]
    : 'SS' in v
      ? v.SS.map((S) => ({ S }))
      : 'NS' in v
        ? v.NS.map((N) => ({ N }))
        : 'BS' in v
          ? v.BS.map((B) => ({ B }))
          : 'L' in v
            ? v.L
            : []

// Places that an item has, and what is there.
const sourceOn = (item: Item): Source => {
  const places = placesOf(item)
  if (places.length === 0) return free
  const known = fc.constantFrom(...places)
  return {
    path: fc.oneof(
      { arbitrary: known.map(([s]): PathOperand => ({ _tag: 'Path', attribute: s[0], segments: s })), weight: 4 },
      { arbitrary: path, weight: 1 },
    ),
    value: fc.oneof(
      { arbitrary: known.map(([, v]) => v), weight: 3 },
      { arbitrary: known.map(([, v]) => respell(v)), weight: 1 },
      { arbitrary: known.chain(([, v]) => fc.constantFrom(v, ...partsOf(v))), weight: 2 },
      { arbitrary: free.value, weight: 2 },
    ),
  }
}

/** A path, mostly to a place that an item has. */
export const pathOn = (item: Item): fc.Arbitrary<PathOperand> => sourceOn(item).path

/** A side of a comparison about an item. */
export const operandOn = (item: Item): fc.Arbitrary<Operand> => operandOf(sourceOn(item))

/** A condition without others inside, about an item. */
export const leafOn = (item: Item): fc.Arbitrary<Condition<never>> => printed(leafOf(sourceOn(item)), show)

/** A condition that reads places which an item has, and compares them with what is there. */
export const conditionOn = (item: Item): fc.Arbitrary<Condition<never>> =>
  printed(conditionsOf(leafOf(sourceOn(item)), 9), show)
