/**
 * How conditions are made: from paths of a model, so that what does not fit does not compile.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const tags = P.path('tags')
 * const vip = pipe(C.gt(C.size(tags), 2), C.or(C.eq(P.path('level'), { S: 'vip' })), C.and(C.exists(P.path('name'))))
 * assert.strictEqual(C.show(vip), "(size(tags) > 2 OR level = 'vip') AND attribute_exists(name)")
 * assert.deepStrictEqual([C.all([]), C.any([])], [C.always, C.never])
 * ```
 */
import { type AttributeValue, type L, NULL, type SetTag, type Tag } from '../../value/AttributeValue'
import { type AnyPath, type AnyPlace, type Path, place } from '../../value/Path'
import { isSet, tagOfUnknown } from '../../value/tag'
import { unstorable } from '../../value/unstorable'
import { isAbsence } from '../operand'
import type { Comparator, Condition, Operand, PathOperand } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a comparison can have on its left: a path, or the `size` of one. */
export interface Comparable<in S, in out A, out T extends Tag> {
  readonly [place]: {
    readonly _tag: 'Path' | 'Size'
    readonly types: ReadonlyArray<T>
    readonly encode: (a: A) => AttributeValue
    readonly _S?: (row: S) => void
  }
}

/** The size of what stands at a path: characters of text, bytes, members, elements or entries. A number. */
export interface Size<in S> {
  readonly [place]: {
    readonly _tag: 'Size'
    readonly path: PathOperand
    readonly types: ReadonlyArray<'N'>
    readonly encode: (n: number) => AttributeValue
    readonly _S?: (row: S) => void
  }
}

/** `A`, from which nothing is inferred. TypeScript's own `NoInfer` in a union refuses object literals of a union type. */
export type Fixed<A> = [A][A extends unknown ? 0 : never]

/** What a comparison can have on its right: a value, another path of the same type, or for a number a size. */
export type Side<S, A, T extends Tag> = A | Comparable<S, A, Tag> | ('N' extends T ? Size<S> : never)

/** The types that `<`, `<=`, `>`, `>=` and `BETWEEN` may be asked of; NULL only because an attribute may also be null. */
export type Ordered = 'S' | 'N' | 'B' | 'NULL'

/** The types that `begins_with` may be asked of. */
export type Prefixed = 'S' | 'B' | 'NULL'

/** The types that `contains` may be asked of. */
export type Container = 'S' | 'B' | 'SS' | 'NS' | 'BS' | 'L' | 'NULL'

/** The types that `size` may be asked of; NULL only because an attribute may also be null. */
export type Sized = 'S' | 'B' | 'SS' | 'NS' | 'BS' | 'L' | 'M' | 'NULL'

/** What the prefix of a path's values is; of a path of which no type is known, either. */
export type Prefix<T extends Tag> = [T] extends [never]
  ? string | Uint8Array
  : T extends 'S'
    ? string
    : T extends 'B'
      ? Uint8Array
      : never

/**
 * What a value can contain: text a text, bytes bytes, a set its members, a list its elements; what is known as an
 * `AttributeValue` only, an `AttributeValue`.
 */
export type Element<A> = A extends AttributeValue
  ? AttributeValue
  : A extends string
    ? string
    : A extends Uint8Array
      ? Uint8Array
      : A extends ReadonlySet<infer E>
        ? E
        : A extends ReadonlyArray<infer E>
          ? E
          : never

/** The row that a path reads. */
export type RowOf<P> = P extends AnyPath<infer S> ? S : never

/** The rows of several conditions at once. */
export type RowsOf<C extends ReadonlyArray<Condition<never>>> = {
  readonly [K in keyof C]: C[K] extends Condition<infer S> ? (row: S) => void : never
}[number] extends (row: infer R) => void
  ? R
  : never

/** The rows that the paths and sizes among some sides read. */
export type RowsOfSides<R extends ReadonlyArray<unknown>> = {
  readonly [K in keyof R]: R[K] extends { readonly [place]: { readonly _S?: (row: infer S) => void } }
    ? (row: S) => void
    : (row: unknown) => void
}[number] extends (row: infer S) => void
  ? S
  : never

// -----------------------------------------------------------------------------
// operands
// -----------------------------------------------------------------------------

/** What a path or size keeps. */
type Kept = AnyPlace<never, Tag> | Size<never>[typeof place]

/** What a side keeps, where it is no value. */
const keptBy = (side: unknown): Kept | undefined =>
  typeof side === 'object' && side !== null && place in side ? (side[place] as Kept) : undefined

/** The place of a path, without its type. */
export const placeOf = (path: AnyPath<never>): PathOperand => toOperand(path[place])

