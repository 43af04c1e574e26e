/** rules: what an item, or a record of a stream, is to be at the target. Pure. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Item } from '../../value/AttributeValue'
import { equals } from '../../value/equality'
import { lookup } from '../../value/record'
import { type KeySchema, keyNames } from '../../value/TableSchema'
import type { HandlerThrew } from '../errors'
import { keyIdentity } from '../identity'
import type { StreamRecord } from '../operation/stream'
import { thrownText } from '../quietly'
import type { KeyChanged, PoisonItem } from './errors'
import type { Filter, Sides, Transform } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What holds for one table. */
export interface Rules {
  /** Its name at the source. */
  readonly table: string
  /** Its name at the target. */
  readonly target: string
  /** Its key, and the stored names of that. */
  readonly schema: KeySchema
  readonly key: ReadonlyArray<string>
  readonly filter?: Filter
  readonly transform?: Transform
}

/** What one item is to be at the target: so, or gone. */
export interface Change {
  readonly key: Item
  /** Text that it shares with changes of the same item only. */
  readonly identity: string
  /** Absent where it is to be gone. */
  readonly item?: Item
  /** Where it stands among all changes of its item, as text. */
  readonly order: string
  /** Of which record. */
  readonly sequenceNumber?: string
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The rules of a table. */
export const rulesOf = ({ tables = {}, filter, transform }: Sides, table: string, schema: KeySchema): Rules => ({
  table,
  target: lookup(tables, table) ?? table,
  schema,
  key: keyNames(schema),
  ...(filter === undefined ? {} : { filter }),
  ...(transform === undefined ? {} : { transform }),
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The key of an item. */
export const keyIn = ({ key }: Pick<Rules, 'key'>, item: Item): Item =>
  Object.fromEntries(
    key.flatMap((name) => {
      const value = lookup(item, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )

const isKeyed = (key: Item, item: Item): boolean =>
  Object.entries(key).every(([name, value]) => {
    const other = lookup(item, name)
    return other !== undefined && equals(value, other)
  })

const isRecord = (u: unknown): u is Item => typeof u === 'object' && u !== null && !Array.isArray(u)

const threw = (thrown: unknown): HandlerThrew => ({ _tag: 'HandlerThrew', message: thrownText(thrown) })

/** The item at the target of one at the source; nothing where the filter leaves it out. */
export const imageOf =
  ({ table, filter, transform }: Rules) =>
  (key: Item, item: Item): Either<KeyChanged | HandlerThrew, Item | undefined> => {
    try {
      if (filter !== undefined && !filter(item, table)) return E.right(undefined)
      if (transform === undefined) return E.right(item)
      const made: unknown = transform(item, table)
      if (!isRecord(made)) return E.left(threw('the transformation gave no item'))
      return isKeyed(key, made) ? E.right(made) : E.left({ _tag: 'KeyChanged', item: made })
    } catch (thrown) {
      return E.left(threw(thrown))
    }
  }

/** What an item of the source, or what is left of it, asks of the target. */
export const changeOf =
  (rules: Rules) =>
  (key: Item, item: Item | undefined, order: string, sequenceNumber?: string): Either<PoisonItem, Change> => {
    const of = sequenceNumber === undefined ? {} : { sequenceNumber }
    const image = item === undefined ? E.right(undefined) : imageOf(rules)(key, item)
    if (E.isLeft(image)) return E.left({ _tag: 'PoisonItem', table: rules.table, key, ...of, cause: image.left })
    const identity = keyIdentity(rules.target, key)
    return E.right({ key, identity, order, ...of, ...(image.right === undefined ? {} : { item: image.right }) })
  }

/** The item after a record: nothing where it was deleted; `undefined` where its record does not have it. */
export const itemAfter = ({ event, newImage }: StreamRecord): { readonly item?: Item } | undefined =>
  event === 'REMOVE' ? {} : newImage === undefined ? undefined : { item: newImage }

/** The last change of each item, in the order of those: what comes of all of them. */
export const lastOf = (changes: ReadonlyArray<Change>): ReadonlyArray<Change> => {
  const last = new Map<string, Change>()
  for (const change of changes) last.set(change.identity, change)
  return last.size === changes.length ? changes : [...last.values()]
}
