/**
 * Inputs: what a route reads of a request, with how that is documented. Inputs are records; they are joined by `and`, and the
 * handler of a route gets what they read, typed.
 */

import type { Json } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Request } from './message'
import type { Kind, Problem } from './problem'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description: string
  readonly schema: Json.Schema
}

/** What OpenAPI is told of an input. */
export interface InputDocs {
  readonly parameters: ReadonlyArray<Parameter>
  /** The media types of the body, and the component that its schema is. */
  readonly body?: {
    readonly types: ReadonlyArray<string>
    readonly component: { readonly [name: string]: Json.Schema }
  }
  /** The problems that reading it can give. */
  readonly problems: ReadonlyArray<Kind>
}

export interface Input<A> {
  readonly docs: InputDocs
  readonly read: (request: Request) => E.Either<Problem, A>
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Both; the first problem is the answer. */
export const and =
  <B extends object>(second: Input<B>) =>
  <A extends object>(first: Input<A>): Input<A & B> => ({
    docs: {
      ...first.docs,
      ...second.docs,
      parameters: [...first.docs.parameters, ...second.docs.parameters],
      problems: [...first.docs.problems, ...second.docs.problems],
    },
    read: (request) =>
      pipe(
        first.read(request),
        E.flatMap((a) =>
          pipe(
            second.read(request),
            E.map((b) => ({ ...a, ...b })),
          ),
        ),
      ),
  })
