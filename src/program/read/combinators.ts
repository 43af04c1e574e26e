/** Reads combined: an applicative, whose failures are united. */
import type { Applicative2 } from 'fp-ts/Applicative'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { buildOf, type Combined, requestsOf } from '../combined'
import type { MissingItems } from '../errors'
import type { Get, Read } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A read that asks nothing.
 *
 * @example
 * ```ts
 * import { Read } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(Read.of(1).gets, [])
 * ```
 */
export const of = <A>(a: A): Read<never, A> => ({ _tag: 'Read', gets: [], build: () => E.right(a) })

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Two failures are one where both say what is missing; else the first counts. */
const merge = <E>(first: E, second: E): E => {
  const [x, y] = [first, second] as unknown as readonly [Partial<MissingItems>, Partial<MissingItems>]
  return x._tag === 'MissingItems' && y._tag === 'MissingItems'
    ? ({ _tag: 'MissingItems', keys: [...(x.keys ?? []), ...(y.keys ?? [])] } as E)
    : first
}

const treeOf = (read: Read<unknown, unknown>): Combined<Get> =>
  read.combined ?? { _tag: 'Leaf', requests: read.gets, build: read.build }

const fromTree = <E, A>(combined: Combined<Get>): Read<E, A> => {
  let gets: ReadonlyArray<Get> | undefined
  return {
    _tag: 'Read',
    get gets() {
      gets ??= requestsOf(combined)
      return gets
    },
    build: buildOf(combined, merge) as Read<E, A>['build'],
    combined,
  }
}

/** The result, changed. */
export const map =
  <A, B>(f: (a: A) => B) =>
  <E>(read: Read<E, A>): Read<E, B> =>
    fromTree({ _tag: 'Mapped', of: treeOf(read), f })

/** Both reads; the errors are united. All missing items are told together. */
export const ap =
  <E2, A>(that: Read<E2, A>) =>
  <E1, B>(read: Read<E1, (a: A) => B>): Read<E1 | E2, B> =>
    fromTree({ _tag: 'Applied', f: treeOf(read), a: treeOf(that) })

/**
 * All reads of a record at once.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const Team = M.model({ name: 'Team', table: 'teams', attributes: { id: A.string }, key: { partition: 'id' } })
 * const both = Read.struct({ user: Read.find(User)({ id: 'ann' }), team: Read.load(Team)({ id: 'red' }) })
 * assert.deepStrictEqual(both.gets.map(({ table }) => table), ['users', 'teams'])
 * ```
 */
export const struct = <R extends { readonly [name: string]: Read<unknown, unknown> }>(
  reads: R,
): Read<
  { [K in keyof R]: R[K] extends Read<infer E, unknown> ? E : never }[keyof R],
  { readonly [K in keyof R]: R[K] extends Read<unknown, infer A> ? A : never }
> => {
  const names = Object.keys(reads)
  const all = sequence(names.map((name) => reads[name] as Read<never, unknown>))
  return pipe(
    all,
    map((values) => Object.fromEntries(names.map((name, index) => [name, values[index]])) as never),
  )
}

/** All reads of a list at once, without recursion. */
export const sequence = <E, A>(reads: ReadonlyArray<Read<E, A>>): Read<E, ReadonlyArray<A>> => ({
  _tag: 'Read',
  gets: reads.flatMap(({ gets }) => gets),
  build: (answers) => {
    const as: Array<A> = []
    let failure: Either<E, never> | undefined
    let at = 0
    for (const { gets, build } of reads) {
      const a = build(answers.slice(at, at + gets.length))
      at += gets.length
      if (E.isRight(a)) as.push(a.right)
      else failure = failure === undefined ? a : E.left(merge((failure as E.Left<E>).left, a.left))
    }
    return failure ?? E.right(as)
  },
})

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The name of `Read` among fp-ts's types. */
export const URI = 'bloop-ts/Read'
/** The name of `Read` among fp-ts's types, as a type. */
export type URI = typeof URI

declare module 'fp-ts/HKT' {
  interface URItoKind2<E, A> {
    readonly [URI]: Read<E, A>
  }
}

/** For fp-ts's `sequenceS`, `traverse` and their kin. */
export const Applicative: Applicative2<URI> = {
  URI,
  of,
  map: (read, f) => map(f)(read),
  ap: (read, that) => ap(that)(read),
}
