/**
 * remaining: what an answer to a batch may say: of what was asked, each once. What is unprocessed is handed on as it was
 * asked, so that nothing else is ever asked again.
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { Item } from '../value/AttributeValue'
import { equalsItems } from '../value/equality'
import type { Mismatch } from '../value/Mismatch'
import { lookup } from '../value/record'
import { keyIdentity } from './identity'
import type { BatchGot, BatchWrite, BatchWritten, KeysAndProjection } from './Operation'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const wrong = (path: Mismatch['path'], expected: string, actual: unknown): Either<Mismatch, never> =>
  left({ path, expected, actual })

/** The attributes of which the keys of a table are made: one list, where they are all alike. */
const namesOf = ({ keys }: KeysAndProjection): ReadonlyArray<ReadonlyArray<string>> => [
  ...new Map(keys.map((key) => [Object.keys(key).sort().join('\u0000'), Object.keys(key)])).values(),
]

const hasAll = ({ projection }: KeysAndProjection, names: ReadonlyArray<string>): boolean =>
  projection === undefined ||
  names.every((name) => projection.paths.some(({ segments }) => segments.length === 1 && segments[0] === name))

const keyIn = (item: Item, names: ReadonlyArray<string>): Item =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = lookup(item, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** The identities that an item may have; none where its table was asked for something without its key. */
const identitiesOf = (
  asked: KeysAndProjection,
  names: ReadonlyArray<ReadonlyArray<string>>,
  item: Item,
): ReadonlyArray<string> | undefined =>
  names.every((one) => hasAll(asked, one)) ? names.map((one) => keyIdentity(asked.table, keyIn(item, one))) : undefined

const sameWrite = (x: BatchWrite, y: BatchWrite): boolean =>
  x === y ||
  (x.table === y.table &&
    (x._tag === 'Put'
      ? y._tag === 'Put' && equalsItems(x.item, y.item)
      : y._tag === 'Delete' && equalsItems(x.key, y.key)))

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** How many keys there are. */
export const countKeys = (tables: ReadonlyArray<KeysAndProjection>): number =>
  tables.reduce((sum, { keys }) => sum + keys.length, 0)

/**
 * The answer, where each item and each unprocessed key of it was asked for, and no key is both or twice. An item that was
 * projected without its key cannot be known: of those there are no more than keys.
 */
export const checkedGot =
  (asked: ReadonlyArray<KeysAndProjection>) =>
  (got: BatchGot): Either<Mismatch, BatchGot> => {
    const tables = new Map(asked.map((one) => [one.table, { one, names: namesOf(one), room: one.keys.length }]))
    const open = new Set(asked.flatMap(({ table, keys }) => keys.map((key) => keyIdentity(table, key))))
    const unprocessed = new Set<string>()
    for (const [i, { table, keys }] of got.unprocessed.entries()) {
      const place = tables.get(table)
      for (const key of keys) {
        const identity = keyIdentity(table, key)
        if (place === undefined || !open.delete(identity))
          return wrong(['unprocessed', i, 'keys'], 'keys that were asked for, each once', key)
        unprocessed.add(identity)
        place.room--
      }
    }
    for (const [i, { table, item }] of got.items.entries()) {
      const place = tables.get(table)
      const identities = place && identitiesOf(place.one, place.names, item)
      if (
        place === undefined ||
        place.room-- === 0 ||
        (identities !== undefined && !identities.some((identity) => open.delete(identity)))
      )
        return wrong(['items', i], 'items that were asked for, each once, and not unprocessed', item)
    }
    if (unprocessed.size === 0) return right(got)
    const left = asked.flatMap((one) => {
      const keys = one.keys.filter((key) => unprocessed.has(keyIdentity(one.table, key)))
      return keys.length === 0 ? [] : [{ ...one, keys }]
    })
    return right({ ...got, unprocessed: left })
  }

/** The answer, where each unprocessed write of it was asked for: as often at most, and the same one. */
export const checkedWritten =
  (asked: ReadonlyArray<BatchWrite>) =>
  (written: BatchWritten): Either<Mismatch, BatchWritten> => {
    if (written.unprocessed.length === 0) return right(written)
    const left = new Set(asked.keys())
    for (const write of written.unprocessed) {
      const found = [...left].find((i) => sameWrite(asked[i] as BatchWrite, write))
      if (found === undefined) return wrong(['unprocessed'], 'writes that were asked for, each once', write)
      left.delete(found)
    }
    return right({ ...written, unprocessed: asked.filter((_, i) => !left.has(i)) })
  }
