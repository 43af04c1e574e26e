/**
 * What a condition reads, and how many operators it has.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const c = pipe(C.lt(P.path('a'), P.path('b')), C.and(C.missing(P.path('a'))))
 * assert.deepStrictEqual(C.paths(c).map((p) => P.show(p.segments)), ['a', 'b'])
 * assert.strictEqual(C.operators(c), 3)
 * ```
 */
import { total } from '../total'
import { fold, forEachLeaf, type Leaf, operandsOf, pathOf } from './fold'
import type { Condition, PathOperand } from './model'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

// Most places are attributes, and cost no JSON.
const keyOf = ({ segments }: PathOperand): string =>
  segments.length === 1 ? `.${segments[0]}` : JSON.stringify(segments)

const placesOf = (condition: Condition<never>): ReadonlyArray<PathOperand> => {
  const places = new Map<string, PathOperand>()
  forEachLeaf(condition, (leaf) => {
    for (const operand of operandsOf(leaf)) {
      const path = pathOf(operand)
      if (path === undefined) continue
      const key = keyOf(path)
      if (!places.has(key)) places.set(key, path)
    }
  })
  return [...places.values()]
}

/** The places that a condition reads, each once, in the order of the text. The verdict depends on nothing else. */
export const paths = (condition: Condition<never>): ReadonlyArray<PathOperand> =>
  total(
    () => placesOf(condition),
    () => [],
  )

/** Whether a condition reads an attribute, by its stored name. */
export const readsAttribute =
  (name: string) =>
  (condition: Condition<never>): boolean =>
    paths(condition).some((path) => path.segments[0] === name)

const ofLeaf = (leaf: Leaf): number => {
  if (leaf._tag === 'Always' || leaf._tag === 'Never') return 0
  let n = 1
  for (const operand of operandsOf(leaf)) if (operand._tag === 'Size') n++
  return n
}

const count = fold<number>((c, results) => {
  switch (c._tag) {
    case 'And':
    case 'Or':
      return results.reduce((n, r) => n + r, Math.max(0, results.length - 1))
    case 'Not':
      return (results[0] as number) + 1
    default:
      return ofLeaf(c)
  }
})

/**
 * How many operators and functions a condition has; DynamoDB takes 300 in one expression. Comparators, BETWEEN, IN, functions
 * (`size` too), AND, OR and NOT count one each.
 */
export const operators = (condition: Condition<never>): number => count(condition)
