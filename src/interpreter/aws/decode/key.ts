/** Whether an item in an answer is the one that was asked for. */
import type { KeyEquals } from '../../../expression/key/model'
import type { Projection } from '../../../expression/projection/model'
import type { Item } from '../../../value/AttributeValue'
import { equals } from '../../../value/equality'
import { lookup } from '../../../value/record'
import type { Found } from './guards'

type Path = ReadonlyArray<string | number>

/** An attribute that an item has must have this value. */
const agrees = (item: Item, { name, value }: KeyEquals, path: Path, found: Found): void => {
  const actual = lookup(item, name)
  if (actual !== undefined && !equals(actual, value))
    found.push({ path: [...path, name], expected: 'value that was asked for', actual })
}

/** The attributes that a query asks for equal what it asks for, in every item that has them. */
export const agreeing =
  (asked: ReadonlyArray<KeyEquals>) =>
  (items: ReadonlyArray<Item>, path: Path, found: Found): void => {
    for (let i = 0; i < items.length; i++) for (const one of asked) agrees(items[i] as Item, one, [...path, i], found)
  }

/** The item is the one at the key; a projection may leave out attributes of the key. */
export const atKey =
  (key: Item, projection?: Projection) =>
  (item: Item, path: Path, found: Found): void => {
    for (const name of Object.keys(key)) {
      agrees(item, { name, value: key[name] as Item[string] }, path, found)
      const isAsked = projection === undefined || projection.paths.some(({ segments }) => segments[0] === name)
      if (isAsked && !Object.hasOwn(item, name))
        found.push({ path: [...path, name], expected: 'value that was asked for', actual: undefined })
    }
  }
