/** The laws of recordings. */
import * as fc from 'fast-check'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { compose, identity } from '../../src/interpreter/middleware/compose'
import { faulty } from '../../src/interpreter/middleware/faulty'
import { parseLog, recorder, replay, showLog } from '../../src/interpreter/middleware/recording'
import { canonical } from '../../src/interpreter/middleware/recording/json'
import { retrying } from '../../src/interpreter/middleware/retrying'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import * as Policy from '../../src/program/time/Policy'
import { type Equation, equation, type Law, type Laws, laws } from '../law'
import { seed } from './faulty'
import { initial, operations } from './run'
import { instant } from './time'
import { transparentLaws } from './transparent'

type Run = (interpreter: Interpreter, steps: ReadonlyArray<Operation>) => Promise<ReadonlyArray<unknown>>

const inTurn: Run = async (interpreter, steps) => {
  const answers: Array<unknown> = []
  for (const operation of steps) answers.push(await interpreter(operation)())
  return answers
}

const atOnce: Run = (interpreter, steps) => Promise.all(steps.map((operation) => interpreter(operation)()))

const replayed = async (steps: ReadonlyArray<Operation>, run: Run): Promise<Equation<string>> => {
  const { middleware, read } = recorder()
  const answers = await run(middleware(inMemory({ state: initial })), steps)
  const log = parseLog(showLog(read()))
  const again = log._tag === 'Left' ? [log] : await run(replay(log.right), steps)
  return { left: canonical(again), right: canonical(answers) }
}

const law = (name: string, run: Run): Law =>
  equation(
    name,
    operations,
    // Twice, so that what is asked again is answered otherwise.
    ({ value }) => replayed([...value, ...value], run),
    (x, y) => x === y,
    (text) => text,
  )

type Around = (record: Middleware) => Middleware

/** What programs are answered through what records and repeats, and what they are answered again. */
const retried = async (
  steps: ReadonlyArray<Operation>,
  n: number,
  around: Around,
  again: Middleware,
): Promise<Equation<string>> => {
  const { middleware, read } = recorder()
  const harsh = faulty({ seed: n, chances: { Throttled: 0.3, Conflicted: 0.3, Lost: 0.3, Partial: 0.5 } })
  const answers = await inTurn(compose(around(middleware), harsh)(inMemory({ state: initial })), steps)
  const log = parseLog(showLog(read()))
  const replayed = log._tag === 'Left' ? [log] : await inTurn(again(replay(log.right)), steps)
  return { left: canonical(replayed), right: canonical(answers) }
}

const retriedLaw = (name: string, around: Around, again: Middleware): Law =>
  equation(
    name,
    fc.tuple(operations, seed),
    ([{ value }, n]) => retried(value, n, around, again),
    (x, y) => x === y,
    (text) => text,
  )

const patient = retrying(Policy.limit(2), { timer: instant })

/** The laws of `recording` and `replay`. */
export const recordingLaws: Laws = laws(
  'recordings',
  [
    law('replay ∘ parse ∘ show ∘ record = identity', inTurn),
    law('operations that overlap are replayed', atOnce),
    retriedLaw('recorded outside of retrying, replayed by itself', (record) => compose(record, patient), identity),
    retriedLaw('recorded inside of retrying, replayed within retrying', (record) => compose(patient, record), patient),
    equation(
      'show ∘ parse ∘ show = show',
      operations,
      async ({ value }) => {
        const { middleware, read } = recorder()
        await inTurn(middleware(inMemory({ state: initial })), value)
        const text = showLog(read())
        const parsed = parseLog(text)
        return { left: parsed._tag === 'Left' ? '' : showLog(parsed.right), right: text }
      },
      (x, y) => x === y,
      (text) => text,
    ),
  ],
  [transparentLaws(recorder().middleware)],
)
