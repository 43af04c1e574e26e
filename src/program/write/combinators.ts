/** Writes combined: an applicative, in order. */
import type { Applicative3 } from 'fp-ts/Applicative'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { buildOf, type Combined, requestsOf } from '../combined'
import type { Invalid, Request, Way, Write } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A write that writes nothing.
 *
 * @example
 * ```ts
 * import { Write } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(Write.of(1).requests, E.right([]))
 * ```
 */
export const of = <A>(a: A): Write<Way, never, A> => ({
  _tag: 'Write',
  requests: E.right([]),
  build: () => E.right(a),
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Asked = Either<Invalid, Request>

const treeOf = (write: Write<never, unknown, unknown>): Combined<Asked> =>
  write.combined ?? {
    _tag: 'Leaf',
    requests: E.isLeft(write.requests) ? [write.requests] : write.requests.right.map((request) => E.right(request)),
    build: write.build,
  }

/** The requests, or the first reason why there are none. */
const allOf = (asked: ReadonlyArray<Asked>): Either<Invalid, ReadonlyArray<Request>> => {
  const requests: Array<Request> = []
  for (const one of asked) {
    if (E.isLeft(one)) return one
    requests.push(one.right)
  }
  return E.right(requests)
}

const fromTree = <W extends Way, E, A>(combined: Combined<Asked>): Write<W, E, A> => {
  let requests: Either<Invalid, ReadonlyArray<Request>> | undefined
  return {
    _tag: 'Write',
    get requests() {
      requests ??= allOf(requestsOf(combined))
      return requests
    },
    build: buildOf(combined, (first) => first) as Write<W, E, A>['build'],
    combined,
  }
}

/** The result, changed. */
export const map =
  <A, B>(f: (a: A) => B) =>
  <W extends Way, E>(write: Write<W, E, A>): Write<W, E, B> =>
    fromTree({ _tag: 'Mapped', of: treeOf(write), f })

const sizeOf = (write: Write<never, unknown, unknown>): number =>
  E.isRight(write.requests) ? write.requests.right.length : 0

/** Both writes, in order; they can be run in the ways that both can. */
export const ap =
  <W2 extends Way, E2, A>(that: Write<W2, E2, A>) =>
  <W1 extends Way, E1, B>(write: Write<W1, E1, (a: A) => B>): Write<W1 & W2, E1 | E2, B> =>
    fromTree({ _tag: 'Applied', f: treeOf(write), a: treeOf(that) })

/**
 * All writes of a list, in order, without recursion.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { Table as T } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const writes = Write.sequence(['ann', 'bob'].map((id) => Write.put(User)({ id })))
 * const program = pipe(T.bind(User), RTE.flatMap(() => Write.batch(writes)))
 * assert.strictEqual((await program(inMemory())())._tag, 'Right')
 * ```
 */
export const sequence = <W extends Way, E, A>(writes: ReadonlyArray<Write<W, E, A>>): Write<W, E, ReadonlyArray<A>> => {
  const requests: Array<Request> = []
  let invalid: Either<Invalid, never> | undefined
  for (const write of writes) {
    if (E.isLeft(write.requests)) invalid ??= write.requests
    else for (const request of write.requests.right) requests.push(request)
  }
  return {
    _tag: 'Write',
    requests: invalid ?? E.right(requests),
    build: (answers) => {
      const as: Array<A> = []
      let at = 0
      for (const write of writes) {
        const a = write.build(answers.slice(at, at + sizeOf(write)))
        if (E.isLeft(a)) return a
        at += sizeOf(write)
        as.push(a.right)
      }
      return E.right(as)
    },
  }
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The name of `Write` among fp-ts's types. */
export const URI = 'bloop-ts/Write'
/** The name of `Write` among fp-ts's types, as a type. */
export type URI = typeof URI

declare module 'fp-ts/HKT' {
  interface URItoKind3<R, E, A> {
    readonly [URI]: Write<Extract<R, Way>, E, A>
  }
}

/** For fp-ts's `sequenceT`, `traverse` and their kin. */
export const Applicative: Applicative3<URI> = {
  URI,
  of,
  map: (write, f) => map(f)(write),
  ap: (write, that) => ap(that)(write),
}
