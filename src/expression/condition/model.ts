/**
 * Condition, as data.
 *
 * ```text
 * condition ::=
 *       operand comparator operand
 *     | operand BETWEEN operand AND operand
 *     | operand IN ( operand (',' operand (, ...) ))
 *     | function
 *     | condition AND condition
 *     | condition OR condition
 *     | NOT condition
 *     | ( condition )
 *
 * comparator ::= = | <> | < | <= | > | >=
 *
 * function ::=
 *     attribute_exists (path)
 *     | attribute_not_exists (path)
 *     | attribute_type (path, type)
 *     | begins_with (path, substr)
 *     | contains (path, operand)
 *     | size (path)
 * ```
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
import type { AttributeValue, Tag } from '../../value/AttributeValue'
import type { Segments } from '../../value/Path'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The row that an expression reads, as a phantom: an expression over fewer attributes fits wherever more are present. */
export interface Reads<in S> {
  readonly _S?: (row: S) => void
}

/** What stands at a path of the item. */
export interface PathOperand {
  readonly _tag: 'Path'
  /** The model's name of the top-level attribute; `segments[0]` is its stored name. */
  readonly attribute: string
  readonly segments: Segments
}
/** A literal value. */
export interface ValueOperand {
  readonly _tag: 'Value'
  readonly value: AttributeValue
}
/** The size of what stands at a path. */
export interface SizeOperand {
  readonly _tag: 'Size'
  readonly path: PathOperand
}
/** A side of a comparison. */
export type Operand = PathOperand | ValueOperand | SizeOperand

/** The six comparators. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

/** Holds for every item. */
export interface Always {
  readonly _tag: 'Always'
}
/** Holds for no item. */
export interface Never {
  readonly _tag: 'Never'
}
/** `left comparator right` */
export interface Compare {
  readonly _tag: 'Compare'
  readonly comparator: Comparator
  readonly left: Operand
  readonly right: Operand
}
/** `operand BETWEEN low AND high`, bounds included. */
export interface Between {
  readonly _tag: 'Between'
  readonly operand: Operand
  readonly low: Operand
  readonly high: Operand
}
/** `operand IN (…)`; with no candidates it holds for no item. */
export interface In {
  readonly _tag: 'In'
  readonly operand: Operand
  readonly candidates: ReadonlyArray<Operand>
}
/** `attribute_exists (path)` */
export interface Exists {
  readonly _tag: 'Exists'
  readonly path: PathOperand
}
/** `attribute_not_exists (path)` */
export interface Missing {
  readonly _tag: 'Missing'
  readonly path: PathOperand
}
/** `attribute_type (path, type)` */
export interface HasType {
  readonly _tag: 'HasType'
  readonly path: PathOperand
  readonly type: Tag
}
/** `begins_with (path, substr)` */
export interface BeginsWith {
  readonly _tag: 'BeginsWith'
  readonly path: PathOperand
  readonly prefix: Operand
}
/** `contains (path, operand)`: a substring, a set's member, or a list's element. */
export interface Contains {
  readonly _tag: 'Contains'
  readonly path: PathOperand
  readonly operand: Operand
}
/** All hold; with no conditions it holds for every item. */
export interface And {
  readonly _tag: 'And'
  readonly conditions: ReadonlyArray<Condition<never>>
}
/** One holds at least; with no conditions it holds for no item. */
export interface Or {
  readonly _tag: 'Or'
  readonly conditions: ReadonlyArray<Condition<never>>
}
/** Does not hold. */
export interface Not {
  readonly _tag: 'Not'
  readonly condition: Condition<never>
}

/** A condition's outermost form. */
export type Node =
  | Always
  | Never
  | Compare
  | Between
  | In
  | Exists
  | Missing
  | HasType
  | BeginsWith
  | Contains
  | And
  | Or
  | Not

/**
 * A condition over items of the row `S`: pure data that is combined, compared, simplified, shown, evaluated and rendered.
 *
 * Contravariant: a condition over `{ a }` is one over `{ a, b }`. `Condition<never>` takes a condition over any row.
 *
 * Laws, up to `≡` (the same verdict on every item): a Boolean algebra with `Always`, `Never`, `and`, `or`, `not`;
 * `simplify(c) ≡ c`; `parse(render(c)) = simplify(c)`.
 */
export type Condition<S> = Node & Reads<S>
