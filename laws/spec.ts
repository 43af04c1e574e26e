/** The laws of specs of tables: their merging, and their differences from what is there. Pure. */
import * as fc from 'fast-check'
import { type Either, isRight } from 'fp-ts/Either'
import type { Contradiction, NamedSpec } from '../src/model/contradictions'
import { differences } from '../src/model/differences'
import { merge } from '../src/model/merge'
import type { TableSpec } from '../src/value/TableSpec'
import { spec } from './arbitrary/spec'
import { equation, type Laws, laws, property } from './law'

// -----------------------------------------------------------------------------
// equality
// -----------------------------------------------------------------------------

const sorted = (all: ReadonlyArray<string>): ReadonlyArray<string> => [...all].sort()

const byName = (record: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } =>
  Object.fromEntries(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1)))

/** Text that two specs share where they ask for the same: indexes, projections, settings and tags have no order. */
export const specText = ({ schema, settings }: TableSpec): string => {
  const { tags, indexThroughput, ...others } = settings
  const indexes = schema.indexes.map((index) =>
    JSON.stringify({
      ...index,
      projection: typeof index.projection === 'string' ? index.projection : sorted(index.projection),
    }),
  )
  return JSON.stringify([
    schema.name,
    schema.key,
    sorted(indexes),
    byName(others),
    byName(tags ?? {}),
    byName(indexThroughput ?? {}),
  ])
}

type Merged = Either<ReadonlyArray<Contradiction>, NamedSpec>

/** What was merged; of what cannot be, only that it cannot. */
const mergedText = (merged: Merged): string => (isRight(merged) ? specText(merged.right) : 'contradictions')

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const named = (name: string): fc.Arbitrary<NamedSpec> => spec('shared').map((one) => ({ name, ...one }))
const one = named('one')

// Most settings of two specs contradict each other: without them there is more to merge.
const relaxed = (spec: NamedSpec): NamedSpec => {
  const { stream = 'off' } = spec.settings
  return { ...spec, settings: stream === 'off' ? {} : { stream } }
}

const all = fc.tuple(one, named('two'), named('three'))
const three = fc.oneof(
  all,
  all.map(([x, y, z]) => [relaxed(x), relaxed(y), relaxed(z)] as const),
)
const two = three.map(([x, y]) => [x, y] as const)

const flatMap = (x: Merged, f: (spec: NamedSpec) => Merged): Merged => (isRight(x) ? f(x.right) : x)
const same = (x: string, y: string): boolean => x === y
const text = (t: string): string => t

/**
 * The laws of specs: merging is associative, commutative and idempotent where it is possible, and what it gives serves both.
 *
 * @example
 * ```ts
 * import { flatten, specLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(specLaws))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
export const specLaws: Laws = laws('specs of tables', [
  equation(
    'merge is associative',
    three,
    ([x, y, z]) => ({
      left: mergedText(flatMap(merge(x, y), (both) => merge(both, z))),
      right: mergedText(flatMap(merge(y, z), (both) => merge(x, both))),
    }),
    same,
    text,
  ),
  equation(
    'merge is commutative',
    two,
    ([x, y]) => ({ left: mergedText(merge(x, y)), right: mergedText(merge(y, x)) }),
    same,
    text,
  ),
  equation('merge is idempotent', one, (x) => ({ left: mergedText(merge(x, x)), right: specText(x) }), same, text),
  property('contradictions are named, with both models', two, ([x, y]) => {
    const merged = merge(x, y)
    if (isRight(merged)) return undefined
    const wrong = merged.left.filter(
      ({ models, values, path }) => path === '' || models.join() !== 'one,two' || values[0] === values[1],
    )
    return merged.left.length > 0 && wrong.length === 0 ? undefined : JSON.stringify(merged.left)
  }),
  property('what is merged serves both', two, ([x, y]) => {
    const merged = merge(x, y)
    if (!isRight(merged)) return undefined
    const found = [...differences(x, merged.right), ...differences(y, merged.right)]
    return found.length === 0 ? undefined : JSON.stringify(found)
  }),
  property('a spec does not differ from itself', one, (x) => {
    const found = differences(x, x)
    return found.length === 0 ? undefined : JSON.stringify(found)
  }),
])
