/** Conditions made of leaves, so that they shrink to the leaves that matter. */
import * as fc from 'fast-check'
import type { Condition } from '../../src/expression/condition/model'

/** A step in postfix order: a leaf is pushed, and operators take what was pushed last. */
type Step =
  | { readonly _tag: 'Leaf'; readonly leaf: Condition<never> }
  | { readonly _tag: 'Not' }
  | { readonly _tag: 'And' | 'Or'; readonly operands: number }

/** What the steps leave behind: any steps will do, so that any of them may be left out. */
const run = (steps: ReadonlyArray<Step>): Condition<never> => {
  const stack: Array<Condition<never>> = []
  for (const step of steps) {
    if (step._tag === 'Leaf') stack.push(step.leaf)
    else if (step._tag === 'Not') {
      const condition = stack.pop()
      if (condition !== undefined) stack.push({ _tag: 'Not', condition })
    } else {
      const conditions = stack.splice(Math.max(0, stack.length - step.operands))
      stack.push({ _tag: step._tag, conditions })
    }
  }
  const [first, ...others] = stack
  if (first === undefined) return { _tag: 'Always' }
  return others.length === 0 ? first : { _tag: 'And', conditions: stack }
}

const operands = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 2, max: 3 }) }, fc.integer({ min: 0, max: 1 }))

const nothing = fc.constant<Step>({ _tag: 'Not' })

/**
 * Conditions of up to so many steps: each a leaf, or NOT, AND or OR of what stands before it. (A tree would shrink no
 * further than to its own form; of steps, those that do not matter are left out.)
 */
export const conditionsOf = (leaf: fc.Arbitrary<Condition<never>>, steps: number): fc.Arbitrary<Condition<never>> => {
  const push = leaf.map((of): Step => ({ _tag: 'Leaf', leaf: of }))
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 5, arbitrary: push },
    { weight: 2, arbitrary: fc.constant<Step>({ _tag: 'Not' }) },
    { weight: 1, arbitrary: operands.map((n): Step => ({ _tag: 'And', operands: n })) },
    { weight: 1, arbitrary: operands.map((n): Step => ({ _tag: 'Or', operands: n })) },
  )
  // There is a leaf to begin with; where it does not matter, it shrinks to a NOT of nothing, which is nothing.
  const first = fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: nothing }, { weight: 49, arbitrary: push })
  return fc.tuple(first, fc.array(step, { maxLength: steps - 1 })).map(([one, others]) => run([one, ...others]))
}
