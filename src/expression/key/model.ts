/**
 * KeyCondition, as data: every partition key attribute equals a value, and the sort key attributes, left to right, equal
 * values up to one range at the end.
 *
 * ```text
 * key-condition ::= partition = value [AND partition = value ...] [AND sort = value ...] [AND range]
 * range         ::= sort comparator value | sort BETWEEN value AND value | begins_with (sort, value)
 * comparator    ::= = | < | <= | > | >=
 * ```
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
import type { AttributeValue } from '../../value/AttributeValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** `sort comparator value` */
export interface CompareRange<out A> {
  readonly _tag: 'Compare'
  readonly comparator: '=' | '<' | '<=' | '>' | '>='
  readonly value: A
}
/** `sort BETWEEN low AND high`, bounds included. */
export interface BetweenRange<out A> {
  readonly _tag: 'Between'
  readonly low: A
  readonly high: A
}
/** `begins_with (sort, prefix)`, on text or bytes. */
export interface BeginsWithRange {
  readonly _tag: 'BeginsWith'
  readonly prefix: AttributeValue
}
/** The values that a sort key may have: `A` is the application's type, and `AttributeValue` once a model has encoded it. */
export type Range<A> = CompareRange<A> | BetweenRange<A> | BeginsWithRange

/** A key attribute, by its stored name, and the value that it equals. */
export interface KeyEquals {
  readonly name: string
  readonly value: AttributeValue
}

/** What a query asks of the key of a table or an index. */
export interface KeyCondition {
  readonly _tag: 'KeyCondition'
  /** The partition key attributes and the leading sort key attributes, each with its value. */
  readonly equals: readonly [KeyEquals, ...KeyEquals[]]
  /** A range of the next sort key attribute. */
  readonly range?: { readonly name: string; readonly range: Range<AttributeValue> }
}
