/** How the reads of a call are answered. */
import * as E from 'fp-ts/Either'
import { project } from '../../../expression/projection/apply'
import { equals as equalsProjections } from '../../../expression/projection/interpreters'
import type { ReadError } from '../../../program/errors'
import { keyIdentity } from '../../../program/identity'
import type { ConsumedCapacity, GetItem, Got } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import { withoutConsumed } from '../metered'
import { type Again, fetch, type Store } from './fetch'
import type { Asked, Call } from './plan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A read that waits for its answer. */
export interface Waiting {
  readonly operation: GetItem
  readonly resolve: (answer: E.Either<ReadError, Got>) => void
}

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** Units by table: each is told once, to the first read that asks for them and is answered. */
type Units = Map<string, number>

const addTo = (units: Units, consumed: ReadonlyArray<ConsumedCapacity> | undefined): void => {
  for (const one of consumed ?? []) units.set(one.table, (units.get(one.table) ?? 0) + one.units)
}

// What was consumed of a table, once; then nothing of it; and nothing at all where the store did not say.
const share = (units: Units, { table, returnConsumed }: GetItem): Got => {
  const known = units.get(table)
  if (returnConsumed !== true || known === undefined) return {}
  units.set(table, 0)
  return { consumed: [{ table, units: known }] }
}

// What a read is answered where the whole item is this, or as much of it as the read projects.
const answer = (units: Units, { operation, resolve }: Waiting, found: E.Either<ReadError, Item | undefined>): void => {
  const { projection } = operation
  if (E.isLeft(found)) resolve(found)
  else {
    const { right } = found
    const item = right === undefined || projection === undefined ? right : project(projection)(right)
    resolve(E.right({ ...(item === undefined ? {} : { item }), ...share(units, operation) }))
  }
}

const isAlike =
  ({ operation: { projection: x } }: Waiting) =>
  ({ operation: { projection: y } }: Waiting): boolean =>
    x === undefined || y === undefined ? x === y : equalsProjections(x, y)

const isAsking = ({ operation }: Waiting): boolean => operation.returnConsumed === true

// One request for all reads of a key: as they project, where they project alike.
const ask = async (store: Store, { reads }: Asked<Waiting>, consistent: boolean): Promise<void> => {
  const [first, ...others] = reads
  if (first === undefined) return
  const { projection, returnConsumed: _, ...whole } = first.operation
  const alike = others.every(isAlike(first))
  const got = await store.get({
    ...whole,
    consistent,
    ...(alike && projection !== undefined ? { projection } : {}),
    ...(reads.some(isAsking) ? { returnConsumed: true } : {}),
  })
  const units: Units = new Map()
  if (E.isRight(got)) addTo(units, got.right.consumed)
  for (const read of reads) {
    if (E.isLeft(got)) read.resolve(got)
    else if (alike) read.resolve(E.right({ ...withoutConsumed(got.right), ...share(units, read.operation) }))
    else answer(units, read, E.right(got.right.item))
  }
}

// A store that is asked what it consumes, and what it said.
const metered = (store: Store): { readonly store: Store; readonly units: Units } => {
  const units: Units = new Map()
  const batch: Store['batch'] = async (operation) => {
    const got = await store.batch({ ...operation, returnConsumed: true })
    if (E.isRight(got)) addTo(units, got.right.consumed)
    return got
  }
  return { store: { ...store, batch }, units }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Answers all reads of a call, sooner or later; it begins at once. */
export const answerCall = async (store: Store, again: Again, call: Call<Waiting>): Promise<void> => {
  const keys = call.flatMap(({ table, consistent, asked }) =>
    asked.map((one) => ({ one, consistent, identity: keyIdentity(table, one.key) })),
  )
  const asks = keys.some(({ one }) => one.reads.some(isAsking))
  const { store: asked, units } = asks ? metered(store) : { store, units: new Map<string, number>() }
  const answers = keys.length === 1 ? new Map<string, never>() : await fetch(asked, again, call)
  for (const { one, consistent, identity } of keys) {
    const found = answers.get(identity)
    if (found === undefined) ask(store, one, consistent)
    else for (const read of one.reads) answer(units, read, found)
  }
}
