/** scan: the pages of a segment, from a place on. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { always } from '../../expression/condition/constructors'
import type { Item } from '../../value/AttributeValue'
import type { KeySchema } from '../../value/TableSchema'
import type { Aborted, InvalidRequest, ReadError } from '../errors'
import type { Interpreter } from '../Interpreter'
import { keyIdentity } from '../identity'
import { invalidAnswer } from '../invalidAnswer'
import { fromCursor, toCursor } from '../select/cursor'
import { type Context, patiently } from './context'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Which part of which table is read, and how. */
export interface Part {
  readonly interpreter: Interpreter
  readonly table: string
  readonly key: KeySchema
  readonly consistent: boolean
  readonly segment: { readonly index: number; readonly total: number }
}

/** A page, and the place after it. */
export interface Scanned {
  readonly items: ReadonlyArray<Item>
  readonly place: string
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const sourceOf = ({ table: name, key }: Part) => ({
  model: { schema: { name, key, indexes: [] } },
  indexName: undefined,
  keySchema: key,
})

const startOf = (part: Part, place: string): Either<InvalidRequest, Item | undefined> =>
  place === 'start' ? E.right(undefined) : fromCursor(sourceOf(part), place.slice('after '.length))

/** The next page of a part, after a place of it that is not `done`. */
export const nextPage =
  (asked: Pick<Context<never>, 'pace' | 'tell'>) =>
  async (part: Part, place: string): Promise<Either<ReadError | Aborted, Scanned>> => {
    const { interpreter, table, segment, consistent } = part
    const start = startOf(part, place)
    if (E.isLeft(start)) return start
    const page = await patiently(asked)(
      interpreter({
        _tag: 'Scan',
        table,
        filter: always,
        consistent,
        select: 'items',
        segment,
        ...(start.right === undefined ? {} : { start: start.right }),
      }),
    )
    if (E.isLeft(page)) return page
    const { items, next } = page.right
    if (next === undefined) return E.right({ items, place: 'done' })
    // A store that goes round in a circle would be asked for ever.
    if (start.right !== undefined && keyIdentity(table, next) === keyIdentity(table, start.right))
      return E.left(invalidAnswer('Scan', 'key after the one before it', next, ['LastEvaluatedKey']))
    return E.right({ items, place: `after ${toCursor(sourceOf(part), next)}` })
  }

/** How all segments of a table are read. */
export interface Reading<E> {
  readonly part: Omit<Part, 'segment'>
  /** Where each segment goes on. */
  readonly places: ReadonlyArray<string>
  readonly signal: AbortSignal
  /** Takes a page; the next one of its segment comes once it has. */
  readonly take: (items: ReadonlyArray<Item>) => Promise<Either<E, unknown>>
  /** Told where each segment goes on, after each page. */
  readonly moved: (places: ReadonlyArray<string>) => Promise<Either<E, unknown>>
}

/** Reads all segments side by side; gives where they go on, all `done` but where the signal fired. */
export const allPages =
  (asked: Pick<Context<never>, 'pace' | 'tell'>) =>
  async <E>({
    part,
    places: from,
    signal,
    take,
    moved,
  }: Reading<E>): Promise<Either<E | ReadError | Aborted, ReadonlyArray<string>>> => {
    const places = [...from]
    let failure: Either<E | ReadError | Aborted, never> | undefined
    const step = async (index: number, place: string): Promise<Either<E | ReadError | Aborted, unknown>> => {
      const page = await nextPage(asked)({ ...part, segment: { index, total: from.length } }, place)
      if (E.isLeft(page)) return page
      const taken = await take(page.right.items)
      if (E.isLeft(taken)) return taken
      places[index] = page.right.place
      return moved([...places])
    }
    const work = async (_: string, index: number): Promise<void> => {
      for (;;) {
        const place = places[index]
        if (place === undefined || place === 'done' || failure !== undefined || signal.aborted) return
        const done = await step(index, place)
        if (E.isLeft(done)) failure ??= done
      }
    }
    await Promise.all(from.map(work))
    return failure ?? E.right(places)
  }
