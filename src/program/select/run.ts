/** How a query or a scan is run: loops over pages, never recursion, so that any number of pages will do. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Reader } from 'fp-ts/Reader'
import * as TE from 'fp-ts/TaskEither'
import type { Item } from '../../value/AttributeValue'
import { validateKey } from '../../value/key'
import { decodeItem } from '../decode'
import type { DecodeFailed, InvalidAnswer, InvalidRequest, MoreThanOne, NotFound, ReadError } from '../errors'
import type { Interpreter } from '../Interpreter'
import { invalidAnswer } from '../invalidAnswer'
import type * as Op from '../Operation'
import type { Program } from '../Program'
import { total } from '../total'
import { cursorAttributes, fromCursor, toCursor } from './cursor'
import type { Cursor, Page, Selection } from './model'

/** How a query or a scan can fail. */
export type SelectError = ReadError | DecodeFailed

// -----------------------------------------------------------------------------
// one request
// -----------------------------------------------------------------------------

/** The operation that asks for a page; `Left` where the selection or its cursor is none. */
const operation = <A, F>(
  selection: Selection<A, F>,
  select: 'items' | 'count',
): Either<InvalidRequest, Op.Query | Op.Scan> => {
  const { source, from, filter, projection, consistent, limit, take, start } = selection
  if (from._tag === 'InvalidRequest') return E.left(from)
  if (take !== undefined && !(Number.isInteger(take) && take > 0))
    return E.left({ _tag: 'InvalidRequest', reason: `take is ${take}, and not a whole number from 1` })
  const evaluated = limit ?? (filter._tag === 'Always' && select === 'items' ? take : undefined)
  return pipe(
    start === undefined ? E.right<InvalidRequest, Item | undefined>(undefined) : fromCursor(source, start),
    E.map((key) => ({
      table: source.model.schema.name,
      filter,
      consistent,
      select,
      ...(source.indexName === undefined ? {} : { index: source.indexName }),
      ...(projection === undefined || select === 'count' ? {} : { projection: projection.projection }),
      ...(evaluated === undefined ? {} : { limit: evaluated }),
      ...(key === undefined ? {} : { start: key }),
      ...from,
    })),
  )
}

const ask =
  <A, F>(selection: Selection<A, F>, select: 'items' | 'count') =>
  (interpreter: Interpreter): TE.TaskEither<ReadError, Op.Page> =>
    pipe(
      TE.fromEither(operation(selection, select)),
      TE.flatMap((op): TE.TaskEither<ReadError, Op.Page> => total(interpreter)(op)),
    )

const decodeAll = <A, F>(
  selection: Selection<A, F>,
  items: ReadonlyArray<Item>,
): Either<DecodeFailed, ReadonlyArray<A>> => {
  const { model } = selection.source
  const decode = decodeItem(
    selection.projection === undefined ? model : { ...selection.projection.codec, _A: undefined, name: model.name },
  )
  const decoded: Array<A> = []
  for (const item of items) {
    const a = decode(item)
    if (E.isLeft(a)) return a
    decoded.push(a.right as A)
  }
  return E.right(decoded)
}

/** The page, cut to what is left to take; the cursor is then that of the last item taken. */
const cut = <A, F>(selection: Selection<A, F>, page: Op.Page): Either<InvalidAnswer, Cut> => {
  const { source, take } = selection
  const cursor = nextOf(selection, page)
  if (E.isLeft(cursor)) return cursor
  const last = take === undefined ? undefined : page.items[take - 1]
  if (take === undefined || last === undefined || page.items.length === take)
    return E.right({ ...page, cursor: cursor.right })
  return E.right({ ...page, items: page.items.slice(0, take), count: take, cursor: toCursor(source, last) })
}

interface Cut extends Op.Page {
  readonly cursor: Cursor | undefined
}

const invalidNext = <A, F>(
  { from }: Selection<A, F>,
  expected: string,
  actual: unknown,
): Either<InvalidAnswer, never> =>
  E.left(invalidAnswer(from._tag === 'Scan' ? 'Scan' : 'Query', expected, actual, ['LastEvaluatedKey']))

/** The cursor of a page's `next`, which must be a key of what is read. */
const nextOf = <A, F>(selection: Selection<A, F>, { next }: Op.Page): Either<InvalidAnswer, Cursor | undefined> => {
  if (next === undefined) return E.right(undefined)
  return validateKey(cursorAttributes(selection.source))(next).length === 0
    ? E.right(toCursor(selection.source, next))
    : invalidNext(selection, 'key of what is read', next)
}

/**
 * Whether cursors go round in a circle, so that a store would be asked for ever: Brent's algorithm, which keeps one cursor
 * and looks at each once.
 */
const circle = (): ((cursor: Cursor) => boolean) => {
  let kept: Cursor | undefined
  let [steps, power] = [0, 1]
  return (cursor) => {
    if (cursor === kept) return true
    if (steps === power || kept === undefined) {
      kept = cursor
      power *= 2
      steps = 0
    }
    steps++
    return false
  }
}

// -----------------------------------------------------------------------------
// pages
// -----------------------------------------------------------------------------

