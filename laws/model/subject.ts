/** What the laws of a model are asked of: its values and items, seen from where their types do not matter. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Errors } from 'io-ts'
import type { Attributes } from '../../src/codec/Attribute'
import { showMismatch } from '../../src/codec/show'
import type { Indexes } from '../../src/model/indexes'
import type { Model } from '../../src/model/Model'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { equalsItems } from '../../src/value/equality'
import { lookup } from '../../src/value/record'
import { showItem } from '../../src/value/show'
import type { Lawful } from './Lawful'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A record of anything. */
export type Values = { readonly [name: string]: unknown }

/** A model, or a sum of models, whose types do not matter: its values are records of anything. */
export interface Stored extends Lawful {
  readonly declared: (a: Values) => ReadonlyArray<string>
  readonly encode: (a: Values) => Item
  readonly decode: (item: unknown) => E.Either<Errors, Values>
  readonly encodeKey: (key: unknown) => Item
}

/** A model whose types do not matter. */
export type Untyped = Model<Attributes, string, string, Indexes> & Stored

/** A value made of a model, or why not. */
export type Made = E.Either<unknown, Item>

/** Why an item is not read, as text: io-ts's errors hold the whole codec. */
export const faults = (model: Stored, item: unknown): string =>
  `not read: ${model.explain(item, []).map(showMismatch).join('; ')}`

/** What is stored of the value that an item is decoded to, or why it is not. */
export const decoded = (model: Stored, item: unknown): Made => {
  const a = model.decode(item)
  return E.isRight(a) ? E.right(model.encode(a.right)) : E.left(faults(model, item))
}

/** An item, or why not, as text. */
export const showMade = (made: Made): string =>
  E.isRight(made) ? showItem(made.right) : typeof made.left === 'string' ? made.left : fc.stringify(made.left)

/** Whether both are the same item, or none. */
export const sameMade = (x: Made, y: Made): boolean =>
  E.isRight(x) && E.isRight(y) ? equalsItems(x.right, y.right) : E.isLeft(x) && E.isLeft(y)

/** The attributes of an item with these names. */
export const pick = (item: Item, names: ReadonlyArray<string>): Item =>
  Object.fromEntries(
    names.flatMap((name): ReadonlyArray<readonly [string, AttributeValue]> => {
      const value = lookup(item, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** A value without some of its attributes. */
export const without = (value: Values, isLeftOut: (name: string) => boolean): Values =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !isLeftOut(name)))
