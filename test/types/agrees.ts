/** What the compiler says of functions and their models. Checked by the compiler alone. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { type AnswerOf, agrees, type FailureOf, type InputOf, type Said } from '../../laws/agrees'
import type { Program } from '../../src/program/Program'

type Equals<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const same = <X, Y>(_: Equals<X, Y>): void => undefined

interface Full {
  readonly _tag: 'Full'
  readonly most: number
}
declare const put: (input: { readonly id: string; readonly count: number }) => Program<Full, void>
declare const get: (id: string) => Program<never, number>
declare const all: () => Program<never, ReadonlyArray<number>>
interface State {
  readonly [id: string]: number
}
const initial: State = {}

same<InputOf<typeof put>, { readonly id: string; readonly count: number }>(true)
same<FailureOf<typeof put>, Full>(true)
same<AnswerOf<typeof get>, number>(true)
same<Said<Full>['most'], number | undefined>(true)

// Inputs, states and answers are known without a word of types.
agrees(
  { put, get, all },
  {
    name: 'a store',
    initial,
    calls: {
      put: {
        input: fc.record({ id: fc.string(), count: fc.nat() }),
        // Of an error the model says as much as it promises.
        step: (state, { id, count }) =>
          count > 9 ? [state, E.left({ _tag: 'Full' })] : [{ ...state, [id]: count }, E.right(undefined)],
      },
      get: { input: fc.string(), step: (state, id) => [state, E.right(state[id] ?? 0)], weight: 2 },
      all: { input: fc.constant(undefined), step: (state) => [state, E.right(Object.values(state))] },
    },
    invariant: (state) => (state.a === undefined ? undefined : 'a'),
  },
  { concurrent: 2 },
)
agrees(get, { name: 'one', initial: 0, input: fc.string(), step: (count) => [count, E.right(count)] })

agrees(get, {
  name: 'one',
  initial: 0,
  // @ts-expect-error it is called with text
  input: fc.nat(),
  step: (count: number) => [count, E.right(count)] as const,
})
agrees(
  { get },
  {
    name: 'an answer of another type',
    initial,
    calls: {
      get: {
        input: fc.string(),
        // @ts-expect-error it answers a number
        step: (state) => [state, E.right('1')],
      },
    },
  },
)
agrees(
  { put },
  {
    name: 'an error that it does not have',
    initial,
    calls: {
      put: {
        input: fc.record({ id: fc.string(), count: fc.nat() }),
        // @ts-expect-error it fails with `Full` alone
        step: (state) => [state, E.left({ _tag: 'Empty' })],
      },
    },
  },
)
agrees(
  { get, put },
  {
    name: 'a function that the model lacks',
    initial,
    // @ts-expect-error there is no `put`
    calls: { get: { input: fc.string(), step: (state) => [state, E.right(state.a ?? 0)] } },
  },
)
agrees(
  { get },
  {
    name: 'another state',
    initial,
    calls: { get: { input: fc.string(), step: (state) => [state, E.right(1)] } },
    // @ts-expect-error the state is of numbers
    observe: () => async () => E.right({ a: 'x' }),
  },
)
// @ts-expect-error a function of two
agrees((a: string, b: string) => get(a + b), {
  name: 'two',
  initial: 0,
  input: fc.string(),
  step: () => [0, E.right(0)],
})
