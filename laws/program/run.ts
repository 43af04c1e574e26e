/** Laws whose sides are programs, each run on tables that hold what is given. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import type { Program } from '../../src/program/Program'
import * as Scan from '../../src/program/Scan'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'
import { type Equation, equation, type Law } from '../law'
import { inOrder, Other, Thing, ThingKey } from './things'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A program of which only what it answers is of interest. */
export type Any = Program<unknown, unknown>

/** What a run of a law does: `given` is done before each side, and must succeed. */
export interface Sides {
  readonly given?: Any
  readonly left: Any
  readonly right: Any
}

/** What the laws run on. */
export interface Ground {
  readonly interpreter: Interpreter
  /** What the sides, but not what is given, go through: a middleware for each day, a number from 0. */
  readonly day: (day: number) => Middleware
}

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

/** A program whose failure is its result, so that the next one goes on. */
export const attempt =
  <E, A>(program: Program<E, A>): Program<never, E.Either<E, A>> =>
  (interpreter) =>
  async () =>
    E.right(await program(interpreter)())

/** All programs at the same time. */
export const together =
  <A>(programs: ReadonlyArray<Program<never, A>>): Program<never, ReadonlyArray<A>> =>
  (interpreter) =>
  async () =>
    E.sequenceArray(await Promise.all(programs.map((program) => program(interpreter)())))

/** What the other side is to answer. */
export const right = <A>(a: A): Any => RTE.right(a)

/** One program, and then another one, which answers. */
export const andThen =
  <A>(next: Program<unknown, A>) =>
  (program: Any): Program<unknown, A> =>
    pipe(
      program,
      RTE.flatMap(() => next),
    )

/** Both results. */
export const both = (first: Any, second: Any): Any =>
  pipe(
    first,
    RTE.flatMap((x) =>
      pipe(
        second,
        RTE.map((y) => [x, y]),
      ),
    ),
  )

/** Puts all things, in a batch. */
export const putAll = (all: ReadonlyArray<Thing>): Any => W.batch(W.sequence(all.map((thing) => W.put(Thing)(thing))))

/** All things that a scan finds. */
export const things: Program<unknown, ReadonlyArray<Thing>> = Scan.collect(Scan.scan(Thing))

/** All that is stored, in the order of its keys. */
export const everything: Program<unknown, unknown> = both(
  pipe(things, RTE.map(inOrder)),
  pipe(
    Scan.collect(Scan.scan(Other)),
    RTE.map((all) => [...all].sort((x, y) => x.id - y.id)),
  ),
)

const clear: Any = pipe(
  both(Scan.collect(Scan.scan(ThingKey)), Scan.collect(Scan.scan(Other))),
  RTE.flatMap((found): Any => {
    const [all, others] = found as readonly [ReadonlyArray<typeof ThingKey._A>, ReadonlyArray<Other>]
    return W.batch(
      W.sequence([...all.map((thing) => W.delete(ThingKey)(thing)), ...others.map((other) => W.delete(Other)(other))]),
    )
  }),
)

const bind: Any = pipe(T.bind(Thing), andThen(T.bind(Other)))

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** Text of an answer; a set has no order. */
export const canonical = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) => (value instanceof Set ? [...value].map(String).sort() : value)) ?? ''

// What a law stands on must succeed: two sides that fail alike would say nothing.
const must = async (what: string, program: Any, interpreter: Interpreter): Promise<void> => {
  const answer = await program(interpreter)()
  if (E.isLeft(answer)) throw new Error(`${what}: ${canonical(answer.left)}`)
}

/** A law whose sides are programs, each run on tables that hold what is given, and nothing else. */
export const programLaw = ({ interpreter, day }: Ground) => {
  let bound: Promise<void> | undefined
  return <A>(name: string, arbitrary: fc.Arbitrary<A>, sides: (a: A) => Sides): Law =>
    equation<readonly [A, number], unknown>(
      name,
      fc.tuple(arbitrary, fc.nat()),
      async ([a, date]): Promise<Equation<unknown>> => {
        bound ??= must('the tables', bind, interpreter)
        await bound
        const { given, left, right } = sides(a)
        const weather = day(date)(interpreter)
        const answer = async (program: Any): Promise<unknown> => {
          await must('clearing', clear, interpreter)
          if (given !== undefined) await must('what is given', given, interpreter)
          return program(weather)()
        }
        return { left: await answer(left), right: await answer(right) }
      },
      (x, y) => canonical(x) === canonical(y),
      canonical,
    )
}

/** Makes laws on some ground. */
export type MakeLaw = ReturnType<typeof programLaw>
