/** A run: the clients of a scenario call their functions on a store, and what happens is written down. */
import { type Either, left, right } from 'fp-ts/Either'
import { faulty } from '../../src/interpreter/middleware/faulty'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import type { ErrorOf, Operation, OutputOf } from '../../src/program/Operation'
import type { Program } from '../../src/program/Program'
import { thrownText } from '../../src/program/quietly'
import { type AnyError, showError } from '../../src/program/showError'
import { systemTimer } from '../../src/program/time/Timer'
import { total } from '../../src/program/total'
import { showOperation } from '../interpreter/show'
import { type Entry, type History, showAnswer, showValue } from './history'
import type { AgreesOptions, Subject } from './model'
import type { Planned, Scenario } from './scenario'
import { atOnce, type Client, inTurns, type Turn } from './turns'

type AnswerTo<Op extends Operation> = Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

/** What a program answers that has to work, which prepares or observes; or why it does not, as text. */
export const outcome = async <A>(
  what: string,
  program: Program<unknown, A>,
  interpreter: Interpreter,
): Promise<Either<string, A>> => {
  try {
    const answer = await program(interpreter)()
    return answer._tag === 'Right' ? answer : left(`${what} failed: ${errorText(answer.left)}`)
  } catch (error) {
    return left(`${what} threw: ${thrownText(error)}`)
  }
}

// Of an application's own error it is not known what it is.
const errorText = (error: unknown): string => {
  try {
    return showError(error as AnyError) ?? showValue(error)
  } catch {
    return showValue(error)
  }
}

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

// A token that is made by chance would make each text another.
const operationText = (operation: Operation): string => {
  if (operation._tag !== 'TransactWriteItems') return showOperation(operation)
  const { token: _, ...rest } = operation
  return showOperation(rest)
}

const reads: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan'])

/** The store with the fault of one operation, if it has one, and what is said of it. */
const withFault = (
  store: Interpreter,
  seed: number | undefined,
  chances: AgreesOptions['faults'],
): readonly [Interpreter, () => string | undefined] => {
  if (seed === undefined || seed === 0 || chances === undefined) return [store, () => undefined]
  let fault: string | undefined
  const onFault = ({ _tag }: { readonly _tag: string }) => {
    fault = _tag
  }
  return [faulty({ seed, chances, onFault })(store), () => fault]
}

const outcomeText = (answer: AnswerTo<Operation>, fault: string | undefined): string => {
  const error = answer._tag === 'Left' ? answer.left._tag : undefined
  return `${error === undefined ? '' : `: ${error}`}${fault === undefined || fault === error ? '' : ` (${fault})`}`
}

const asItIs: Middleware = (interpreter) => interpreter

/** A call that asks more operations of the store is one that does not end. */
const mostOperations = 1_000

/** In place of the answer of a call that was given up. */
const none: unique symbol = Symbol('given up')

