/** What the laws of updates are about: items, and updates of an item. */
import * as fc from 'fast-check'
import type { Update } from '../../src/expression/update/model'
import { show } from '../../src/expression/update/show'
import type { Item } from '../../src/value/AttributeValue'
import type { Pathed } from './ofCondition'
import { arbitraryUpdate } from './ofUpdate'
import { printed } from './printed'
import { anyUpdate, update, updateOn } from './update'
import { item } from './value'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Items of a kind, and what can be done to one. */
export interface UpdateSubject {
  /** Updates of what, for the names of laws. */
  readonly name: string
  readonly item: fc.Arbitrary<Item>
  /** Updates whose actions do not overlap. */
  readonly update: fc.Arbitrary<Update<never>>
  /** Updates whose actions may overlap. */
  readonly anyUpdate: fc.Arbitrary<Update<never>>
  readonly updateOn: (item: Item) => fc.Arbitrary<Update<never>>
}

/** Updates about a value of a model. */
export type UpdatesOf = (a: unknown) => fc.Arbitrary<Update<never>>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Items of any shape, with updates of which most are about them. */
export const anyUpdates: UpdateSubject = { name: 'updates', item, update, anyUpdate, updateOn }

/** Updates of a model about some of its values, made once for each. */
export const updatesAbout = (model: Pathed, values: ReadonlyArray<unknown>): UpdatesOf => {
  const made = new Map<unknown, fc.Arbitrary<Update<never>>>()
  return (a) => {
    const known = made.get(a) ?? arbitraryUpdate<Pathed>(model, { about: a, values })
    made.set(a, known)
    return known
  }
}

/** The items that some values of a model are, with updates of its own paths; a few over any names. */
export const updateSubjectOf = (model: Pathed, values: ReadonlyArray<unknown>, updatesOf: UpdatesOf): UpdateSubject => {
  const byItem = new Map(values.map((a): [Item, unknown] => [model.encode(a as never), a]))
  const free: fc.Arbitrary<Update<never>> = arbitraryUpdate<Pathed>(model, { values })
  const together = fc
    .array(free, { maxLength: 2 })
    .map((all): Update<never> => ({ _tag: 'Update', actions: all.flatMap(({ actions }) => actions) }))
  return {
    name: `updates of ${model.name}`,
    item: fc.constantFrom(...byItem.keys()),
    update: free,
    anyUpdate: printed(together, show),
    updateOn: (i) => fc.oneof({ weight: 4, arbitrary: byItem.has(i) ? updatesOf(byItem.get(i)) : free }, updateOn(i)),
  }
}
