/** Operations run on a store in memory through a middleware, and what came of it as text. */
import type * as fc from 'fast-check'
import { type InMemory, inMemory } from '../../src/interpreter/memory/inMemory'
import { empty, items, type State } from '../../src/interpreter/memory/state'
import { step } from '../../src/interpreter/memory/step'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import { operations as arbitrary, type Shown } from '../arbitrary/operation'
import { answerOf } from '../interpreter/agreement'
import { answerText, bagText, walkText } from '../interpreter/meaning'
import { ask, walk } from '../interpreter/store'
import { schemaOf } from '../interpreter/table'
import { type Equation, equation, type Law } from '../law'

// -----------------------------------------------------------------------------
// stores
// -----------------------------------------------------------------------------

/** The table that the operations are about. */
export const schema = schemaOf('bloop-laws-operations', true)

/** The state that has the table, and nothing in it. */
export const initial: State = step(empty, { _tag: 'CreateTable', schema })[0]

/** A store that has the table. */
export const fresh = (): InMemory => inMemory({ state: initial })

/** Sequences of operations on the table. */
export const operations: fc.Arbitrary<Shown<ReadonlyArray<Operation>>> = arbitrary(schema, true)

/** The items of a state, as text. */
export const contentsText = (state: State): string => bagText(items(state, schema.name))

// -----------------------------------------------------------------------------
// running
// -----------------------------------------------------------------------------

/** What an operation is answered, as text. */
export type Answering = (interpreter: Interpreter, operation: Operation) => Promise<string>

/** All that is promised of the answer: of queries and scans of all pages. */
export const wholly: Answering = (interpreter, operation) => answerOf({ interpreter, schema }, operation)

/** The answer, but for where pages are cut. */
export const apartFromCuts: Answering = async (interpreter, operation) => {
  if (operation._tag !== 'Query' && operation._tag !== 'Scan') return wholly(interpreter, operation)
  const { limit: _, ...unlimited } = operation
  return walkText(schema, unlimited, await walk(interpreter, operation))
}

/** One answer as it is: of queries and scans one page. */
export const onePage: Answering = async (interpreter, operation) =>
  answerText(operation, await ask(interpreter, operation))

/** The answers to operations one after another, and what they leave behind. */
export const outcome = async (
  middleware: Middleware,
  steps: ReadonlyArray<Operation>,
  answering: Answering = wholly,
): Promise<string> => {
  const store = fresh()
  const interpreter = middleware(store)
  const texts: Array<string> = []
  for (const operation of steps) texts.push(await answering(interpreter, operation))
  return [...texts.map((text, i) => `${i + 1}. ${text}`), 'left:', contentsText(store.snapshot())].join('\n')
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The law that two ways to run operations come to the same. */
export const sameOutcome = <A>(
  name: string,
  given: fc.Arbitrary<A>,
  sides: (a: A) => { readonly left: Promise<string>; readonly right: Promise<string> },
): Law =>
  equation(
    name,
    given,
    async (a): Promise<Equation<string>> => {
      // Together: where both reject, as of a middleware that throws, none is left unhandled.
      const both = sides(a)
      const [left, right] = await Promise.all([both.left, both.right])
      return { left, right }
    },
    (x, y) => x === y,
    (text) => text,
  )