/** How long a call may neither ask the store nor end, in milliseconds, where the options do not say. */
export const patientFor = 2_000

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Runs a scenario on a store. What is observed is asked of the store itself, while nobody else asks it anything. */
export const run = async <S>(
  { observe, invariant }: Subject<S>,
  { calls, turns }: Scenario<S>,
  interpreter: Interpreter,
  { held = true, faults: chances, middleware = asItIs, timer = systemTimer, endsWithin = patientFor }: AgreesOptions,
): Promise<History<S>> => {
  const store = total(interpreter)
  const entries: Array<Entry<S>> = []
  const lines: Array<() => string> = []
  let flaw: string | undefined
  let moment = 0
  let underWay = 0

  const many = new Set(calls.map(({ client }) => client)).size > 1
  const write = (client: number, text: () => string): void => {
    const [before, indent] = many ? [`${client + 1}  `, '\n   '] : ['', '\n']
    if (flaw === undefined) lines.push(() => before + text().replaceAll('\n', indent))
  }
  const isWrong = (text: string): void => {
    flaw ??= text
  }

  // What was observed since the last write is not observed again.
  let known: { readonly state: S } | undefined
  const looking = async (see: (state: S) => void): Promise<void> => {
    if (observe === undefined || flaw !== undefined) return
    const found = known !== undefined && held ? right(known.state) : await outcome('observe', observe, store)
    if (found._tag === 'Left') return isWrong(found.left)
    known = { state: found.right }
    see(found.right)
  }

  const look = (): Promise<void> => {
    const began = moment++
    return looking((state) => void entries.push({ _tag: 'Seen', began, state, ended: moment++ }))
  }

  const checkInvariant = (): Promise<void> =>
    invariant === undefined
      ? Promise.resolve()
      : looking((state) => {
          const wrong = invariant(state)
          if (wrong !== undefined) isWrong(`the invariant is broken: ${wrong}\nstored: ${showValue(state)}`)
        })

  // Calls that are under way, each with what gives it up: what it does afterwards is not waited for.
  const givingUp = new Map<Planned<S>, (why: string) => void>()
  let isStuck = false

  const interpreterOf = (planned: Planned<S>, turn: Turn): Interpreter => {
    const { client, faults } = planned
    let operations = 0
    const ask = async <Op extends Operation>(operation: Op): Promise<AnswerTo<Op>> => {
      const [faulted, fault] = withFault(store, faults[operations++], chances)
      const answer = await faulted(operation)()
      write(client, () => `  ${operationText(operation)}${outcomeText(answer, fault())}`)
      if (!reads.has(operation._tag)) {
        known = undefined
        if (held) await checkInvariant()
      }
      return answer
    }
    return middleware((operation) => () => {
      if (operations < mostOperations) return turn(() => ask(operation))
      givingUp.get(planned)?.(`it asked ${mostOperations} operations of the store, and then more`)
      return new Promise(() => undefined)
    })
  }

  /** The answer of a call, unless it is given up. */
  const answerOf = async (planned: Planned<S>, turn: Turn): Promise<Either<unknown, unknown> | typeof none> => {
    const { text, program } = planned.call
    const givenUp = new Promise<typeof none>((resolve) => {
      givingUp.set(planned, (why) => {
        write(planned.client, () => '  does not end')
        isWrong(`${text} does not end: ${why}`)
        resolve(none)
      })
    })
    return Promise.race([program()(interpreterOf(planned, turn))(), givenUp])
  }

  const stuck = {
    after: endsWithin,
    tell: () => {
      isStuck = true
      const why = `for ${endsWithin} ms it neither asked anything of the store nor ended (\`endsWithin\`)`
      for (const give of [...givingUp.values()]) give(why)
    },
  }

  const begin = async ({ client, call }: Planned<S>): Promise<number> => {
    if (held && underWay === 0) await look()
    underWay++
    write(client, () => call.text)
    return moment++
  }

  const one = async (planned: Planned<S>, turn: Turn): Promise<void> => {
    const { client, call } = planned
    const began = await turn(() => begin(planned))
    try {
      const answer = await answerOf(planned, turn)
      if (answer !== none) {
        entries.push({ _tag: 'Called', ...planned, began, answer, ended: moment++ })
        write(client, () => `  ${showAnswer(answer)}`)
      }
    } catch (error) {
      write(client, () => `  throws ${thrownText(error)}`)
      isWrong(`${call.text} threw: ${thrownText(error)}`)
    }
    givingUp.delete(planned)
    underWay--
  }

  const clientOf =
    (client: number): Client =>
    async (turn) => {
      for (const planned of calls) if (planned.client === client) await one(planned, turn)
    }

  const clients = [...new Set(calls.map(({ client }) => client))].sort((x, y) => x - y).map(clientOf)
  const taken = await (held ? inTurns(clients, turns, timer, stuck) : atOnce(clients))
  await look()
  if (!held) await checkInvariant()
  return { entries, lines, taken, isStuck, ...(flaw === undefined ? {} : { flaw }) }
}