/**
 * One page: the first, or the one at the cursor.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Scan, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const program = pipe(T.bind(User), RTE.flatMap(() => Scan.page(Scan.scan(User))))
 * const empty = { items: [], count: 0, scanned: 0, next: undefined }
 * assert.deepStrictEqual(await program(inMemory())(), { _tag: 'Right', right: empty })
 * ```
 */
export const page =
  <A, F>(selection: Selection<A, F>): Program<SelectError, Page<A>> =>
  (interpreter) =>
    pipe(
      ask(selection, 'items')(interpreter),
      TE.flatMapEither((answer) => cut(selection, answer)),
      TE.flatMap(
        (answer): TE.TaskEither<SelectError, Page<A>> =>
          pipe(
            TE.fromEither(decodeAll(selection, answer.items)),
            TE.map((items) => ({ items, count: answer.count, scanned: answer.scanned, next: answer.cursor })),
          ),
      ),
    )

/** All pages, each when it is asked for; a failure is the last element. Iterating never rejects. */
export const pages =
  <A, F>(selection: Selection<A, F>): Reader<Interpreter, AsyncIterable<Either<SelectError, Page<A>>>> =>
  (interpreter) => ({
    async *[Symbol.asyncIterator]() {
      let rest = selection
      const isCircular = circle()
      for (;;) {
        const result = await page(rest)(interpreter)()
        yield result
        if (E.isLeft(result) || result.right.next === undefined) return
        if (isCircular(result.right.next)) {
          yield invalidNext(rest, 'key after all before it', result.right.next)
          return
        }
        const take = rest.take === undefined ? undefined : rest.take - result.right.items.length
        if (take === 0) return
        rest = { ...rest, start: result.right.next, take }
      }
    },
  })

/** All items, page by page as they are asked for; a failure is the last element. Iterating never rejects. */
export const items =
  <A, F>(selection: Selection<A, F>): Reader<Interpreter, AsyncIterable<Either<SelectError, A>>> =>
  (interpreter) => ({
    async *[Symbol.asyncIterator]() {
      for await (const result of pages(selection)(interpreter)) {
        if (E.isLeft(result)) yield result
        else for (const item of result.right.items) yield E.right(item)
      }
    },
  })

// -----------------------------------------------------------------------------
// folds
// -----------------------------------------------------------------------------

/** A result of all items, page by page: memory for one page. */
export const fold =
  <A, B>(initial: B, f: (b: B, a: A) => B) =>
  <F>(selection: Selection<A, F>): Program<SelectError, B> =>
  (interpreter) =>
  async () => {
    let result = initial
    for await (const next of pages(selection)(interpreter)) {
      if (E.isLeft(next)) return next
      for (const item of next.right.items) result = f(result, item)
    }
    return E.right(result)
  }

/** All items. */
export const collect =
  <A, F>(selection: Selection<A, F>): Program<SelectError, ReadonlyArray<A>> =>
  (interpreter) =>
  async () => {
    const all: Array<A> = []
    for await (const next of pages(selection)(interpreter)) {
      if (E.isLeft(next)) return next
      for (const item of next.right.items) all.push(item)
    }
    return E.right(all)
  }

/** How many items match; none is sent over the wire. */
export const count =
  <A, F>(selection: Selection<A, F>): Program<ReadError, number> =>
  (interpreter) =>
  async () => {
    let counted = 0
    let rest = selection
    const isCircular = circle()
    for (;;) {
      const answer = await ask(rest, 'count')(interpreter)()
      if (E.isLeft(answer)) return answer
      counted += answer.right.count
      const most = selection.take ?? Number.POSITIVE_INFINITY
      if (answer.right.next === undefined || counted >= most) return E.right(Math.min(counted, most))
      const next = nextOf(rest, answer.right)
      if (E.isLeft(next)) return next
      if (next.right === undefined || isCircular(next.right))
        return invalidNext(rest, 'key after all before it', answer.right.next)
      rest = { ...rest, start: next.right }
    }
  }

/** The first item that matches, where there is one. */
export const first = <A, F>(selection: Selection<A, F>): Program<SelectError, O.Option<A>> =>
  pipe(
    few(1, selection),
    (program) => (interpreter) =>
      pipe(
        program(interpreter),
        TE.map(([item]) => O.fromNullable(item)),
      ),
  )

/** The one item that matches; `NotFound` where there is none, `MoreThanOne` where there are several. */
export const one = <A, F>(selection: Selection<A, F>): Program<SelectError | NotFound | MoreThanOne, A> =>
  pipe(
    few(2, selection),
    (program) => (interpreter) =>
      pipe(
        program(interpreter),
        TE.flatMap((found): TE.TaskEither<NotFound | MoreThanOne, A> => {
          const [item] = found
          if (item === undefined) return TE.left({ _tag: 'NotFound' })
          return found.length > 1 ? TE.left({ _tag: 'MoreThanOne' }) : TE.right(item)
        }),
      ),
  )

/** At most so many items. */
const few = <A, F>(most: number, selection: Selection<A, F>): Program<SelectError, ReadonlyArray<A>> =>
  collect({ ...selection, take: Math.min(most, selection.take ?? most) })
