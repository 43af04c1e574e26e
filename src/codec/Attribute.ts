/** Attribute: an io-ts codec between a TypeScript value and an `AttributeValue`, that knows its DynamoDB types. */
import * as t from 'io-ts'
import type { AttributeValue, Tag } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import { unstorable } from '../value/unstorable'
import type { Limit } from './limit'
import { toValidationErrors } from './validation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What `read` answers for what is not one of the codec's values: no allocation, no exception. */
export const failed: unique symbol = Symbol('bloop-ts/failed')
/** The type of `failed`. */
export type Failed = typeof failed

/** How an attribute behaves in a record. `optional`: may be absent. `default`: `make` fills it in. */
export type Presence = 'required' | 'optional' | 'default'

/** A record of attributes, by the names that the application uses. */
export interface Attributes {
  readonly [name: string]: AnyAttribute
}

/** Nothing is inside: a leaf. */
export interface Nothing {
  readonly _tag: 'Nothing'
}
/** What is inside of a value, for paths into it: nothing, the fields of a map, or the elements of a list or record. */
export type Inside =
  | Nothing
  | { readonly _tag: 'Fields'; readonly fields: Attributes }
  | { readonly _tag: 'Elements'; readonly element: AnyAttribute }
  | { readonly _tag: 'Entries'; readonly entry: AnyAttribute }

/**
 * What stored values are made of where `inside` does not say it, for what makes examples of them (`arbitrary` of
 * bloop-ts/laws): data that neither reading nor writing looks at. `Opaque`: nothing is known but the DynamoDB types.
 */
export type Parts =
  | { readonly _tag: 'Opaque' }
  | { readonly _tag: 'Samples'; readonly samples: ReadonlyArray<AttributeValue> }
  | { readonly _tag: 'Members'; readonly member: AnyAttribute }
  | { readonly _tag: 'Places'; readonly places: ReadonlyArray<AnyAttribute> }
  | { readonly _tag: 'Variants'; readonly tag: string; readonly variants: Attributes }
  | { readonly _tag: 'Lifted'; readonly over: AnyAttribute; readonly codec: t.Mixed }

/**
 * What values are in JSON where their DynamoDB type does not say it (`Json`). `Plain`: what the type says. `Float`: numbers
 * are JS numbers. `Bigint`: numbers are whole ones of any size. `Instant`: an instant, as `dateTime` and `timestamp` store it.
 * `Json`: text of JSON.
 */
export type Form = 'Plain' | 'Float' | 'Bigint' | 'Instant' | 'Json'

/** What an absent attribute stands for: no value of the codec, no value of the application, or the empty set. */
export type Absent = 'Never' | 'Nothing' | 'EmptySet'

/**
 * An attribute, seen from where the types of its values do not matter: every `Attribute` is an `AnyAttribute`.
 *
 * `_A`, `_V`, `_T`, `_P`, `_N` and `_I` are phantoms: the value, the value when present, the DynamoDB types, the presence,
 * the stored name (`never` where it is the attribute's own name), and what is inside.
 */
export interface AnyAttribute {
  readonly _A: unknown
  readonly _V: unknown
  readonly _T: Tag
  readonly _P: Presence
  readonly _N: string
  readonly _I: Inside
  readonly name: string
  readonly types: ReadonlyArray<Tag>
  readonly presence: Presence
  readonly storedName: string | undefined
  readonly inside: Inside
  readonly problems: ReadonlyArray<string>
}

