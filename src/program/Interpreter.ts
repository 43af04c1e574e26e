/** Interpreter: what gives operations, and so programs, their meaning. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { ErrorOf, Operation, OutputOf } from './Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * Runs operations. The task that it gives never rejects, and does nothing before it is run.
 *
 * Laws (`interpreterLaws`): it agrees with the in-memory interpreter on every program.
 */
export type Interpreter = <Op extends Operation>(operation: Op) => TaskEither<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>

/** A change of an interpreter: retries, recordings, faults. Middleware compose, left around right. */
export type Middleware = (interpreter: Interpreter) => Interpreter
