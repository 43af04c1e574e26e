/** Steps: what the tour does one after another, and what of it is to be read: requests, an answer, what was unexpected. */
import { type AnyError, type Interpreter, type Middleware, type Operation, type Program, showError } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { type Line, showRequest } from './request'

/** What a step found out, as lines, and what is not as it must be. */
export interface Answer {
  readonly lines: ReadonlyArray<string>
  readonly unexpected: ReadonlyArray<string>
}

/** A film of the file that a step needs, and that is not there. */
export interface NoSuchFilm {
  readonly _tag: 'NoSuchFilm'
  readonly title: string
}

/** A step that is to be done. */
export interface Plan {
  readonly title: string
  readonly program: Program.Program<AnyError | NoSuchFilm, Answer>
}

/** A step that was done. */
export interface Step extends Answer {
  readonly number: number
  readonly title: string
  /** The requests that were made, as DynamoDB is asked; those that are alike stand once. */
  readonly requests: ReadonlyArray<ReadonlyArray<Line>>
}

/** Who watches the tour. */
export interface Watch {
  readonly onBegin: (title: string, number: number) => void
  /** So many more films have been written. */
  readonly onWritten: (count: number) => void
  readonly onStep: (step: Step) => void
}

/** A claim, and what it says where it does not hold. */
export const expect = (holds: boolean, otherwise: string): ReadonlyArray<string> => (holds ? [] : [otherwise])

/** A middleware: sees each operation before it is run, and again once it is done. */
const seeing =
  (asked: (operation: Operation) => void, done: (operation: Operation) => void): Middleware =>
  (interpreter) =>
  (operation) =>
  async () => {
    asked(operation)
    const answer = await interpreter(operation)()
    done(operation)
    return answer
  }

/** An error as text, and what to do where nothing answers. */
const failed = (error: AnyError | NoSuchFilm): Answer => ({
  lines: [],
  unexpected: [
    ...(error._tag === 'NoSuchFilm' ? [`there is no '${error.title}'`] : showError(error).split('\n')),
    ...(error._tag === 'NetworkFailed' ? ['`npm run emulator` starts a DynamoDB Local here, and says its URL'] : []),
  ],
})

/** Does one step. */
const take =
  (interpreter: Interpreter, { onWritten }: Watch) =>
  async ({ title, program }: Plan, number: number): Promise<Step> => {
    const requests = new Map<string, ReadonlyArray<Line>>()
    const note = (request: ReadonlyArray<Line>) => requests.set(JSON.stringify(request), request)
    const watched = seeing(
      (operation) => note(showRequest(operation)),
      (operation) => (operation._tag === 'BatchWriteItem' ? onWritten(operation.writes.length) : undefined),
    )
    const answer = await program(watched(interpreter))()
    return { number, title, requests: [...requests.values()], ...E.getOrElse(failed)(answer) }
  }

/** Does the steps in order; the first that is not as expected is the last. */
export const run =
  (plans: ReadonlyArray<Plan>, watch: Watch) =>
  (interpreter: Interpreter) =>
  async (): Promise<ReadonlyArray<Step>> => {
    const steps: Array<Step> = []
    for (const plan of plans) {
      watch.onBegin(plan.title, steps.length + 1)
      const step = await take(interpreter, watch)(plan, steps.length + 1)
      watch.onStep(step)
      steps.push(step)
      if (step.unexpected.length > 0) break
    }
    return steps
  }
