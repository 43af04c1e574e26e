/** The laws of what a model stores: its items, its keys, and what follows of both. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { failed } from '../../src/codec/Attribute'
import { showMismatch } from '../../src/codec/show'
import { fieldsOf } from '../../src/codec/struct'
import { evaluate } from '../../src/expression/condition/evaluate'
import { apply } from '../../src/expression/update/apply'
import { diff } from '../../src/expression/update/diff'
import type { AnyModel } from '../../src/model/AnyModel'
import { snapshot } from '../../src/program/write/conditions'
import { equalsItems } from '../../src/value/equality'
import { showItem } from '../../src/value/show'
import { keyNames } from '../../src/value/TableSchema'
import { validate } from '../../src/value/validate'
import { equation, type Law, property } from '../law'
import { decoded, pick, type Stored, sameMade, showMade, type Values } from './subject'

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of items: of those of a model's table and of its indexes. */
export const ofItems = (
  model: Stored,
  values: fc.Arbitrary<Values>,
  keyOf: (a: Values) => unknown,
): ReadonlyArray<Law> => {
  // By name: a failure prints what was drawn.
  const sources = new Map<string, AnyModel>([
    ['the table', model],
    ...Object.entries(model.index).map(([name, index]) => [`index ${name}`, index.model] as const),
  ])
  const fields = (model.variants ?? [model]).flatMap(({ attributes }) => fieldsOf(attributes))
  const names = [...new Set(fields.map(({ stored }) => stored))]
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
        return { left: decoded(model, item), right: E.right(item) }
      },
      sameMade,
      showMade,
    ),
    equation(
      'attributes that the model does not declare are ignored',
      values,
      (a) => {
        const item = model.encode(a)
        return { left: decoded(model, { ...item, 'an attribute of nobody': { BOOL: true } }), right: E.right(item) }
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
        left: model.encodeKey(keyOf(a)),
        right: pick(model.encode(a), keyNames(model.schema.key)),
      }),
      equalsItems,
      showItem,
    ),
    equation(
      'the table and its indexes read what they hold of an item',
      fc.tuple(values, fc.constantFrom(...sources.keys())),
      ([a, name]) => {
        const source = sources.get(name) ?? model
        const held = pick(model.encode(a), source.declared(a as never))
        const b = source.read(held)
        return { left: b === failed ? E.left('not read') : E.right(source.encode(b as never)), right: E.right(held) }
      },
      sameMade,
      showMade,
    ),
    property(
      'decoding applies no default: what is not stored is not made up',
      fc.tuple(values, fc.subarray(names)),
      ([a, left]) => {
        const item = model.encode(a)
        const rest = pick(
          item,
          Object.keys(item).filter((name) => !left.includes(name)),
        )
        const made = decoded(model, rest)
        return E.isLeft(made) || equalsItems(made.right, rest)
          ? undefined
          : `${showItem(rest)}, decoded: ${showItem(made.right)}`
      },
    ),
    property('decoding never throws', fc.anything(), (u) => {
      model.decode(u)
      return undefined
    }),
  ]
}

/** The laws of the conditions and updates that follow from values, over pairs of them that differ little. */
export const ofWrites = (model: Stored, pairs: fc.Arbitrary<readonly [Values, Values]>): ReadonlyArray<Law> => [
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
