/** The laws of models: a user's own model, or sum of models, is certified in one line. */
import * as fc from 'fast-check'
import { fieldsOf } from '../src/codec/struct'
import { lookup } from '../src/value/record'
import { fitting } from './arbitrary/fitting'
import { nearly, ofAnyModel, ofFields, recordOf } from './arbitrary/model'
import { codecLaws } from './codec'
import { type Laws, laws } from './law'
import { ofItems, ofWrites } from './model/items'
import type { Lawful } from './model/Lawful'
import { ofLocalValues } from './model/local'
import type { Stored, Untyped, Values } from './model/subject'
import { ofSum, type Sum, type Variant } from './model/sum'

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const lawsOfModel = (model: Untyped, values: fc.Arbitrary<Values> | undefined): Laws => {
  const each = Object.fromEntries(values === undefined ? ofFields(model) : [])
  const all = values ?? recordOf(Object.entries(each))
  const attributes = fieldsOf(model.attributes).map(({ name, attribute }) => ({
    ...codecLaws(attribute, lookup(each, name) ?? all.map((a) => lookup(a, name))),
    name: `model ${model.name}: attribute ${name}`,
  }))
  return laws(
    `model ${model.name}`,
    [...ofItems(model, all, model.keyOf), ...ofLocalValues(model, all), ...ofWrites(model, nearly(all))],
    attributes,
  )
}

/** Those values of a sum that are a variant's; where nothing is handed in, those that follow from it. */
const ofVariant = (sum: Sum, variant: Stored, values: fc.Arbitrary<Values> | undefined): fc.Arbitrary<Values> =>
  values === undefined
    ? (ofAnyModel(variant) as fc.Arbitrary<Values>)
    : fitting(
        values,
        variant.is,
        (example) =>
          `The arbitrary handed in for ${sum.name} gives no value of ${variant.name}, but such as ${example}`,
      )

const lawsOfSum = (sum: Sum, values: fc.Arbitrary<Values> | undefined): Laws => {
  const variants = sum.variants.map((variant): Variant => ({ variant, values: ofVariant(sum, variant, values) }))
  // What is handed in is asked as it is, too: what is of none of the models is a fault.
  const all = fc.oneof(...(values === undefined ? [] : [values]), ...variants.map((of) => of.values))
  const pairs = fc.oneof(fc.tuple(all, all), ...variants.map((of) => nearly(of.values)))
  return laws(
    `sum ${sum.name}`,
    [...ofItems(sum, all, (a) => a), ...ofSum(sum, variants), ...ofWrites(sum, pairs)],
    variants.map(({ variant, values }) => modelLaws(variant, values)),
  )
}

/**
 * The laws of a model and of the codec of each of its attributes, over an arbitrary of its values; by default, over the one
 * that follows from the model (`arbitrary`). Of a sum (`oneOf`), those of its models, and that it goes by the tag.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { arbitrary, flatten, modelLaws } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, code: A.refine(A.string, (s) => s.startsWith('user-'), 'code') },
 *   key: { partition: 'id' },
 * })
 * // nothing says how to make a code, so that this arbitrary is handed in
 * const users = arbitrary(User, { code: fc.uuid().map((id) => `user-${id}`) })
 * for (const { laws } of flatten(modelLaws(User, users)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
export const modelLaws = <M extends Lawful>(model: M, values?: fc.Arbitrary<M['_A']>): Laws =>
  'variants' in model
    ? lawsOfSum(model as unknown as Sum, values as fc.Arbitrary<Values> | undefined)
    : lawsOfModel(model as unknown as Untyped, values as fc.Arbitrary<Values> | undefined)
