/**
 * What DynamoDB stores: an `AttributeValue` is one of ten wire types, an `Item` a map of them by stored attribute name.
 *
 * The representation is DynamoDB's own (and the AWS SDK's), so that a value travels from a codec to the wire untouched.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The names of the ten wire types, as `attribute_type` takes them. */
export type Tag = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M'

/** The types that a key may have. */
export type KeyTag = 'S' | 'N' | 'B'

/** The types of DynamoDB's three sets. */
export type SetTag = 'SS' | 'NS' | 'BS'

/** Text, ordered by its UTF-8 bytes. */
export interface S {
  readonly S: string
}
/** A number of up to 38 significant digits, as decimal text. */
export interface N {
  readonly N: string
}
/** Bytes, ordered as unsigned numbers. */
export interface B {
  readonly B: Uint8Array
}
/** A truth value. */
export interface BOOL {
  readonly BOOL: boolean
}
/** The null value; an absent attribute is something else. */
export interface NULL {
  readonly NULL: true
}
/** A set of texts: not empty, without order. */
export interface SS {
  readonly SS: ReadonlyArray<string>
}
/** A set of numbers: not empty, without order, distinct by value. */
export interface NS {
  readonly NS: ReadonlyArray<string>
}
/** A set of byte strings: not empty, without order. */
export interface BS {
  readonly BS: ReadonlyArray<Uint8Array>
}
/** A list of values of any types. */
export interface L {
  readonly L: ReadonlyArray<AttributeValue>
}
/** A map of values of any types by name. */
export interface M {
  readonly M: Item
}

/** A value as DynamoDB stores it: an object with exactly one of the ten tags. */
export type AttributeValue = S | N | B | BOOL | NULL | SS | NS | BS | L | M

/** An item, or the content of a map: values by stored attribute name. */
export interface Item {
  readonly [name: string]: AttributeValue
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The NULL value. */
export const NULL: AttributeValue = { NULL: true }
