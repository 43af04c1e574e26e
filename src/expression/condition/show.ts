/**
 * Conditions as readable text, with values in place: `balance >= 1000000 AND contains(tags, 'vip')`.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const c = C.not(pipe(C.exists(P.path('a')), C.or(C.eq(P.path('b.c'), { S: "it's" }))))
 * assert.strictEqual(C.show(c), "NOT (attribute_exists(a) OR `b.c` = 'it\\'s')")
 * ```
 */
import type { Show } from 'fp-ts/Show'
import { show as showSegments } from '../../value/Path'
import { quote, show as showValue } from '../../value/show'
import { total } from '../total'
import { fold, type Leaf } from './fold'
import type { Condition, Operand } from './model'

/** An operand as text. */
export const showOperand = (operand: Operand): string =>
  operand._tag === 'Value'
    ? showValue(operand.value)
    : operand._tag === 'Path'
      ? showSegments(operand.segments)
      : `size(${showSegments(operand.path.segments)})`

const showLeaf = (c: Leaf): string => {
  switch (c._tag) {
    case 'Always':
      return 'always'
    case 'Never':
      return 'never'
    case 'Compare':
      return `${showOperand(c.left)} ${c.comparator} ${showOperand(c.right)}`
    case 'Between':
      return `${showOperand(c.operand)} BETWEEN ${showOperand(c.low)} AND ${showOperand(c.high)}`
    case 'In':
      return `${showOperand(c.operand)} IN (${c.candidates.map(showOperand).join(', ')})`
    case 'Exists':
      return `attribute_exists(${showOperand(c.path)})`
    case 'Missing':
      return `attribute_not_exists(${showOperand(c.path)})`
    case 'HasType':
      return `attribute_type(${showOperand(c.path)}, ${quote(c.type)})`
    case 'BeginsWith':
      return `begins_with(${showOperand(c.path)}, ${showOperand(c.prefix)})`
    case 'Contains':
      return `contains(${showOperand(c.path)}, ${showOperand(c.operand)})`
    default:
      return '<no condition>'
  }
}

// Text with how tightly it holds together: 0 OR, 1 AND, 2 NOT, 3 a leaf.
interface Text {
  readonly text: string
  readonly strength: number
}

const inside = (strength: number, inner: Text): string => (inner.strength > strength ? inner.text : `(${inner.text})`)

// Added up, not joined: join would copy the text at every level.
const joined = (results: ReadonlyArray<Text>, word: string, strength: number, none: string): Text => {
  const [first, ...others] = results
  if (first === undefined) return { text: none, strength: 3 }
  if (others.length === 0) return first
  let text = inside(strength, first)
  for (const other of others) text += word + inside(strength, other)
  return { text, strength }
}

const toText = fold<Text>((c, results) => {
  switch (c._tag) {
    case 'And':
      return joined(results, ' AND ', 1, 'always')
    case 'Or':
      return joined(results, ' OR ', 0, 'never')
    case 'Not':
      return { text: `NOT ${inside(1, results[0] as Text)}`, strength: 2 }
    default:
      return { text: showLeaf(c), strength: 3 }
  }
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** A condition as text, with the precedence of DynamoDB: NOT, AND, OR. For reading, not for sending. Stack-safe. */
export const show = (condition: Condition<never>): string =>
  total(
    () => toText(condition).text,
    () => '<no condition>',
  )

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Conditions as readable text. */
export const Show_: Show<Condition<never>> = { show }
