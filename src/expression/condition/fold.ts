/** Stack-safe ways through a condition: it may be nested 50,000 deep. */
import type { And, Condition, Operand, Or, PathOperand } from './model'

/** A condition of any row: every condition is one. */
export type AnyCondition = Condition<never>

/** A condition without conditions inside. */
export type Leaf = Exclude<AnyCondition, And | Or | { readonly _tag: 'Not' }>

const empty: ReadonlyArray<AnyCondition> = []

/** The conditions right inside a condition; what is nested in And of And, or Or of Or, counts as right inside. */
export const childrenOf = (c: AnyCondition): ReadonlyArray<AnyCondition> => {
  switch (c._tag) {
    case 'Not':
      return [c.condition]
    case 'And':
    case 'Or':
      return c.conditions.some((inner) => inner._tag === c._tag) ? flatten(c) : c.conditions
    default:
      return empty
  }
}

const flatten = (c: And | Or): ReadonlyArray<AnyCondition> => {
  const out: Array<AnyCondition> = []
  const stack: Array<AnyCondition> = [c]
  for (;;) {
    const next = stack.pop()
    if (next === undefined) return out
    if (next._tag === c._tag) {
      const inner = (next as And | Or).conditions
      for (let i = inner.length - 1; i >= 0; i--) stack.push(inner[i] as AnyCondition)
    } else out.push(next)
  }
}

interface Frame<R> {
  readonly condition: AnyCondition
  readonly children: ReadonlyArray<AnyCondition>
  readonly results: Array<R>
}

/** A result for a condition from the results for those right inside it, from the leaves up. */
export const fold = <R>(combine: (condition: AnyCondition, results: ReadonlyArray<R>) => R) => {
  return (root: AnyCondition): R => {
    const stack: Array<Frame<R>> = [{ condition: root, children: childrenOf(root), results: [] }]
    for (;;) {
      const frame = stack[stack.length - 1] as Frame<R>
      const next = frame.children[frame.results.length]
      if (next !== undefined) {
        const children = childrenOf(next)
        if (children.length === 0) frame.results.push(combine(next, []))
        else stack.push({ condition: next, children, results: [] })
        continue
      }
      const result = combine(frame.condition, frame.results)
      stack.pop()
      const parent = stack[stack.length - 1]
      if (parent === undefined) return result
      parent.results.push(result)
    }
  }
}

/** Visits every leaf, from left to right. */
export const forEachLeaf = (root: AnyCondition, visit: (leaf: Leaf) => void): void => {
  const stack: Array<AnyCondition> = [root]
  for (;;) {
    const c = stack.pop()
    if (c === undefined) return
    if (c._tag === 'Not') stack.push(c.condition)
    else if (c._tag === 'And' || c._tag === 'Or') {
      for (let i = c.conditions.length - 1; i >= 0; i--) stack.push(c.conditions[i] as AnyCondition)
    } else visit(c)
  }
}

/** The operands of a leaf, from left to right, those of a function included. */
export const operandsOf = (leaf: Leaf): ReadonlyArray<Operand> => {
  switch (leaf._tag) {
    case 'Always':
    case 'Never':
      return []
    case 'Compare':
      return [leaf.left, leaf.right]
    case 'Between':
      return [leaf.operand, leaf.low, leaf.high]
    case 'In':
      return [leaf.operand, ...leaf.candidates]
    case 'Exists':
    case 'Missing':
    case 'HasType':
      return [leaf.path]
    case 'BeginsWith':
      return [leaf.path, leaf.prefix]
    case 'Contains':
      return [leaf.path, leaf.operand]
  }
}

/** The path that an operand reads, if it reads one. */
export const pathOf = (operand: Operand): PathOperand | undefined =>
  operand._tag === 'Path' ? operand : operand._tag === 'Size' ? operand.path : undefined
