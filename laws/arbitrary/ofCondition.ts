/** Conditions of a model, as applications make them. */
import * as fc from 'fast-check'
import { evaluate } from '../../src/expression/condition/evaluate'
import type { Condition } from '../../src/expression/condition/model'
import { show } from '../../src/expression/condition/show'
import { simplify } from '../../src/expression/condition/simplify'
import type { AnyModel } from '../../src/model/AnyModel'
import type { Item } from '../../src/value/AttributeValue'
import { ofAnyModel } from './model'
import { leafAt, type Place, placesOfModel } from './modelCondition'
import type { OverridesOf } from './ofModel'
import type { Given } from './overrides'
import { printed } from './printed'
import { conditionsOf } from './tree'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model with paths: every `Model`, and every sum of them. */
export interface Pathed extends AnyModel {
  readonly at: object
}

/** What an arbitrary of expressions is about. Everything may be left out. */
export interface AboutOptions<X extends AnyModel> {
  /** A value at hand: what it has is read, compared with, and written. */
  readonly about?: X['_A']
  /** Arbitraries of your own for some attributes: values that others are compared with, or set to. */
  readonly overrides?: OverridesOf<X>
  /** Values of the model, in place of those that follow from it: what stands in them is compared with and written. */
  readonly values?: ReadonlyArray<X['_A']>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The value at hand, as it is stored; and it and others, with what stands at each of the model's paths. */
export const placesAbout = <X extends Pathed>(
  model: X,
  { about, overrides, values }: AboutOptions<X>,
): { readonly item: Item; readonly places: ReadonlyArray<Place> } => {
  const encode = (a: unknown): Item => model.encode(a as never)
  const item = about === undefined ? {} : encode(about)
  const others = (values ?? fc.sample(ofAnyModel(model, overrides as Given | undefined), { numRuns: 50, seed: 1 })).map(
    encode,
  )
  return { item, places: placesOfModel(model, about === undefined ? others : [item, ...others]) }
}

/** Conditions over some places; they are printed as text. */
export const conditionsAt = (item: Item, places: ReadonlyArray<Place>): fc.Arbitrary<Condition<never>> =>
  conditionsOf(
    fc.constantFrom(...places).chain((place) => leafAt(item, place, places)),
    6,
  )

/** Conditions of which half hold for an item: where one does not as it should, it is negated. */
const halfOf = (conditions: fc.Arbitrary<Condition<never>>, item: Item): fc.Arbitrary<Condition<never>> =>
  fc
    .tuple(conditions, fc.boolean())
    .map(([c, holds]) => (evaluate(c)(item) === holds ? c : simplify({ _tag: 'Not', condition: c })))

/**
 * Conditions over a model's paths, nested ones too, that compare with values which stand there in items of the model. With a
 * value at hand, they are mostly about what it has, and half of them hold for it. They shrink to one comparison, and
 * fast-check prints them as text.
 *
 * @example
 * ```ts
 * import { Attribute as A, Condition as C, Model as M } from 'bloop-ts'
 * import { arbitraryCondition } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, age: A.optional(A.integer) },
 *   key: { partition: 'id' },
 * })
 * const ann = { id: 'ann', age: 41 }
 * const holds = (c: C.Condition<M.RowOf<typeof User>>) => C.toPredicate(User)(c)(ann)
 * fc.assert(fc.property(arbitraryCondition(User, { about: ann }), (c) => holds(C.not(c)) !== holds(c)))
 *
 * const { counterexample } = fc.check(fc.property(arbitraryCondition(User), (c) => !C.show(c).includes('age <>')), { seed: 1 })
 * assert.match(fc.stringify(counterexample), /^\[age <> -?\d+\]$/)
 * ```
 */
export const arbitraryCondition = <X extends Pathed>(
  model: X,
  options: AboutOptions<X> = {},
): fc.Arbitrary<Condition<X['_Row']>> => {
  const { item, places } = placesAbout(model, options)
  const conditions = conditionsAt(item, places)
  const all = options.about === undefined ? conditions : halfOf(conditions, item)
  return printed(all, show) as fc.Arbitrary<Condition<X['_Row']>>
}
