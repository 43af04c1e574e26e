/**
 * A document path as data: the stored name of a top-level attribute, then names and list indexes.
 *
 * ```text
 * path ::= name | path '.' name | path '[' index ']'
 * ```
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const first = pipe(P.path('profile'), P.field('scores'), P.at(0))
 * assert.strictEqual(P.show(P.segmentsOf(first)), 'profile.scores[0]')
 *
 * const item = { profile: { M: { scores: { L: [{ N: '7' }] } } } }
 * assert.deepStrictEqual(P.get(P.segmentsOf(first))(item), { N: '7' })
 * assert.strictEqual(P.overlaps(['profile'], P.segmentsOf(first)), true)
 * ```
 */
import type * as EQ from 'fp-ts/Eq'
import type * as S from 'fp-ts/Show'
import type { AttributeValue, Item, Tag } from './AttributeValue'
import { maxNameBytes } from './measure'
import { lookup } from './record'
import { showName } from './show'
import { tags } from './tag'
import { utf8Bytes } from './text'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A step of a path: the stored name of an attribute or map entry, or the index of a list element. */
export type Segment = string | number

/** The place of a value in an item: at least one segment, the first a stored attribute name. */
export type Segments = readonly [string, ...Segment[]]

/** What a row says of an attribute: its stored name, the type of its values and its DynamoDB types. Phantom. */
export interface Column<Name extends string, A, T extends Tag> {
  readonly name: Name
  readonly type: (a: A) => A
  readonly tag: T
}

/** The key under which a path keeps what it is. It is no text, so that no attribute's name can be in its way. */
export const place: unique symbol = Symbol.for('bloop-ts/place')

/** What a path is: a place of an item, what may stand there, and how values are stored there. */
export interface Place<in S, in out A, out T extends Tag> extends AnyPlace<S, T> {
  /** How a value compared with this path, or written to it, is stored. */
  readonly encode: (a: A) => AttributeValue
  /** How an element of such a value is stored, where the value is a container. */
  readonly encodeElement?: (element: unknown) => AttributeValue
}

/** A place, apart from the type of what stands there. */
export interface AnyPlace<in S, out T extends Tag> {
  readonly _tag: 'Path'
  /** The model's name of the top-level attribute; `segments[0]` is its stored name. */
  readonly attribute: string
  /** The place, in stored names. */
  readonly segments: Segments
  /** The DynamoDB types that may stand there. */
  readonly types: ReadonlyArray<T>
  /** Phantom. */
  readonly _S?: (row: S) => void
}

/**
 * A path into items of the row `S` to values of type `A`, which DynamoDB stores as one of `T`.
 *
 * `S` names the attribute that is read, so that what is built from paths knows what it reads: `Account.at.balance` is a
 * `Path<{ readonly balance: Column<'balance', Big, 'N'> }, Big, 'N'>`.
 */
export interface Path<in S, in out A, out T extends Tag = Tag> {
  readonly [place]: Place<S, A, T>
}

