/**
 * What operations consume: read units of 4 KB, of which reads that need not be consistent take half and transactions twice
 * as many, and write units of 1 KB, also for each index that is written to.
 *
 * Sources: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html (and LSI.html)
 */
import type { Projection } from '../../expression/Projection'
import type { Item } from '../../value/AttributeValue'
import { equalsItems } from '../../value/equality'
import { sizeOfItem } from '../../value/size'
import type { IndexShape } from './shape'
import type { Entry, Table } from './state'
import type { Change } from './write'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const readBytes = 4_096
const writeBytes = 1_024

/** What a transaction consumes of each unit: one to prepare, one to commit. */
export const transactional = 2

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The attributes of an item that an index projects. */
export const projectedItem = (projected: ReadonlySet<string> | undefined, item: Item): Item =>
  projected === undefined ? item : Object.fromEntries(Object.entries(item).filter(([name]) => projected.has(name)))

// -----------------------------------------------------------------------------
// interpreters: reads
// -----------------------------------------------------------------------------

/** The units of a read of some bytes in one go; what is not there is read as well. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / readBytes)) * (consistent ? 1 : 0.5)

/** Whether a page of a local index fetches its items from the table: it is asked for what the index does not project. */
export const fetches = (index: IndexShape | undefined, projection: Projection | undefined): boolean => {
  const projected = index?.schema.kind === 'local' ? index.projected : undefined
  return projected !== undefined && projection?.paths.some(({ segments }) => !projected.has(segments[0])) === true
}

// -----------------------------------------------------------------------------
// interpreters: writes
// -----------------------------------------------------------------------------

const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / writeBytes))

const indexUnits = (
  { projected }: IndexShape,
  place: number,
  old: Entry | undefined,
  entry: Entry | undefined,
): number => {
  const from = old?.places[place] === undefined ? undefined : old
  const to = entry?.places[place] === undefined ? undefined : entry
  if (from === undefined && to === undefined) return 0
  const before = from === undefined ? {} : projectedItem(projected, from.item)
  const after = to === undefined ? {} : projectedItem(projected, to.item)
  const taken = unitsOf(sizeOfItem(before))
  const put = unitsOf(sizeOfItem(after))
  if (from === undefined) return put
  if (to === undefined) return taken
  if (from.places[place] !== to.places[place]) return taken + put
  return equalsItems(before, after) ? 0 : Math.max(taken, put)
}

/**
 * The units of a change: for the table those of the larger of the item before and after, at least 1; for each index those
 * of what is put into it or taken out, both where its key changes, and none where nothing in it changes.
 */
export const writeUnits = ({ shape }: Table, { old, entry }: Change): number => {
  const own = unitsOf(Math.max(old?.size ?? 0, entry?.size ?? 0))
  return old === entry ? own : shape.indexes.reduce((sum, index, i) => sum + indexUnits(index, i, old, entry), own)
}
