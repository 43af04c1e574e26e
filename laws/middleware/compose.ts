/** The laws of composition. */
import * as fc from 'fast-check'
import { compose, identity, Monoid } from '../../src/interpreter/middleware/compose'
import { faulty } from '../../src/interpreter/middleware/faulty'
import type { Middleware } from '../../src/program/Interpreter'
import { type Law, type Laws, laws } from '../law'
import { operations, outcome, sameOutcome } from './run'

// A middleware that leaves its trace on the way in and out, or one with faults; made anew for each run.
type Making = (trace: Array<string>) => Middleware

const tracing =
  (word: string): Making =>
  (trace) =>
  (interpreter) =>
  (operation) =>
  async () => {
    trace.push(`${word} asks`)
    const answer = await interpreter(operation)()
    trace.push(`${word} answers ${answer._tag}`)
    return answer
  }

const making: fc.Arbitrary<Making> = fc.oneof(
  fc.constantFrom('a', 'b', 'c').map((word) => tracing(word)),
  fc.integer().map(
    (seed): Making =>
      () =>
        faulty({ seed, chances: { Throttled: 0.2, Lost: 0.2 } }),
  ),
)

const law = (
  name: string,
  sides: (x: Middleware, y: Middleware, z: Middleware) => readonly [Middleware, Middleware],
): Law =>
  sameOutcome(name, fc.tuple(operations, making, making, making), ([{ value }, x, y, z]) => {
    const run = async (side: 0 | 1): Promise<string> => {
      const trace: Array<string> = []
      const answers = await outcome(sides(x(trace), y(trace), z(trace))[side], value)
      return [...trace, answers].join('\n')
    }
    return { left: run(0), right: run(1) }
  })

const { concat, empty } = Monoid

/** Middleware are a monoid, up to what is answered and in which order they see it; the first is the outermost. */
export const middlewareMonoidLaws: Laws = laws('middleware are a monoid', [
  law('concat is associative', (x, y, z) => [concat(concat(x, y), z), concat(x, concat(y, z))]),
  law('empty is a left unit', (x) => [concat(empty, x), x]),
  law('empty is a right unit', (x) => [concat(x, empty), x]),
  law('compose() = identity', (x) => [concat(x, compose()), concat(x, identity)]),
  law('compose(x, y, z)(i) = x(y(z(i)))', (x, y, z) => [compose(x, y, z), (i) => x(y(z(i)))]),
])
