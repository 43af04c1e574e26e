/** View: a shape of a model's values for one context, as JSON: what is shown, and what a client may send. */

import type { Json } from 'fp-ts/Json'
import type { AnyAttribute, Attributes } from '../../codec/Attribute'
import type { InputOfAttributes, TypeOfAttributes } from '../../codec/struct'
import type { Options } from '../json/options'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An attribute of the model, `From` in the model's values, under whatever name it has in JSON. */
export interface Attribute<out From extends string, out X extends AnyAttribute> {
  readonly _tag: 'Attribute'
  readonly from: From
  readonly attribute: X
}

/** What is shown and not stored, computed of the model's value. Clients cannot set it. */
export interface Computed<out X extends AnyAttribute> {
  readonly _tag: 'Computed'
  readonly attribute: X
  readonly compute: (a: never) => unknown
}

/** What a client sends and the model does not store, such as a password. It is never shown. */
export interface Accepted<out Name extends string, out X extends AnyAttribute> {
  readonly _tag: 'Accepted'
  readonly from: Name
  readonly attribute: X
}

/** A field of a view. */
export type Field = Attribute<string, AnyAttribute> | Computed<AnyAttribute> | Accepted<string, AnyAttribute>

/** The fields of a view, by their names in JSON. */
export interface Fields {
  readonly [name: string]: Field
}

/** The fields of a whole model. */
export type FieldsOf<Attrs extends Attributes> = { readonly [K in keyof Attrs & string]: Attribute<K, Attrs[K]> }

/**
 * What must be there when JSON is read. `whole`: everything. `creation`: attributes with a default may be left out, for the
 * model's `make` to fill in. `patch`: everything may be left out, which leaves it as it is, and `null` removes (RFC 7396).
 */
export type Mode = 'whole' | 'creation' | 'patch'

/** What JSON Schema says of a value without asking anything of it. */
export interface Annotations {
  readonly title?: string
  readonly description?: string
  readonly examples?: ReadonlyArray<Json>
  readonly default?: Json
  readonly deprecated?: boolean
  readonly format?: string
  readonly contentMediaType?: string
}

/**
 * A shape of the values `A` of a model. It is data; `encode`, `decode`, `schema` are what is made of it.
 *
 * Laws (`viewLaws`): JSON has the names of the view and no others; what is decoded of what was encoded is the attributes that the
 * view shows; `set` and what is decoded are a lens; the schema accepts what `decode` accepts, and, where `approximations` has
 * nothing, nothing else.
 */
export interface View<in A, F extends Fields, out M extends Mode = 'whole'> {
  readonly _tag: 'View'
  /** The title of its schema, and its name as a component. */
  readonly name: string
  readonly mode: M
  readonly fields: F
  /** Templates of hyperlinks by their relation: `{ self: '/users/{id}' }`. */
  readonly links: { readonly [relation: string]: string }
  /** What is said of the fields in the schema, by their names in JSON. */
  readonly notes: { readonly [name: string]: Annotations }
  readonly options: Options
  /** All attributes of the model, of which templates are filled in. */
  readonly attributes: Attributes
  /** Phantom. */
  readonly _A?: (a: A) => void
}

/** Nothing is said of what is no field. */
export type Known<F extends Fields, R> = { readonly [K in Exclude<keyof R, keyof F>]: { readonly 'no such field': K } }

/** The names of the fields of which something is decoded. */
type TakenNames<F extends Fields> = { [K in keyof F]: F[K] extends { readonly from: string } ? K : never }[keyof F]

/** The attributes that are decoded, by their names in the application. */
export type Taken<F extends Fields> = {
  readonly [K in TakenNames<F> as F[K] extends { readonly from: infer From extends string }
    ? From
    : never]: F[K]['attribute']
}

/** What is decoded of a patch: what was left out is not there, and what was `null` is `undefined`. */
export type PatchOfAttributes<X extends Attributes> = { readonly [K in keyof X]?: X[K]['_A'] }

/** What is decoded of fields. */
export type DecodedOf<F extends Fields, M extends Mode> = M extends 'whole'
  ? TypeOfAttributes<Taken<F>>
  : M extends 'creation'
    ? InputOfAttributes<Taken<F>>
    : PatchOfAttributes<Taken<F>>

/** Every view is an `AnyView`. */
export type AnyView = View<never, Fields, Mode>

/** What is decoded of a view, by the application's names: `Decoded<typeof UserView>`. */
export type Decoded<V extends AnyView> = DecodedOf<V['fields'], V['mode']>
