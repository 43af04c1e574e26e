/** copy: all items of the source, and at the target the removal of what the source does not have. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { ReplicationPlace } from '../../codec/replicationPlace'
import type { Item } from '../../value/AttributeValue'
import type { ReadError, UnprocessedKeys } from '../errors'
import type { Interpreter } from '../Interpreter'
import { keyIdentity } from '../identity'
import { batchWith } from '../read/batch'
import { type Context, patiently } from './context'
import type { ReplicateError } from './errors'
import type { Keeper } from './keeper'
import { orderOf } from './ledger'
import { rateOf } from './rate'
import { type Change, changeOf, keyIn } from './rules'
import { allPages } from './scan'
import type { Tally } from './tally'
import { type Applied, add, allApplied, type Writer } from './writer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a phase works with. */
export interface Working<P> {
  readonly context: Context<P>
  readonly keeper: Keeper
  readonly writer: Writer<P>
  readonly tally: Tally
}

type Done<P, A> = Promise<Either<ReplicateError<P>, A>>

// -----------------------------------------------------------------------------
// changes
// -----------------------------------------------------------------------------

/** Makes changes, and gives away what cannot be one; how many there were of those. */
export const changesOf = async <P>(
  { poison }: Pick<Context<P>, 'poison'>,
  made: ReadonlyArray<ReturnType<ReturnType<typeof changeOf>>>,
): Done<P, { readonly changes: ReadonlyArray<Change>; readonly done: Applied }> => {
  const changes: Array<Change> = []
  let done = allApplied
  for (const change of made) {
    if (E.isRight(change)) {
      changes.push(change.right)
      continue
    }
    const taken = await poison(change.left)
    if (E.isLeft(taken)) return taken
    done = add(done, { stale: 0, poisoned: 1 })
  }
  return E.right({ changes, done })
}

/** How many of some changes were made. */
const written = ({ length }: ReadonlyArray<Change>, { stale, poisoned }: Applied): number => length - stale - poisoned

/** The items at some keys, by the text that their keys share. */
export const itemsAt =
  (asked: Pick<Context<never>, 'pace' | 'tell'>) =>
  async (
    interpreter: Interpreter,
    table: string,
    keys: ReadonlyArray<Item>,
    consistent: boolean,
  ): Promise<Either<ReadError | UnprocessedKeys, ReadonlyMap<string, Item>>> => {
    const gets = keys.map((key) => ({ table, key, consistent }))
    const read = batchWith({})({ _tag: 'Read', gets, build: (items) => E.right(items) })
    const items = await patiently(asked)(read(interpreter))
    if (E.isLeft(items)) return items
    return E.right(
      new Map(
        items.right.flatMap((item, i) => {
          const key = keys[i]
          return item === undefined || key === undefined ? [] : [[keyIdentity(table, key), item]]
        }),
      ),
    )
  }

// -----------------------------------------------------------------------------
// phases
// -----------------------------------------------------------------------------

/** Goes through a table, page by page; the place it came to, saved now and then. */
const through = async <P>(
  { context, keeper }: Working<P>,
  place: ReplicationPlace,
  interpreter: Interpreter,
  table: string,
  consistent: boolean,
  take: (items: ReadonlyArray<Item>) => Done<P, unknown>,
): Done<P, ReplicationPlace> => {
  const part = { interpreter, table, key: context.rules.schema, consistent }
  let { segments } = place
  const places = await allPages(context)<ReplicateError<P>>({
    part,
    places: place.segments,
    signal: context.signal,
    take,
    moved: (next) => {
      segments = next
      return keeper.saveSoon(() => ({ ...place, segments: next }))
    },
  })
  if (E.isRight(places)) return E.right({ ...place, segments: places.right })
  // However it ends, who comes next goes on from here.
  await keeper.save({ ...place, segments })()
  return places
}

/**
 * Copies all items of the source, from the place on. What is written has the lowest order of its generation, so that no copy
 * ever takes back what a record of the stream wrote.
 */
export const copy = <P>(working: Working<P>, place: ReplicationPlace): Done<P, ReplicationPlace> => {
  const { context, writer, tally } = working
  const { rules, from, options, now, tell } = context
  const order = orderOf(place.generation)
  const rate = rateOf(now)
  let read = 0
  return through(working, place, from, rules.table, options.consistent ?? true, async (items) => {
    const made = await changesOf(
      context,
      items.map((item) => changeOf(rules)(keyIn(rules, item), item, order)),
    )
    if (E.isLeft(made)) return made
    // What the filter leaves out is not there, or is removed later.
    const changes = made.right.changes.filter(({ item }) => item !== undefined)
    const applied = await writer(changes)
    if (E.isLeft(applied)) return applied
    tally.add({ copied: written(changes, applied.right), ...add(made.right.done, applied.right) })
    read += items.length
    tell({ _tag: 'Copied', items: read, perSecond: rate(items.length) })
    return applied
  })
}

/**
 * Removes from the target what the source does not have, or the filter leaves out, from the place on. Deletions have the
 * order of the copy: what the stream wrote since stays.
 */
export const remove = <P>(working: Working<P>, place: ReplicationPlace): Done<P, ReplicationPlace> => {
  const { context, writer, tally } = working
  const { rules, from, to, now, tell } = context
  const order = orderOf(place.generation)
  const rate = rateOf(now)
  let read = 0
  let removed = 0
  return through(working, place, to, rules.target, false, async (items) => {
    const keys = items.map((item) => keyIn(rules, item))
    const found = await itemsAt(context)(from, rules.table, keys, true)
    if (E.isLeft(found)) return found
    const made = await changesOf(
      context,
      keys.map((key) => changeOf(rules)(key, found.right.get(keyIdentity(rules.table, key)), order)),
    )
    if (E.isLeft(made)) return made
    const changes = made.right.changes.filter(({ item }) => item === undefined)
    const applied = await writer(changes)
    if (E.isLeft(applied)) return applied
    const gone = written(changes, applied.right)
    tally.add({ removed: gone, ...add(made.right.done, applied.right) })
    read += items.length
    removed += gone
    tell({ _tag: 'Removed', items: read, removed, perSecond: rate(items.length) })
    return applied
  })
}
