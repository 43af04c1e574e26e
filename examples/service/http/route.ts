/** Routes: what is answered where, and how that is documented, as data. */
import type { Json } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { App } from '../env'
import type { Failure } from '../failure'
import { matchesWeakly, readTags } from './etag'
import { problemOf } from './failing'
import type { Input, InputDocs } from './input'
import type { Method, Request, Response } from './message'
import { type Kind, type Problem, problem, respond } from './problem'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is answered where all goes well. */
export interface Answer {
  readonly status: 200 | 201 | 204
  readonly description: string
  readonly headers: ReadonlyArray<'ETag' | 'Location' | 'Link'>
  /** The schema of the body, by the name of its component. */
  readonly component?: { readonly [name: string]: Json.Schema }
}

/** A route as it is written: `A` is what its handler gets of the request. */
export interface Definition<A> {
  readonly method: Method
  /** With variables in braces. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly input: Input<A>
  readonly answer: Answer
  /** The problems that its handler can give, besides those of the input and the store. */
  readonly problems: ReadonlyArray<Kind>
  readonly handler: (a: A) => App<Failure, Response>
}

/** A route as it is served. Its handler never fails: a failure is a problem document. */
export interface Route extends Omit<Definition<never>, 'input' | 'handler'> {
  readonly input: InputDocs
  readonly handler: (request: Request) => App<never, Response>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Parameters that are misspelt must not be ignored; nor is it clear which of two is meant. */
const onlyKnown =
  ({ parameters }: InputDocs) =>
  ({ query }: Request): E.Either<Problem, void> => {
    const known = new Set(parameters.flatMap((one) => (one.in === 'query' ? [one.name] : [])))
    const names = [...query.keys()]
    const errors = [...new Set(names)].flatMap((parameter) => {
      if (!known.has(parameter)) return [{ parameter, detail: 'expected no such parameter' }]
      return names.filter((name) => name === parameter).length > 1 ? [{ parameter, detail: 'expected once' }] : []
    })
    return errors.length === 0 ? E.right(undefined) : E.left(problem('invalid-parameters', { errors }))
  }

/** A client that has what would be answered is told so: https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
const notModified =
  ({ method, headers }: Request) =>
  (response: Response): Response => {
    const tag = response.headers.etag
    const field = headers['if-none-match']
    if (tag === undefined || field === undefined || (method !== 'GET' && method !== 'HEAD')) return response
    const isKnown = pipe(
      readTags(field),
      O.exists((tags) => matchesWeakly(tags, tag)),
    )
    return isKnown ? { status: 304, headers: { etag: tag, 'cache-control': 'no-cache' } } : response
  }

/** A route, complete: its input is read, its handler is run, and what fails is told. */
export const route = <A>({ input, handler, ...documented }: Definition<A>): Route => {
  const check = onlyKnown(input.docs)
  return {
    ...documented,
    input: input.docs,
    handler: (request) =>
      pipe(
        check(request),
        E.flatMap(() => input.read(request)),
        RTE.fromEither,
        RTE.flatMap((a) => pipe(handler(a), RTE.mapLeft(problemOf))),
        RTE.map(notModified(request)),
        RTE.orElse((failed) => RTE.right(respond(request)(failed))),
      ),
  }
}
