/** Indexes follow their table: an item is in an index where it has all of the index's key attributes. */
import type { Item } from '../../value/AttributeValue'
import { lookup } from '../../value/record'
import { placeIn } from './place'
import * as Placed from './placed'
import type { IndexShape, Shape } from './shape'
import type { Entry, Reference, Table } from './state'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const sameKey = ({ attributes }: IndexShape, x: Item, y: Item): boolean => {
  for (const { name } of attributes) if (lookup(x, name) !== lookup(y, name)) return false
  return true
}

const nowhere: ReadonlyArray<undefined> = []

/** The places of an item in the indexes; what an earlier version of the item shares is not worked out again. */
export const placesOf = (
  { indexes }: Shape,
  item: Item,
  place: string,
  old: Entry | undefined,
): ReadonlyArray<string | undefined> => {
  const count = indexes.length
  if (count === 0) return nowhere
  const places = new Array<string | undefined>(count)
  for (let i = 0; i < count; i++) {
    const index = indexes[i] as IndexShape
    places[i] = old !== undefined && sameKey(index, item, old.item) ? old.places[i] : placeIn(index, item, place)
  }
  return places
}

/** The indexes after an entry took the place of another, or of none; `undefined`: it was deleted. */
export const reindexed = (
  indexes: Table['indexes'],
  old: Entry | undefined,
  entry: Entry | undefined,
): Table['indexes'] => {
  let out: Array<Placed.Placed<Reference>> | undefined
  for (let i = 0; i < indexes.length; i++) {
    const before = old?.places[i]
    const after = entry?.places[i]
    if (before === after) continue
    let index = indexes[i] as Placed.Placed<Reference>
    if (before !== undefined) index = Placed.remove(index, before)
    if (after !== undefined) index = Placed.set(index, { place: after, item: (entry as Entry).place })
    if (out === undefined) out = indexes.slice()
    out[i] = index
  }
  return out ?? indexes
}
