/** The laws of recordings. */
import { memory } from '../../src/interpreter/memory/inMemory'
import { parseLog, recorder, replay, showLog } from '../../src/interpreter/middleware/recording'
import { canonical } from '../../src/interpreter/middleware/recording/json'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import { type Equation, equation, type Law, type Laws, laws } from '../law'
import { initial, operations } from './run'
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
  const answers = await run(middleware(memory({ state: initial }).interpreter), steps)
  const log = parseLog(showLog(read()))
  const again = log._tag === 'Left' ? [log] : await run(replay(log.right), steps)
  return { left: canonical(again), right: canonical(answers) }
}

const law = (name: string, run: Run): Law =>
  equation(
    name,
    operations,
    ({ value }) => replayed(value, run),
    (x, y) => x === y,
    (text) => text,
  )

/** The laws of `recording` and `replay`. */
export const recordingLaws: Laws = laws(
  'recordings',
  [
    law('replay ∘ parse ∘ show ∘ record = identity', inTurn),
    law('operations that overlap are replayed', atOnce),
    equation(
      'show ∘ parse ∘ show = show',
      operations,
      async ({ value }) => {
        const { middleware, read } = recorder()
        await inTurn(middleware(memory({ state: initial }).interpreter), value)
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
