/** The laws of a subject: a property for each way to run it. */
import * as fc from 'fast-check'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Program } from '../../src/program/Program'
import { type Law, type Laws, laws, property } from '../law'
import { wrongWith } from './check'
import type { AgreesOptions, Subject } from './model'
import { outcome, patientFor, run } from './run'
import { type Scenario, scenario } from './scenario'
import { nextChoices } from './turns'

// -----------------------------------------------------------------------------
// stores
// -----------------------------------------------------------------------------

const nothing: Program<never, undefined> = () => async () => ({ _tag: 'Right', right: undefined })

/** A store for each run on which `given` was done: in memory it is done once, and each run has a fork. */
const stores = <S>(
  { given = nothing }: Subject<S>,
  { interpreter }: AgreesOptions,
): (() => Promise<Either<string, Interpreter>>) => {
  const made = async (store: Interpreter) => E.map(() => store)(await outcome('given', given, store))
  if (interpreter !== undefined) return async () => made(await interpreter())
  const origin = inMemory()
  let ready: Promise<Either<string, unknown>> | undefined
  return async () => {
    ready ??= made(origin)
    return E.map(() => origin.fork())(await ready)
  }
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const invalid = ({ concurrent = 1, mostCalls = 8, endsWithin = patientFor }: AgreesOptions): string | undefined => {
  if (!(endsWithin > 0)) return 'agrees: `endsWithin` is a number of milliseconds above 0'
  if (!Number.isInteger(concurrent) || concurrent < 1 || concurrent > 5)
    return 'agrees: `concurrent` is a whole number from 1 to 5'
  return Number.isInteger(mostCalls) && mostCalls >= 1 ? undefined : 'agrees: `mostCalls` is a whole number from 1'
}

/**
 * Of two calls at once so many orders are tried, which most often are all, and without faults too: so a failure comes down to two
 * calls where any two of it fail.
 */
const mostOrders = 100

/** Once a call was found that does nothing any more, others are given up sooner: shrinking would take minutes. In milliseconds. */
const impatientFor = 100

const isPair = <S>({ calls }: Scenario<S>): boolean => calls.length === 2 && calls[0]?.client !== calls[1]?.client

const hasFaults = <S>({ calls }: Scenario<S>): boolean => calls.some(({ faults }) => faults.length > 0)

const withoutFaults = <S>({ calls, turns }: Scenario<S>): Scenario<S> => ({
  calls: calls.map((planned) => ({ ...planned, faults: [] })),
  turns,
})

const lawOf = <S>(name: string, of: Subject<S>, options: AgreesOptions): Law => {
  const { concurrent = 1, mostCalls = 8, faults, held = true } = options
  const isLenient = faults !== undefined || (!held && concurrent > 1)
  const store = stores(of, options)
  const scenarios = scenario(of.calls, { clients: concurrent, mostCalls, isFaulty: faults !== undefined })
  const first = fc.stringify(of.initial)
  const changed = 'the model is not pure: a step changed the state that it was given, where it has to give another'
  const holds = (): ((value: Scenario<S>) => Promise<string | undefined>) => {
    let endsWithin = options.endsWithin ?? patientFor
    const attempt = async (value: Scenario<S>) => {
      const made = await store()
      if (E.isLeft(made)) return { wrong: made.left, next: undefined }
      const history = await run(of, value, made.right, { ...options, endsWithin })
      if (history.isStuck) endsWithin = Math.min(endsWithin, impatientFor)
      const wrong = fc.stringify(of.initial) === first ? wrongWith(of, history, isLenient) : changed
      return { wrong, next: held ? nextChoices(history.taken) : undefined }
    }
    return async (value) => {
      const { wrong: wrongAtOnce } = await attempt(value)
      if (wrongAtOnce !== undefined || !isPair(value)) return wrongAtOnce
      for (const faulted of hasFaults(value) ? [value, withoutFaults(value)] : [value]) {
        let turns: ReadonlyArray<number> | undefined = []
        for (let i = 0; turns !== undefined && i < mostOrders; i++) {
          const { wrong: found, next } = await attempt({ ...faulted, turns })
          if (found !== undefined) return found
          turns = next
        }
      }
      return undefined
    }
  }
  return { name, check: (parameters) => property(name, scenarios, holds()).check(parameters) }
}

/** The laws of a subject; one that fails, and says why, where an option is none. */
export const lawsOf = <S>(of: Subject<S>, options: AgreesOptions): Laws => {
  const wrong = of.unmodelled ?? invalid(options)
  if (wrong !== undefined) return laws(of.name, [property('options', fc.constant(undefined), () => wrong)])
  const { concurrent = 1, faults, ...atOnce } = options
  const alone = { ...atOnce, held: true }
  const clients = `calls of ${concurrent} clients at once are answered as in some order`
  return laws(of.name, [
    lawOf('calls are answered as by the model, and leave what it holds', of, alone),
    ...(faults === undefined
      ? []
      : [lawOf('under faults, a call that failed was done or was not', of, { ...alone, faults })]),
    ...(concurrent === 1 ? [] : [lawOf(clients, of, { ...atOnce, concurrent })]),
    ...(concurrent === 1 || faults === undefined
      ? []
      : [lawOf(`${clients}, under faults`, of, { ...atOnce, concurrent, faults })]),
  ])
}
