/** Combined: how requests were put together by `map` and `ap`: a tree, walked without recursion, of any size. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Item } from '../value/AttributeValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Answers in the order asked. */
export type Answers = ReadonlyArray<Item | undefined>

/** Requests as they were made, and what becomes of their answers. */
export interface Leaf<R> {
  readonly _tag: 'Leaf'
  readonly requests: ReadonlyArray<R>
  readonly build: (answers: Answers) => Either<unknown, unknown>
}
/** A result, changed. */
export interface Mapped<R> {
  readonly _tag: 'Mapped'
  readonly of: Combined<R>
  readonly f: (a: never) => unknown
}
/** A function's result, applied to another result. */
export interface Applied<R> {
  readonly _tag: 'Applied'
  readonly f: Combined<R>
  readonly a: Combined<R>
}
/** Requests put together. */
export type Combined<R> = Leaf<R> | Mapped<R> | Applied<R>

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** All requests, in order. */
export const requestsOf = <R>(combined: Combined<R>): ReadonlyArray<R> => {
  const requests: Array<R> = []
  const stack: Array<Combined<R>> = [combined]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node._tag === 'Mapped') stack.push(node.of)
    else if (node._tag === 'Applied') stack.push(node.a, node.f)
    else for (const request of node.requests) requests.push(request)
  }
  return requests
}

type Result = Either<unknown, unknown>
type Step<R> = Combined<R> | { readonly _tag: 'Map'; readonly f: (a: never) => unknown } | { readonly _tag: 'Apply' }

/** The result of all answers; `merge` makes one failure of two. */
export const buildOf =
  <R>(combined: Combined<R>, merge: (first: unknown, second: unknown) => unknown) =>
  (answers: Answers): Result => {
    const steps: Array<Step<R>> = [combined]
    const results: Array<Result> = []
    const take = (): Result => results.pop() as Result
    let at = 0
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      switch (step._tag) {
        case 'Leaf':
          results.push(step.build(answers.slice(at, at + step.requests.length)))
          at += step.requests.length
          break
        case 'Mapped':
          steps.push({ _tag: 'Map', f: step.f }, step.of)
          break
        case 'Applied':
          steps.push({ _tag: 'Apply' }, step.a, step.f)
          break
        case 'Map': {
          const a = take()
          results.push(E.isLeft(a) ? a : E.right(step.f(a.right as never)))
          break
        }
        case 'Apply': {
          const [a, f] = [take(), take()]
          results.push(E.isLeft(f) ? (E.isLeft(a) ? E.left(merge(f.left, a.left)) : f) : applied(f.right, a))
          break
        }
      }
    }
    return take()
  }

const applied = (f: unknown, a: Result): Result => (E.isLeft(a) ? a : E.right((f as (a: unknown) => unknown)(a.right)))
