/** Overrides: arbitraries of the user's own, at some places of a model or of a map. */
import type * as fc from 'fast-check'
import type { AnyAttribute, Attributes } from '../../src/codec/Attribute'

/** What may be handed in for an attribute: an arbitrary of its values, or of a map those of some of its fields. */
export type Override<X extends AnyAttribute> =
  | fc.Arbitrary<X['_A']>
  | (X['_I'] extends { readonly _tag: 'Fields'; readonly fields: infer F extends Attributes } ? Overrides<F> : never)

/** Arbitraries of some attributes, in place of those that follow from the codecs; within maps too. */
export type Overrides<Attrs extends Attributes> = { readonly [K in keyof Attrs]?: Override<Attrs[K]> }

/** Overrides, where types do not matter. */
export type Given = fc.Arbitrary<unknown> | { readonly [name: string]: Given | undefined }
