/** The laws of models: a user's own model is certified in one line. */

import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { type Attributes, failed } from '../src/codec/Attribute'
import { showMismatch } from '../src/codec/show'
import { fieldsOf } from '../src/codec/struct'
import { evaluate } from '../src/expression/condition/evaluate'
import { apply } from '../src/expression/update/apply'
import { diff } from '../src/expression/update/diff'
import type { AnyModel } from '../src/model/AnyModel'
import type { Indexes } from '../src/model/indexes'
import type { Model } from '../src/model/Model'
import { snapshot } from '../src/program/write/conditions'
import { equalsItems } from '../src/value/equality'
import { lookup } from '../src/value/record'
import { showItem } from '../src/value/show'
import { validate } from '../src/value/validate'
import { nearly, ofAttributes, ofModel } from './arbitrary/model'
import { codecLaws } from './codec'
import { equation, type Law, type Laws, laws, property } from './law'
import { ofLocalValues } from './model/local'
import { pick, sameMade, showMade, type Untyped, type Values } from './model/subject'

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const ofCodec = (model: Untyped, values: fc.Arbitrary<Values>): ReadonlyArray<Law> => {
  const sources: ReadonlyArray<AnyModel> = [model, ...Object.values(model.index).map((index) => index.model)]
  return [
    property('values are storable', values, (a) => {
      const wrong = validate(model.encode(a))
      return model.is(a) && wrong.length === 0 ? undefined : `is ${model.is(a)}, ${wrong.map(showMismatch).join('; ')}`
    }),
    equation(
      'decode (encode a) = right a, by what is stored',
      values,
      (a) => {
        const item = model.encode(a)
        return { left: E.Functor.map(model.decode(item), (b) => model.encode(b)), right: E.right(item) }
      },
      sameMade,
      showMade,
    ),
    equation(
      'attributes that the model does not declare are ignored',
      values,
      (a) => {
        const item = model.encode(a)
        const decoded = model.decode({ ...item, 'an attribute of nobody': { BOOL: true } })
        return { left: E.Functor.map(decoded, (b) => model.encode(b)), right: E.right(item) }
      },
      sameMade,
      showMade,
    ),
    property('what is stored is declared', values, (a) => {
      const declared = new Set(model.declared(a))
      const others = Object.keys(model.encode(a)).filter((name) => !declared.has(name))
      return others.length === 0 ? undefined : others.join(', ')
    }),
    equation(
      'the key of a value is the key of its item',
      values,
      (a) => ({
        left: model.encodeKey(model.keyOf(a)),
        right: pick(model.encode(a), Object.keys(model.encodeKey(a))),
      }),
      equalsItems,
      showItem,
    ),
    equation(
      'the table and its indexes read what they hold of an item',
      fc.tuple(values, fc.constantFrom(...sources)),
      ([a, source]) => {
        const held = pick(model.encode(a), source.declared(a as never))
        const b = source.read(held)
        return { left: b === failed ? E.left('not read') : E.right(source.encode(b as never)), right: E.right(held) }
      },
      sameMade,
      showMade,
    ),
    property(
      'decoding applies no default: what is not stored is not made up',
      fc.tuple(values, fc.subarray(fieldsOf(model.attributes).map(({ stored }) => stored))),
      ([a, left]) => {
        const item = model.encode(a)
        const rest = pick(
          item,
          Object.keys(item).filter((name) => !left.includes(name)),
        )
        const decoded = model.decode(rest)
        return E.isLeft(decoded) || equalsItems(model.encode(decoded.right), rest)
          ? undefined
          : `${showItem(rest)}, decoded: ${showItem(model.encode(decoded.right))}`
      },
    ),
    property('decoding never throws', fc.anything(), (u) => {
      model.decode(u)
      return undefined
    }),
  ]
}

const ofWrites = (model: Untyped, values: fc.Arbitrary<Values>): ReadonlyArray<Law> => {
  const pairs = nearly(values)
  return [
    equation(
      'snapshot x holds on y exactly if x and y are equal in the declared attributes',
      pairs,
      ([x, near]) => {
        const [item, y] = [model.encode(x), model.encode(near)]
        return { left: evaluate(snapshot(model)(x))(y), right: equalsItems(item, y) }
      },
      (x, y) => x === y,
    ),
    equation(
      'the difference of two values, applied to the first, gives the second',
      pairs,
      ([x, near]) => {
        const [item, y] = [model.encode(x), model.encode(near)]
        return { left: apply(diff(item, y))(item), right: E.right(y) }
      },
      sameMade,
      showMade,
    ),
  ]
}

/**
 * The laws of a model and of the codec of each of its attributes, over an arbitrary of its values; by default, over the one
 * that follows from the model (`arbitrary`).
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
export const modelLaws = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model: Model<Attrs, P, S, I>,
  values?: fc.Arbitrary<Model<Attrs, P, S, I>['_A']>,
): Laws => {
  const untyped = model as unknown as Untyped
  const all = (values ?? ofModel(model)) as fc.Arbitrary<Values>
  const each: { readonly [name: string]: fc.Arbitrary<unknown> } | undefined =
    values === undefined ? ofAttributes(model) : undefined
  const attributes = fieldsOf(model.attributes).map(({ name, attribute }) => ({
    ...codecLaws(attribute, each?.[name] ?? all.map((a) => lookup(a, name))),
    name: `model ${model.name}: attribute ${name}`,
  }))
  return laws(
    `model ${model.name}`,
    [...ofCodec(untyped, all), ...ofLocalValues(untyped, all), ...ofWrites(untyped, all)],
    attributes,
  )
}
