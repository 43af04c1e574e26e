/** The laws of a model's `make` and `set`: values that are made, and changed, without a store. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { fieldsOf } from '../../src/codec/struct'
import type { Item } from '../../src/value/AttributeValue'
import { equalsItems } from '../../src/value/equality'
import { lookup } from '../../src/value/record'
import { equation, type Law, property } from '../law'
import { type Made, pick, sameMade, showMade, type Untyped, type Values, without } from './subject'

/** The laws of `make` and `set`. */
export const ofLocalValues = (model: Untyped, values: fc.Arbitrary<Values>): ReadonlyArray<Law> => {
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