const toOperand = ({ attribute, segments }: AnyPlace<never, Tag>): PathOperand => ({
  _tag: 'Path',
  attribute,
  segments,
})

/** The operand of a path, a size, or a value that `encode` encodes. */
const operandOf = <A>(side: unknown, encode: (a: A) => AttributeValue): Operand => {
  const kept = keptBy(side)
  if (kept === undefined) return { _tag: 'Value', value: encode(side as A) }
  return kept._tag === 'Size' ? { _tag: 'Size', path: kept.path } : toOperand(kept)
}

const encodeBy = <S, A, T extends Tag>(self: Comparable<S, A, T>): ((a: A) => AttributeValue) => self[place].encode

const left = <S, A, T extends Tag>(self: Comparable<S, A, T>): Operand => operandOf(self, encodeBy(self))

const toNumber = (n: number): AttributeValue => (Number.isFinite(n) ? { N: String(n) } : unstorable('finite number', n))

/**
 * The size of what stands at a path, to be compared with a number: `gt(size(Account.at.tags), 3)`. Numbers and booleans have
 * none.
 */
export const size = <S>(path: AnyPath<S, Sized>): Size<S> => ({
  [place]: { _tag: 'Size', path: placeOf(path), types: ['N'], encode: toNumber },
})

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Holds for every item. */
export const always: Condition<unknown> = { _tag: 'Always' }

/** Holds for no item. */
export const never: Condition<unknown> = { _tag: 'Never' }

/** Whether an operand is an empty set, beside an attribute that is absent instead. (What is beside a size is no set.) */
const isAbsent = <S, A, T extends Tag>(self: Comparable<S, A, T>, operand: Operand): boolean =>
  operand._tag === 'Value' && isAbsence(self as unknown as AnyPath<never>, operand.value)

const comparison =
  (comparator: '=' | '<>') =>
  <S, A, T extends Tag, S2 = unknown>(
    self: Comparable<S, A, T>,
    that: Side<S2, Fixed<A>, NoInfer<T>>,
  ): Condition<S & S2> => {
    const right = operandOf(that, encodeBy(self))
    if (!isAbsent(self, right)) return { _tag: 'Compare', comparator, left: left(self), right }
    return { _tag: comparator === '=' ? 'Missing' : 'Exists', path: left(self) as PathOperand }
  }

const ordering =
  (comparator: Comparator) =>
  <S, A, T extends Ordered, S2 = unknown>(
    self: Comparable<S, A, T>,
    that: Side<S2, Fixed<A>, NoInfer<T>>,
  ): Condition<S & S2> => ({ _tag: 'Compare', comparator, left: left(self), right: operandOf(that, encodeBy(self)) })

/**
 * `self = that`: the same type and value. False where either side is missing, even both. With an empty set, which is stored
 * as an absent attribute: `missing(self)`.
 */
export const eq = comparison('=')
/**
 * `self <> that`: exactly where `=` does not hold, so also where a side is missing or of another type. With an empty set:
 * `exists(self)`.
 */
export const ne = comparison('<>')
/** `self < that`, for text (by UTF-8 bytes), numbers and bytes; false where a side is missing or the types differ. */
export const lt = ordering('<')
/** `self <= that`; false where a side is missing or the types differ. */
export const lte = ordering('<=')
/** `self > that`; false where a side is missing or the types differ. */
export const gt = ordering('>')
/** `self >= that`; false where a side is missing or the types differ. */
export const gte = ordering('>=')

/** `self BETWEEN low AND high`, bounds included. Bounds the wrong way round hold for no item. */
export const between = <S, A, T extends Ordered, S2 = unknown, S3 = unknown>(
  self: Comparable<S, A, T>,
  low: Side<S2, Fixed<A>, NoInfer<T>>,
  high: Side<S3, Fixed<A>, NoInfer<T>>,
): Condition<S & S2 & S3> => ({
  _tag: 'Between',
  operand: left(self),
  low: operandOf(low, encodeBy(self)),
  high: operandOf(high, encodeBy(self)),
})

const in_ = <S, A, T extends Tag, const R extends ReadonlyArray<Side<never, Fixed<A>, NoInfer<T>>>>(
  self: Comparable<S, A, T>,
  candidates: R,
): Condition<S & RowsOfSides<R>> => {
  const operands = candidates.map((candidate) => operandOf(candidate, encodeBy(self)))
  const present = operands.filter((operand) => !isAbsent(self, operand))
  const among: Condition<S & RowsOfSides<R>> = { _tag: 'In', operand: left(self), candidates: present }
  return present.length === operands.length
    ? among
    : { _tag: 'Or', conditions: [{ _tag: 'Missing', path: left(self) as PathOperand }, among] }
}

