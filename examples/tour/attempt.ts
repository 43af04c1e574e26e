import type { Program } from 'bloop-ts'
import type * as E from 'fp-ts/Either'
import * as RTE from 'fp-ts/ReaderTaskEither'

/** A failure as a value, for where failing is what is expected. */
export const attempt = <E, A>(program: Program.Program<E, A>): Program.Program<never, E.Either<E, A>> =>
  RTE.rightReaderTask(program)
