/** Scenarios: which client calls what, whose turn it is, and which operations have a fault. */
import * as fc from 'fast-check'
import { printed } from '../arbitrary/printed'
import type { Call } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A call of a client, with the seed of a fault for each of its operations; 0, or none, is no fault. */
export interface Planned<S> {
  readonly client: number
  readonly call: Call<S>
  readonly faults: ReadonlyArray<number>
}

/** What a run does. Without turns clients run one after another. */
export interface Scenario<S> {
  readonly calls: ReadonlyArray<Planned<S>>
  readonly turns: ReadonlyArray<number>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** No run has more turns that are chosen. */
const mostTurns = 40

/** No call has more operations that may have a fault: so one that repeats them ends. */
const mostFaults = 8

const list = (arbitrary: fc.Arbitrary<number>, maxLength: number): fc.Arbitrary<ReadonlyArray<number>> =>
  fc.array(arbitrary, { maxLength, size: 'max' }).map(withoutLastZeros)

// What is not there is 0 too.
const withoutLastZeros = (numbers: ReadonlyArray<number>): ReadonlyArray<number> => {
  let length = numbers.length
  while (length > 0 && numbers[length - 1] === 0) length--
  return numbers.slice(0, length)
}

// fast-check never drops the last of a list to make it smaller: any of it can be left out by itself.
const some = <A>(arbitrary: fc.Arbitrary<A>, maxLength: number): fc.Arbitrary<ReadonlyArray<A>> =>
  fc
    .array(fc.record({ one: arbitrary, stays: fc.nat(7) }), { minLength: 1, maxLength, size: 'max' })
    .map((list) => list.flatMap(({ one, stays }) => (stays === 0 ? [] : [one])))

const words = (title: string, numbers: ReadonlyArray<number>): ReadonlyArray<string> =>
  numbers.length === 0 ? [] : [`${title}: ${numbers.join(' ')}`]

const show = <S>({ calls, turns }: Scenario<S>): string =>
  [
    ...(calls.length === 0 ? ['no calls'] : []),
    ...calls.flatMap(({ client, call, faults }) => [
      `client ${client + 1}: ${call.text}`,
      ...words('  faults', faults),
    ]),
    ...words('turns', turns),
  ].join('\n')

/** Scenarios, which shrink to few calls, of few clients, one after another, without faults. */
export const scenario = <S>(
  call: fc.Arbitrary<Call<S>>,
  {
    clients,
    mostCalls,
    isFaulty,
  }: { readonly clients: number; readonly mostCalls: number; readonly isFaulty: boolean },
): fc.Arbitrary<Scenario<S>> => {
  const faults = list(fc.nat(), isFaulty ? mostFaults : 0)
  return printed(
    fc.record({
      calls: some(fc.record({ client: fc.nat(clients - 1), call, faults }), mostCalls),
      turns: list(fc.nat(clients - 1), clients > 1 ? mostTurns : 0),
    }),
    show,
  )
}
