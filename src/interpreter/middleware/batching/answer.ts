/** How the reads of a call are answered. */
import * as E from 'fp-ts/Either'
import { project } from '../../../expression/projection/apply'
import { equals as equalsProjections } from '../../../expression/projection/interpreters'
import type { ReadError } from '../../../program/errors'
import { keyIdentity } from '../../../program/identity'
import type { GetItem, Got } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
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

// What a read is answered where the whole item is this, or as much of it as the read projects.
const answer = ({ operation, resolve }: Waiting, found: E.Either<ReadError, Item | undefined>): void => {
  const { projection } = operation
  if (E.isLeft(found)) resolve(found)
  else if (found.right === undefined) resolve(E.right({}))
  else resolve(E.right({ item: projection === undefined ? found.right : project(projection)(found.right) }))
}

const isAlike =
  ({ operation: { projection: x } }: Waiting) =>
  ({ operation: { projection: y } }: Waiting): boolean =>
    x === undefined || y === undefined ? x === y : equalsProjections(x, y)

// One request for all reads of a key: as they project, where they project alike.
const ask = async (store: Store, { reads }: Asked<Waiting>, consistent: boolean): Promise<void> => {
  const [first, ...others] = reads
  if (first === undefined) return
  if (others.every(isAlike(first))) {
    const got = await store.get({ ...first.operation, consistent })
    for (const { resolve } of reads) resolve(got)
  } else {
    const { projection: _, ...whole } = first.operation
    const got = await store.get({ ...whole, consistent })
    for (const read of reads) answer(read, E.isLeft(got) ? got : E.right(got.right.item))
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Answers all reads of a call, sooner or later; it begins at once. */
export const answerCall = async (store: Store, again: Again, call: Call<Waiting>): Promise<void> => {
  const keys = call.flatMap(({ table, consistent, asked }) =>
    asked.map((one) => ({ one, consistent, identity: keyIdentity(table, one.key) })),
  )
  const answers = keys.length === 1 ? new Map<string, never>() : await fetch(store, again, call)
  for (const { one, consistent, identity } of keys) {
    const found = answers.get(identity)
    if (found === undefined) ask(store, one, consistent)
    else for (const read of one.reads) answer(read, found)
  }
}
