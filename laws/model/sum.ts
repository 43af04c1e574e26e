/** The laws of sums of models: encoding and decoding go by the tag. */
import * as fc from 'fast-check'
import { type Attribute, failed } from '../../src/codec/Attribute'
import { storedName } from '../../src/model/paths'
import type { AttributeValue, Item, Tag } from '../../src/value/AttributeValue'
import { equalsItems } from '../../src/value/equality'
import { lookup } from '../../src/value/record'
import { showItem } from '../../src/value/show'
import { storedValue } from '../arbitrary/codecInput'
import { printed } from '../arbitrary/printed'
import { equation, type Law, property } from '../law'
import { faults, type Stored, type Values } from './subject'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A sum of models whose types do not matter. */
export interface Sum extends Stored {
  readonly variants: ReadonlyArray<Stored>
  readonly tag: string
}

/** One of a sum's models, with values of it. */
export interface Variant {
  readonly variant: Stored
  readonly values: fc.Arbitrary<Values>
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** What is read of an item as text: what is stored of it, or why it is not read. */
const told = (model: Stored, item: Item): string => {
  const a = model.read(item)
  return a === failed ? faults(model, item) : showItem(model.encode(a as Values))
}

/** An item, and which of the models it is of: a failure prints the model's name, and not the model. */
interface Of {
  readonly variant: Stored
  readonly item: Item
}

const showOf = ({ variant, item }: Of): string => `${variant.name} ${showItem(item)}`

/** The laws of what a sum adds to its models. */
export const ofSum = (sum: Sum, variants: ReadonlyArray<Variant>): ReadonlyArray<Law> => {
  const tagOf = (model: Stored) => lookup(model.attributes, sum.tag) as unknown as Attribute<unknown, Tag>
  const stored = storedName(sum.tag, tagOf(sum))
  const modelsWith = (tag: AttributeValue | undefined) =>
    sum.variants.filter((variant) => tagOf(variant).read(tag) !== failed)

  const values = fc.oneof(
    ...variants.map(({ variant, values }) =>
      printed(
        values.map((value) => ({ variant, value })),
        ({ value }) => `${variant.name} ${fc.stringify(value)}`,
      ),
    ),
  )
  const items = printed(
    values.map(({ variant, value }): Of => ({ variant, item: variant.encode(value) })),
    showOf,
  )
  // Of the rest of an item, what is drawn: it is kept, taken away, or something else.
  const changes = fc.array(fc.oneof(fc.constantFrom('kept' as const, undefined), storedValue), { minLength: 1 })
  const altered = fc.tuple(items, changes).map(([{ variant, item }, drawn]): Of => {
    const entries = Object.entries(item).flatMap(([name, value], i) => {
      const change = name === stored ? 'kept' : drawn[i % drawn.length]
      return change === undefined ? [] : [[name, change === 'kept' ? value : change] as const]
    })
    return { variant, item: Object.fromEntries(entries) }
  })
  const otherTags = fc.option(storedValue, { nil: undefined }).filter((tag) => modelsWith(tag).length === 0)

  return [
    equation(
      'a value is stored as the model of its tag stores it',
      values,
      ({ variant, value }) => ({ left: sum.encode(value), right: variant.encode(value) }),
      equalsItems,
      showItem,
    ),
    equation(
      'an item is read as the model of its tag reads it, and has the faults that it sees',
      fc.oneof(items, printed(altered, showOf)),
      ({ variant, item }) => ({ left: told(sum, item), right: told(variant, item) }),
      (x, y) => x === y,
      (text) => text,
    ),
    property('a tag is of one model', items, ({ variant, item }) => {
      const owners = modelsWith(lookup(item, stored)).map(({ name }) => name)
      return owners.length === 1 && owners[0] === variant.name ? undefined : `of ${variant.name}: ${owners.join(', ')}`
    }),
    property(
      'of an item with the tag of no model, the tag is the fault',
      fc.tuple(items, otherTags),
      ([{ item }, tag]) => {
        const { [stored]: _, ...rest } = item
        const other = tag === undefined ? rest : { ...rest, [stored]: tag }
        const places = sum.explain(other, []).map(({ path }) => path.join('.'))
        return sum.read(other) === failed && places.join() === stored
          ? undefined
          : `at ${places.join()}: ${told(sum, other)}`
      },
    ),
  ]
}