/** `self IN (…)`: equal, as `eq` has it, to one of up to 100 candidates; of none, for no item. */
export { in_ as in, in_ as isIn }

/** `attribute_exists (path)`; a NULL exists. */
export const exists = <S>(path: AnyPath<S>): Condition<S> => ({ _tag: 'Exists', path: placeOf(path) })

/** `attribute_not_exists (path)`, also where the way there is of another type. */
export const missing = <S>(path: AnyPath<S>): Condition<S> => ({ _tag: 'Missing', path: placeOf(path) })

/** `attribute_type (path, type)` */
export const hasType = <S>(path: AnyPath<S>, type: Tag): Condition<S> => ({
  _tag: 'HasType',
  path: placeOf(path),
  type,
})

const encodePrefix = (prefix: string | Uint8Array): AttributeValue =>
  typeof prefix === 'string'
    ? { S: prefix }
    : ArrayBuffer.isView(prefix)
      ? { B: prefix }
      : unstorable('text or bytes', prefix)

/** `begins_with (path, prefix)`, of text or bytes; every text begins with `''`. */
export const beginsWith = <S, T extends Prefixed, S2 = unknown>(
  path: AnyPath<S, T>,
  prefix: Prefix<NoInfer<T>> | AnyPath<S2, 'S' | 'B' | 'NULL'>,
): Condition<S & S2> => ({ _tag: 'BeginsWith', path: placeOf(path), prefix: operandOf(prefix, encodePrefix) })

// The member of a container of one.
const memberOf = (container: AttributeValue): AttributeValue | undefined => {
  const tag = tagOfUnknown(container)
  if (tag === 'L') return (container as L).L[0]
  if (!isSet(tag)) return undefined
  const [member] = (container as { readonly [T in SetTag]: ReadonlyArray<unknown> })[tag]
  return member === undefined ? undefined : ({ [tag.charAt(0)]: member } as unknown as AttributeValue)
}

// A member is encoded within a container of its own and taken out again: only the path's codec knows how members are stored.
const encodeElement =
  <A>(path: Path<never, A>) =>
  (element: unknown): AttributeValue => {
    const types: ReadonlyArray<Tag> = path[place].types
    if (typeof element === 'string' && types.includes('S')) return { S: element }
    if (element instanceof Uint8Array && types.includes('B')) return { B: element }
    const { encodeElement: own } = path[place]
    if (own !== undefined) return own(element)
    const encode = path[place].encode as (container: unknown) => AttributeValue
    const container = encode(types.some(isSet) ? new Set([element]) : [element])
    return tagOfUnknown(container) === undefined ? container : (memberOf(container) ?? unstorable('element', element))
  }

/**
 * `contains (path, element)`: a text within text, bytes within bytes, a member of a set, or an element of a list (equal as
 * DynamoDB has it). False where a side is missing.
 */
export const contains = <S, A, T extends Container, S2 = unknown>(
  path: Path<S, A, T>,
  element: Element<NoInfer<A>> | Path<S2, Element<NoInfer<A>>>,
): Condition<S & S2> => ({
  _tag: 'Contains',
  path: placeOf(path),
  operand: operandOf(element, encodeElement(path as unknown as Path<never, A>)),
})

/** The path's value is NULL, as against absent. */
export const isNull = <S>(path: AnyPath<S>): Condition<S> => ({
  _tag: 'Compare',
  comparator: '=',
  left: placeOf(path),
  right: { _tag: 'Value', value: NULL },
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Both hold. The order in which they were said is the order in the text. */
export const and =
  <S2>(that: Condition<S2>) =>
  <S1>(self: Condition<S1>): Condition<S1 & S2> => ({ _tag: 'And', conditions: [self, that] })

/** One holds at least. */
export const or =
  <S2>(that: Condition<S2>) =>
  <S1>(self: Condition<S1>): Condition<S1 & S2> => ({ _tag: 'Or', conditions: [self, that] })

/** Does not hold. `not(lt(a, v))` is not `gte(a, v)`: it also holds where `a` is missing or of another type. */
export const not = <S>(self: Condition<S>): Condition<S> => ({ _tag: 'Not', condition: self })

const folded =
  (tag: 'And' | 'Or') =>
  <const C extends ReadonlyArray<Condition<never>>>(conditions: C): Condition<RowsOf<C>> => {
    const list = conditions as ReadonlyArray<Condition<never>> as ReadonlyArray<Condition<RowsOf<C>>>
    return list.length === 0 ? (tag === 'And' ? always : never) : { _tag: tag, conditions: list }
  }

/** All hold; of none: `always`. */
export const all = folded('And')

/** One holds at least; of none: `never`. */
export const any = folded('Or')
