/** struct: the types of records of attributes, and their codec, compiled: what `map` and a model are made of. */
import type { AttributeValue, Item, Tag } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import { type AnyAttribute, type Attribute, type Attributes, type Failed, failed, type Presence } from './Attribute'
import { isObject, isWellFormed } from './guards'
import { type Draft, define, draftsOf, isSpecial, own } from './records'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The same type, with its properties written out. */
type Flat<A> = { readonly [K in keyof A]: A[K] }

/** The names of the attributes that may be absent, and of those that `make` need not be given. */
type OptionalNames<F extends Attributes> = { [K in keyof F]: F[K]['_P'] extends 'optional' ? K : never }[keyof F]
type OmittableNames<F extends Attributes> = { [K in keyof F]: F[K]['_P'] extends 'required' ? never : K }[keyof F]

/**
 * The value of a record of attributes: a plain readonly record, with optional properties for optional attributes. It is written
 * with few instantiations, as every model costs them.
 */
export type TypeOfAttributes<F extends Attributes> = Flat<
  { [K in Exclude<keyof F, OptionalNames<F>>]: F[K]['_A'] } & { [K in OptionalNames<F>]?: F[K]['_V'] }
>

/** What `make` takes: attributes with a default may be left out too. */
export type InputOfAttributes<F extends Attributes> = Flat<
  { [K in Exclude<keyof F, OmittableNames<F>>]: F[K]['_A'] } & {
    [K in OmittableNames<F>]?: F[K]['_P'] extends 'default' ? F[K]['_A'] : F[K]['_V']
  }
>

/** The stored name of the attribute `X` that the application calls `K`. */
export type StoredName<K, X extends AnyAttribute> = [X['_N']] extends [never] ? K : X['_N']

/** An attribute whose types are known at run time only. */
export type Untyped = Attribute<unknown, Tag, Presence, string>

/** A field: its name in the application, its name in the store, and its codec. */
export interface Field {
  readonly name: string
  readonly stored: string
  readonly attribute: Untyped
}

/** The codec of a record of attributes. */
export interface Fields<A> {
  readonly fields: ReadonlyArray<Field>
  readonly is: (u: unknown) => u is A
  /** Total; what cannot be stored is marked `unstorable` at its place. */
  readonly write: (a: A) => Item
  /** Total, for any input; undeclared attributes are ignored. */
  readonly read: (item: unknown) => A | Failed
  /** All places where stored data is not the record's, in stored names. */
  readonly explain: (item: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
  /** All places where a local value is not the record's, in the application's names. */
  readonly check: (u: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The fields of a record of attributes, in its order. */
export const fieldsOf = (attributes: Attributes): ReadonlyArray<Field> =>
  Object.entries(attributes).map(([name, attribute]) => ({
    name,
    stored: attribute.storedName ?? name,
    attribute: attribute as unknown as Untyped,
  }))

/** A field as the loops see it. */
interface Step {
  readonly name: string
  readonly stored: string
  readonly nameIsSpecial: boolean
  readonly storedIsSpecial: boolean
  readonly optional: boolean
  readonly attribute: Untyped
  readonly write: Untyped['write']
  readonly read: Untyped['read']
}

const stepOf = ({ name, stored, attribute }: Field): Step => ({
  name,
  stored,
  nameIsSpecial: isSpecial(name),
  storedIsSpecial: isSpecial(stored),
  optional: attribute.presence === 'optional',
  attribute,
  write: attribute.write,
  read: attribute.read,
})

/**
 * Compiles a record of attributes to loops over its fields. `expected` is what messages call the record.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const point = A.compileFields({ x: A.integer, label: A.optional(A.rename('l', A.string)) })
 * assert.deepStrictEqual(point.write({ x: 1, label: 'a' }), { x: { N: '1' }, l: { S: 'a' } })
 * assert.deepStrictEqual(point.read({ x: { N: '1' }, other: { S: 'b' } }), { x: 1 })
 * ```
 */
export const compileFields = <F extends Attributes>(attributes: F, expected = 'map'): Fields<TypeOfAttributes<F>> => {
  type A = TypeOfAttributes<F>
  const fields = fieldsOf(attributes)
  const steps = fields.map(stepOf)
  const Values = draftsOf(fields.map(({ name }) => name))
  const Items = draftsOf(fields.map(({ stored }) => stored))
  const local = (u: Readonly<Draft>, step: Step): unknown => (step.nameIsSpecial ? own(u, step.name) : u[step.name])
  const wire = (item: Readonly<Draft>, step: Step): AttributeValue | undefined =>
    (step.storedIsSpecial ? own(item, step.stored) : item[step.stored]) as AttributeValue | undefined
  return {
    fields,
    is: (u): u is A => {
      if (!isObject(u)) return false
      for (const step of steps) if (!step.attribute.is(local(u, step))) return false
      return true
    },
    write: (a) => {
      const values: Readonly<Draft> = isObject(a) ? a : {}
      const item = new Items()
      for (const step of steps) {
        const value = step.write(local(values, step))
        if (value === undefined) continue
        if (step.storedIsSpecial) define(item, step.stored, value)
        else item[step.stored] = value
      }
      return item as Item
    },
    read: (item) => {
      if (!isObject(item)) return failed
      const values = new Values()
      for (const step of steps) {
        const value = step.read(wire(item, step))
        if (value === failed) return failed
        if (value === undefined && step.optional) continue
        if (step.nameIsSpecial) define(values, step.name, value)
        else values[step.name] = value
      }
      return values as A
    },
    explain: (actual, path) =>
      isObject(actual)
        ? steps.flatMap((step) => step.attribute.explain(wire(actual, step), [...path, step.stored]))
        : [{ path, expected, actual }],
    check: (u, path) =>
      isObject(u)
        ? steps.flatMap((step) => step.attribute.check(local(u, step), [...path, step.name]))
        : [{ path, expected, actual: u }],
  }
}

/** The greatest length of an attribute's name, in UTF-8 bytes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html */
const maxNameBytes = 65535

/**
 * What is wrong with a record of attributes, as sentences: two attributes under one stored name, a name that DynamoDB does
 * not have, or anything in the definition of an attribute. Nothing where it can be used.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.fieldErrors({ a: A.string, b: A.rename('a', A.string) }), [
 *   "'a' and 'b' are both stored as 'a'",
 * ])
 * ```
 */
export const fieldErrors = (attributes: Attributes): ReadonlyArray<string> => {
  const byStoredName = new Map<string, string>()
  return fieldsOf(attributes).flatMap(({ name, stored, attribute }) => {
    const other = byStoredName.get(stored)
    byStoredName.set(stored, name)
    return [
      ...(other === undefined ? [] : [`'${other}' and '${name}' are both stored as '${stored}'`]),
      ...(stored === '' ? [`'${name}' is stored under an empty name`] : []),
      ...(isWellFormed(stored) ? [] : [`'${name}' is stored under a name that is no Unicode text`]),
      ...(stored.length * 3 > maxNameBytes && new TextEncoder().encode(stored).length > maxNameBytes
        ? [`'${name.slice(0, 20)}…' is stored under a name of more than ${maxNameBytes} bytes`]
        : []),
      ...attribute.problems.map((problem) => `in '${name}', ${problem}`),
    ]
  })
}
