/** Subjects: functions with their model, as what is compared. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type {
  AnyFunction,
  Call,
  CallModel,
  FunctionModel,
  Functions,
  FunctionsModel,
  StateModel,
  Subject,
} from './model'
import { isOpen } from './open'
import { same, sameAnswer } from './same'

const callsOf = <S, F extends AnyFunction>(
  name: string,
  f: F,
  { input, step, sameAnswer: sameOf = sameAnswer }: CallModel<S, F>,
): fc.Arbitrary<Call<S>> =>
  input.map((i) => ({
    text: `${name}(${i === undefined ? '' : fc.stringify(i)})`,
    program: () => f(i as never),
    step: (state) => step(state, i),
    sameAnswer: sameOf as Call<S>['sameAnswer'],
  }))

const subject = <S>(model: StateModel<S>, calls: fc.Arbitrary<Call<S>>): Subject<S> => ({
  ...model,
  calls,
  sameState: model.sameState ?? same,
  isOpen: model.isOpen ?? isOpen,
})

/** A function with its model. */
export const subjectOf = <S, F extends AnyFunction>(f: F, model: FunctionModel<S, F>): Subject<S> =>
  subject(model, callsOf(f.name || 'call', f, model))

const nothing = <S>(text: string): Call<S> => ({
  text,
  program: () => () => async () => E.right(undefined),
  step: (state) => [state, E.right(undefined)],
  sameAnswer: same,
})

/** What types refuse, said to those who have none. */
const unmodelled = (functions: Functions, calls: object): string | undefined => {
  const names = Object.keys(functions)
  const missing = names.find((name) => !Object.hasOwn(calls, name))
  if (missing !== undefined) return `agrees: \`calls\` says nothing of the function '${missing}'`
  return names.length === 0 ? 'agrees: there are no functions' : undefined
}

/** Functions with their model. */
export const subjectOfAll = <S>(functions: Functions, model: FunctionsModel<S, Functions>): Subject<S> => {
  const wrong = unmodelled(functions, model.calls)
  if (wrong !== undefined) return { ...subject(model, fc.constant(nothing(model.name))), unmodelled: wrong }
  return subject(
    model,
    fc.oneof(
      { withCrossShrink: true },
      ...Object.entries(functions).flatMap(([name, f]) => {
        const call = model.calls[name]
        return call === undefined ? [] : [{ weight: call.weight ?? 1, arbitrary: callsOf(name, f, call) }]
      }),
    ),
  )
}
