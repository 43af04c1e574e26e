/** What the application is given, and what it is made of: fp-ts's `ReaderTaskEither` over that environment. */
import type { AnyError, Interpreter, Program } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import type { IO } from 'fp-ts/IO'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { TaskEither } from 'fp-ts/TaskEither'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Everything that is not a pure function comes from here, so that a test may decide it. */
export interface Env {
  readonly store: Interpreter
  readonly now: IO<Date>
  /** Letters, digits and hyphens that were not given before, at most 50. */
  readonly newId: IO<string>
  readonly hash: (password: string) => TaskEither<HashFailed, string>
}

export interface HashFailed {
  readonly _tag: 'HashFailed'
  readonly message: string
}

/** The store failed, or answered what it should not: an error of the library that is no answer of the application. */
export interface StoreFailed {
  readonly _tag: 'StoreFailed'
  readonly error: AnyError
}

/** A part of the application that gives an `A` or fails with an `E`. Running it never rejects. */
export type App<E, A> = RTE.ReaderTaskEither<Env, E, A>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

export const now: App<never, Date> = RTE.asksReaderTaskEither((env: Env) => RTE.fromIO(env.now))

export const newId: App<never, string> = RTE.asksReaderTaskEither((env: Env) => RTE.fromIO(env.newId))

export const hash = (password: string): App<HashFailed, string> =>
  RTE.asksReaderTaskEither((env: Env) => RTE.fromTaskEither(env.hash(password)))

/**
 * A program of the library as a step of the application. `meaning` says which of its errors mean something to the application;
 * all others are `StoreFailed`.
 */
export const stored = <E extends AnyError, A, F = never>(
  program: Program.Program<E, A>,
  meaning: (error: E) => F | undefined = () => undefined,
): App<F | StoreFailed, A> =>
  pipe(
    program,
    RTE.local(({ store }: Env) => store),
    RTE.mapLeft((error) => meaning(error) ?? { _tag: 'StoreFailed', error }),
  )
