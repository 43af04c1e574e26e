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
import type { AttributeValue, Item } from '../src/value/AttributeValue'
import { equalsItems } from '../src/value/equality'
import { lookup } from '../src/value/record'
import { showItem } from '../src/value/show'
import { validate } from '../src/value/validate'
import { nearly, ofAttributes, ofModel } from './arbitrary/model'
import { codecLaws } from './codec'
import { equation, type Law, type Laws, laws, property } from './law'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model whose types do not matter: its values are records of anything. */
type Values = { readonly [name: string]: unknown }
type Untyped = Model<Attributes, string, string, Indexes>

/** A value made of a model, or why not. */
type Made = E.Either<unknown, Item>

const showMade = (made: Made): string => (E.isRight(made) ? showItem(made.right) : fc.stringify(made.left))

const sameMade = (x: Made, y: Made): boolean =>
  E.isRight(x) && E.isRight(y) ? equalsItems(x.right, y.right) : E.isLeft(x) && E.isLeft(y)

const pick = (item: Item, names: ReadonlyArray<string>): Item =>
  Object.fromEntries(
    names.flatMap((name): ReadonlyArray<readonly [string, AttributeValue]> => {
      const value = lookup(item, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

const without = (value: Values, isLeftOut: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !isLeftOut(name)))

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
    property('decoding never throws', fc.anything(), (u) => {
      model.decode(u)
      return undefined
    }),
  ]
}

const ofLocalValues = (model: Untyped, values: fc.Arbitrary<Values>): ReadonlyArray<Law> => {
  const names = Object.keys(model.attributes)
  const fields = fieldsOf(model.attributes)
  const filledIn = new Set(fields.filter(({ attribute }) => attribute.byDefault !== undefined).map(({ name }) => name))
  const given = fields.filter(({ name }) => !filledIn.has(name)).map(({ stored }) => stored)
  const made = (either: E.Either<unknown, Values>): Made => E.Functor.map(either, (a) => model.encode(a))
  const itself = (a: Values): Made => E.right(model.encode(a))
  const changes = (a: Values, some: ReadonlyArray<string>): Values =>
    Object.fromEntries(some.map((name) => [name, lookup(a, name)]))
  const some = fc.subarray(names)
  return [
    equation(
      'make of a value is the value',
      values,
      (a) => ({ left: made(model.make(a)), right: itself(a) }),
      sameMade,
      showMade,
    ),
    property('make fills in what has a default, and nothing else', values, (a) => {
      const result = model.make(without(a, (name) => filledIn.has(name)))
      if (E.isLeft(result)) return fc.stringify(result.left)
      const kept = (value: Values): Item => pick(model.encode(value), given)
      return model.is(result.right) && equalsItems(kept(result.right), kept(a)) ? undefined : fc.stringify(result.right)
    }),
    property('make refuses what is not declared', values, (a) =>
      E.isLeft(model.make({ ...a, 'an attribute of nobody': 1 })) ? undefined : 'it is taken',
    ),
    property('make gives values, and is total', fc.oneof(fc.anything(), values), (u) => {
      const result = model.make(u as Values)
      return E.isLeft(result) || model.is(result.right) ? undefined : fc.stringify(result.right)
    }),
    equation(
      'keyOf (make a) = keyOf a, and whoever has the key is that item',
      values,
      (a) => ({
        left: E.Functor.map(model.make(a), (b) => model.encodeKey(model.keyOf(b))),
        right: E.right(model.encodeKey(a)),
      }),
      sameMade,
      showMade,
    ),
    equation(
      'set of nothing is the value',
      values,
      (a) => ({ left: made(model.set({})(a)), right: itself(a) }),
      sameMade,
      showMade,
    ),
    equation(
      'set of some attributes of another value gives these, and keeps the others',
      fc.tuple(values, values, some),
      ([a, b, taken]) => ({
        left: made(model.set(changes(b, taken))(a)),
        right: itself({
          ...without(a, (name) => taken.includes(name)),
          ...without(b, (name) => !taken.includes(name)),
        }),
      }),
      sameMade,
      showMade,
    ),
    equation(
      'set, then set, is set of both',
      fc.tuple(values, values, values, some, some),
      ([a, b, c, first, second]) => ({
        left: made(E.flatMap(model.set(changes(b, first))(a), model.set(changes(c, second)))),
        right: made(model.set({ ...changes(b, first), ...changes(c, second) })(a)),
      }),
      sameMade,
      showMade,
    ),
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
 * that follows from the model (`arbitrary.ofModel`).
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
 * const users = arbitrary.ofModel(User, { code: fc.uuid().map((id) => `user-${id}`) })
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