/** A path of which only the place matters. */
export interface AnyPath<in S, out T extends Tag = Tag> {
  readonly [place]: AnyPlace<S, T>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The row of a document of which only the name of an attribute is known. */
export type Dynamic<Name extends string> = { readonly [K in Name]: Column<string, AttributeValue, Tag> }

const itself = (value: AttributeValue): AttributeValue => value
const elementItself = itself as (element: unknown) => AttributeValue

/** A path of which no type is known fits wherever one of any type does: its types are those of no restriction. */
const of = <S>(attribute: string, segments: Segments): Path<S, AttributeValue, never> => ({
  [place]: {
    _tag: 'Path',
    attribute,
    segments,
    types: tags as ReadonlyArray<never>,
    encode: itself,
    encodeElement: elementItself,
  },
})

/** The attribute of a stored name, without a model: its values are `AttributeValue`s of any type. */
export const path = <Name extends string>(name: Name): Path<Dynamic<Name>, AttributeValue, never> => of(name, [name])

/** The entry of a map, by its stored name. */
export const field =
  (name: string) =>
  <S>(self: AnyPath<S>): Path<S, AttributeValue, never> =>
    of(self[place].attribute, [...self[place].segments, name])

/** The element of a list, from 0. */
export const at =
  (index: number) =>
  <S>(self: AnyPath<S>): Path<S, AttributeValue, never> =>
    of(self[place].attribute, [...self[place].segments, index])

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The place that a path leads to, in stored names. */
export const segmentsOf = (path: AnyPath<never>): Segments => path[place].segments

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What stands at a place of an item; `undefined` where nothing does, also where the way there is of another type. */
export const get =
  (segments: Segments) =>
  (item: Item): AttributeValue | undefined =>
    getAt(item, segments)

/** `get`, with both arguments at once. */
export const getAt = (item: Item, segments: Segments): AttributeValue | undefined => {
  let value = lookup(item, segments[0])
  for (let i = 1; i < segments.length && value !== undefined; i++) {
    const segment = segments[i] as Segment
    if (typeof segment === 'string') value = 'M' in value ? lookup(value.M, segment) : undefined
    else value = 'L' in value ? value.L[segment] : undefined
  }
  return value
}

/** A place as text: `profile.scores[0]`; names that are no identifiers in backquotes. */
export const show = (segments: ReadonlyArray<Segment>): string => {
  let out = ''
  for (const segment of segments) {
    out += typeof segment === 'number' ? `[${segment}]` : out === '' ? showName(segment) : `.${showName(segment)}`
  }
  return out
}

/** Whether two places are the same. */
export const equals = (x: ReadonlyArray<Segment>, y: ReadonlyArray<Segment>): boolean =>
  x.length === y.length && isPrefixOf(x, y)

/** Whether the first place is the second, or around it. */
export const isPrefixOf = (prefix: ReadonlyArray<Segment>, segments: ReadonlyArray<Segment>): boolean => {
  for (let i = 0; i < prefix.length; i++) if (prefix[i] !== segments[i]) return false
  return true
}

/** Whether one of two places is the other, or around it: DynamoDB then refuses to write, or to project, both. */
export const overlaps = (x: ReadonlyArray<Segment>, y: ReadonlyArray<Segment>): boolean =>
  isPrefixOf(x, y) || isPrefixOf(y, x)

/** Whether two places take one value for a map and for a list (`a.b` and `a[0]`): DynamoDB refuses both together. */
export const conflicts = (x: ReadonlyArray<Segment>, y: ReadonlyArray<Segment>): boolean => {
  const length = Math.min(x.length, y.length)
  for (let i = 0; i < length; i++) {
    if (x[i] !== y[i]) return typeof x[i] !== typeof y[i]
  }
  return false
}

/** What is wrong with a place, if anything: its depth, an empty or long name, an index that is none. */
export const flaw = (segments: ReadonlyArray<Segment>): string | undefined => {
  if (typeof segments[0] !== 'string') return 'a path begins with the name of an attribute'
  if (segments.length > maxSegments) return `a path has at most ${maxSegments} levels, this one has ${segments.length}`
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment
    if (typeof segment === 'number') {
      if (!Number.isInteger(segment) || segment < 0 || segment > maxIndex) {
        return `the index of a list is a whole number from 0 to ${maxIndex}, not ${segment}`
      }
    } else {
      const bytes = utf8Bytes(segment)
      if (bytes < 0) return 'the name of an attribute is well-formed text'
      if (bytes === 0) return 'the name of an attribute is not empty'
      if (bytes > maxNameBytes)
        return `the name of an attribute has at most ${maxNameBytes} bytes, this one has ${bytes}`
    }
  }
  return undefined
}

/** The most levels of a path. */
export const maxSegments = 32
/** The largest index that a path may have. */
export const maxIndex = 2_147_483_647

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality of places. */
export const Eq: EQ.Eq<Segments> = { equals }

/** Places as text. */
export const Show: S.Show<Segments> = { show }
