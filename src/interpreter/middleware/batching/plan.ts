/** How reads are put together: each key once, up to 100 keys a call, a table once in a call, and read in one way. */

import type { Projection } from '../../../expression/Projection'
import { equals as equalsProjections } from '../../../expression/projection/interpreters'
import { chunksOf } from '../../../program/each'
import { keyIdentity } from '../../../program/identity'
import { maxBatchKeys } from '../../../program/limits'
import type { GetItem, KeysAndProjection } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A key that is asked for, with all the reads that ask for it. */
export interface Asked<R> {
  readonly key: Item
  readonly reads: ReadonlyArray<R>
}

/** Keys of one table, made of the same attributes, that are read alike. */
export interface Part<R> {
  readonly table: string
  readonly consistent: boolean
  /** The attributes of the keys. */
  readonly names: ReadonlyArray<string>
  /** What is fetched: all, or what every read projects, with the key; each read is projected when it is answered. */
  readonly projection: Projection | undefined
  readonly asked: ReadonlyArray<Asked<R>>
}

/** One request: parts of different tables. */
export type Call<R> = ReadonlyArray<Part<R>>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

interface Reading {
  readonly operation: GetItem
}

interface Group<R> {
  readonly table: string
  readonly names: ReadonlyArray<string>
  readonly keys: Map<string, { readonly key: Item; readonly reads: Array<R>; consistent: boolean }>
}

// A projection into an attribute that is a key, be it of an index, is refused: so it is sent as it is, or not at all.
const intoDocuments = (projection: Projection | undefined): string | undefined =>
  projection?.paths.some(({ segments }) => segments.length > 1) === true
    ? JSON.stringify(projection.paths.map(({ segments }) => segments))
    : undefined

// Reads by table and by the attributes of their keys: a key of other attributes is none, and spoils only its like. And by
// their projections, where these go into documents.
const grouped = <R extends Reading>(reads: ReadonlyArray<R>): ReadonlyArray<Group<R>> => {
  const groups = new Map<string, Group<R>>()
  for (const read of reads) {
    const { table, key, consistent, projection } = read.operation
    const names = Object.keys(key).sort()
    const id = JSON.stringify([table, intoDocuments(projection) ?? null, ...names])
    const group = groups.get(id) ?? { table, names, keys: new Map() }
    groups.set(id, group)
    const identity = keyIdentity(table, key)
    const known = group.keys.get(identity)
    if (known === undefined) group.keys.set(identity, { key, reads: [read], consistent })
    else {
      known.reads.push(read)
      known.consistent ||= consistent
    }
  }
  return [...groups.values()]
}

const keyPath = (name: string) => ({ _tag: 'Path', attribute: name, segments: [name] }) as const

/**
 * What has to be fetched: the projection that all reads have, and the key, by which answers are known; everything where the
 * reads have several projections.
 */
const fetched = (reads: ReadonlyArray<Reading>, names: ReadonlyArray<string>): Projection | undefined => {
  const [first, ...others] = reads.map(({ operation }) => operation.projection)
  if (first === undefined || !others.every((one) => one !== undefined && equalsProjections(first, one)))
    return undefined
  const [path, ...paths] = first.paths
  const missing = names.filter((name) => !first.paths.some(({ segments }) => segments[0] === name))
  return { _tag: 'Projection', paths: [path, ...paths, ...missing.map(keyPath)] }
}

const partsOf = <R extends Reading>({ table, names, keys }: Group<R>): ReadonlyArray<Part<R>> =>
  [true, false].flatMap((consistent) => {
    const asked = [...keys.values()].filter((one) => one.consistent === consistent)
    const projection = fetched(
      asked.flatMap(({ reads }) => reads),
      names,
    )
    return chunksOf(maxBatchKeys)(asked).map((chunk) => ({ table, consistent, names, projection, asked: chunk }))
  })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * The calls that answer all reads. Of reads of one key one is sent, consistent where one of them is. A part goes into the
 * first call that has room for it and not yet its table.
 */
export const plan = <R extends Reading>(reads: ReadonlyArray<R>): ReadonlyArray<Call<R>> => {
  const calls: Array<{ readonly parts: Array<Part<R>>; size: number }> = []
  for (const part of grouped(reads).flatMap(partsOf)) {
    const call = calls.find(
      ({ parts, size }) => size + part.asked.length <= maxBatchKeys && parts.every(({ table }) => table !== part.table),
    )
    if (call === undefined) calls.push({ parts: [part], size: part.asked.length })
    else {
      call.parts.push(part)
      call.size += part.asked.length
    }
  }
  return calls.map(({ parts }) => parts)
}

/** The keys of a part that are still to be asked for, as a request has them. */
export const keysOf = <R>(part: Part<R>, asked: ReadonlyArray<Asked<R>>): KeysAndProjection => ({
  table: part.table,
  keys: asked.map(({ key }) => key),
  consistent: part.consistent,
  ...(part.projection === undefined ? {} : { projection: part.projection }),
})