/** How an attribute is made; `attribute` fills in what can be derived. */
export interface Definition<A, V, T extends Tag> {
  /** What the values are, as a noun in error messages: `integer`, `set of string`. */
  readonly name: string
  /** The DynamoDB types that `write` may give. */
  readonly types: ReadonlyArray<T>
  /** Whether a local value is one that the codec holds. */
  readonly is: (u: unknown) => u is A
  /** Total. `undefined`: absent. Gives `unstorable` for what the codec cannot hold. */
  readonly write: (a: A) => AttributeValue | undefined
  /** Total, for any input. `undefined`: absent. Decoding never applies defaults. */
  readonly read: (stored: AttributeValue | undefined) => A | Failed
  /** How a present value is stored, for operands of expressions. */
  readonly encodeValue: (v: V) => AttributeValue
  /** All places where stored data is not the codec's, asked for once `read` has failed. */
  readonly explain: (stored: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
  /** All places where a local value is not the codec's, asked for once `is` was false. */
  readonly check: (u: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
  readonly presence: Presence
  readonly storedName: string | undefined
  readonly inside: Inside
  /** What stored values are made of. What is made of another codec (refined, nullable …) takes its parts over. */
  readonly parts: Parts
  /** What values are in JSON. What is made of another codec takes its form over. */
  readonly form: Form
  /** What values are limited to, for schemas and for examples. What is made of another codec takes its limits over. */
  readonly limits: ReadonlyArray<Limit>
  readonly absent: Absent
  /** What `make` puts where nothing is given. */
  readonly byDefault: (() => A) | undefined
  /** What is wrong with the definition itself (two fields under one stored name …), as sentences for whoever wrote it. */
  readonly problems: ReadonlyArray<string>
}

/**
 * An io-ts codec between `A` and an `AttributeValue`.
 *
 * Laws: `decode(encode(a)) = right(a)` for every storable `a`; `encode ∘ decode` is idempotent; decoding is total, gives
 * all errors with their paths, and never applies a default.
 */
export class Attribute<
    A,
    T extends Tag,
    P extends Presence = 'required',
    N extends string = never,
    I extends Inside = Nothing,
    V = A,
  >
  extends t.Type<A, AttributeValue, unknown>
  implements AnyAttribute
{
  declare readonly _V: V
  declare readonly _T: T
  declare readonly _P: P
  declare readonly _N: N
  declare readonly _I: I
  readonly types: ReadonlyArray<T>
  readonly presence: P
  readonly storedName: string | undefined
  readonly inside: Inside
  readonly write: (a: A) => AttributeValue | undefined
  readonly read: (stored: AttributeValue | undefined) => A | Failed
  readonly encodeValue: (v: V) => AttributeValue
  readonly explain: Definition<A, V, T>['explain']
  readonly check: Definition<A, V, T>['check']
  readonly byDefault: (() => A) | undefined
  readonly problems: ReadonlyArray<string>

  constructor(readonly definition: Definition<A, V, T>) {
    const { name, is, write, read, explain } = definition
    super(
      name,
      is,
      (u, context) => {
        const a = read(u as AttributeValue | undefined)
        return a === failed ? t.failures([...toValidationErrors(explain(u, []), u, context)]) : t.success(a)
      },
      (a) => write(a) ?? unstorable(name, a),
    )
    this.types = definition.types
    this.presence = definition.presence as P
    this.storedName = definition.storedName
    this.inside = definition.inside
    this.write = write
    this.read = read
    this.encodeValue = definition.encodeValue
    this.explain = explain
    this.check = definition.check
    this.byDefault = definition.byDefault
    this.problems = definition.problems
  }
}

/** The attribute's value in the application. */
export type TypeOf<X extends AnyAttribute> = X['_A']

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Nothing inside. */
export const nothing: Nothing = { _tag: 'Nothing' }

/** Nothing is known of what stored values are made of. */
export const opaque: Parts = { _tag: 'Opaque' }

/** What `attribute` is given; the rest can be derived from it. */
export type Given<A, T extends Tag> = Pick<Definition<A, A, T>, 'name' | 'types' | 'is' | 'read'> & {
  readonly write: (a: A) => AttributeValue
} & Partial<Omit<Definition<A, A, T>, 'write'>>

/**
 * A codec of your own. What is not given follows from what is: one mismatch at the place itself, required, under its own
 * name, nothing inside. `codecLaws` (bloop-ts/laws) says what it must keep; where few stored values are the codec's, some
 * of them as `parts: { _tag: 'Samples', samples }` let it find values to try. `limits: []` says that every value of its DynamoDB
 * types is one of it; otherwise a JSON Schema of it says only these types.
 *
 * @example
 * ```ts
 * import { Attribute as A, Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const isYear = (u: unknown): u is number => Number.isInteger(u) && Number(u) >= 1000 && Number(u) <= 9999
 * const year = A.attribute<number, 'S'>({
 *   name: 'year',
 *   types: ['S'],
 *   is: isYear,
 *   write: (a) => (isYear(a) ? { S: String(a) } : V.unstorable('year', a)),
 *   read: (stored) => {
 *     const s = A.string.read(stored)
 *     return s !== A.failed && /^[1-9][0-9]{3}$/.test(s) ? Number(s) : A.failed
 *   },
 * })
 * assert.deepStrictEqual(year.encode(1999), { S: '1999' })
 * ```
 */
export const attribute = <A, T extends Tag, I extends Inside = Nothing>(
  given: Given<A, T>,
): Attribute<A, T, 'required', never, I> =>
  new Attribute<A, T, 'required', never, I>({
    explain: (actual, path) =>
      given.read(actual as AttributeValue | undefined) === failed ? [{ path, expected: given.name, actual }] : [],
    check: (actual, path) => (given.is(actual) ? [] : [{ path, expected: given.name, actual }]),
    encodeValue: given.write,
    presence: 'required',
    storedName: undefined,
    inside: nothing,
    parts: opaque,
    form: 'Plain',
    limits: [{ _tag: 'Unsaid', expected: given.name }],
    absent: 'Never',
    byDefault: undefined,
    problems: [],
    ...given,
  })
