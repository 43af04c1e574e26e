/** What functions of an application are compared with: a pure model of what they do. */
import type * as fc from 'fast-check'
import type { Either } from 'fp-ts/Either'
import type { Chances } from '../../src/interpreter/middleware/fault'
import type { Interpreter, Middleware } from '../../src/program/Interpreter'
import type { Program } from '../../src/program/Program'
import type { Timer } from '../../src/program/time/Timer'

// -----------------------------------------------------------------------------
// model: functions
// -----------------------------------------------------------------------------

/** A function from an input to a program. */
export type AnyFunction = (input: never) => Program<unknown, unknown>

/** Functions by name. */
export interface Functions {
  readonly [name: string]: AnyFunction
}

/** What a function takes. */
export type InputOf<F> = F extends (input: infer I) => unknown ? I : never

/** What the program of a function fails with. */
export type FailureOf<F> = F extends (input: never) => Program<infer E, unknown> ? E : never

/** What the program of a function answers. */
export type AnswerOf<F> = F extends (input: never) => Program<unknown, infer A> ? A : never

/** As much of an error as a model says: its tag, and any of its fields. */
export type Said<E> = E extends { readonly _tag: string } ? Pick<E, '_tag'> & Partial<E> : E

// -----------------------------------------------------------------------------
// model: the pure side
// -----------------------------------------------------------------------------

/** One function, as the model has it, over states `S`. */
export interface CallModel<S, F extends AnyFunction> {
  /** What it is called with: from few values, so that calls meet. */
  readonly input: fc.Arbitrary<InputOf<F>>
  /** The state after a call, and its answer. It changes neither state nor input. */
  readonly step: (
    state: NoInfer<S>,
    input: InputOf<F>,
  ) => readonly [NoInfer<S>, Either<Said<FailureOf<F>>, AnswerOf<F>>]
  /** How often it is called, beside the others: 1. */
  readonly weight?: number
  /** Whether an answer is as the model says: by value, and of an error what the model says of it, where left out. */
  readonly sameAnswer?: (
    expected: Either<Said<FailureOf<F>>, AnswerOf<F>>,
    actual: Either<FailureOf<F>, AnswerOf<F>>,
  ) => boolean
}

/** What all calls have in common. */
export interface StateModel<S> {
  readonly name: string
  /** What is done before the first call: tables, first items. */
  readonly given?: Program<unknown, unknown>
  /** The state then. Plain data, never changed: a step gives another. */
  readonly initial: S
  /** What the store holds, as the model has it. Where left out, only answers are compared. */
  readonly observe?: Program<unknown, NoInfer<S>>
  /** What is wrong with a state. Asked of the model's, and of what is observed after every operation on the store. */
  readonly invariant?: (state: NoInfer<S>) => string | undefined
  /** Whether what is observed is the model's state: by value, where left out. */
  readonly sameState?: (expected: NoInfer<S>, actual: NoInfer<S>) => boolean
  /**
   * Whether an error leaves open if the call was done. Asked only under faults or where clients are not held: the errors of the
   * store after which that is not known, or that say "not now", where left out.
   */
  readonly isOpen?: (error: unknown) => boolean
}

/** The model of several functions. */
export interface FunctionsModel<S, Fs extends Functions> extends StateModel<S> {
  readonly calls: { readonly [K in keyof Fs]: CallModel<S, Fs[K]> }
}

/** The model of a single function. */
export interface FunctionModel<S, F extends AnyFunction> extends StateModel<S>, CallModel<S, F> {}

/** The model of a function, or of several. */
export type ModelOf<S, F> = F extends AnyFunction
  ? FunctionModel<S, F>
  : F extends Functions
    ? FunctionsModel<S, F>
    : never

// -----------------------------------------------------------------------------
// model: options
// -----------------------------------------------------------------------------

/** How functions are compared with their model. Everything may be left out. */
export interface AgreesOptions {
  /** A store for each run, on which `given` is done: a new one in memory. */
  readonly interpreter?: () => Interpreter | Promise<Interpreter>
  /** What the application has around the store, such as `retrying`; faults and turns happen within it. */
  readonly middleware?: Middleware
  /** How many clients call at once, 1 to 5: 1. */
  readonly concurrent?: number
  /** Faults of the store, each with its chance for an operation: none. */
  readonly faults?: Chances
  /** How many calls a run has at most: 8. */
  readonly mostCalls?: number
  /**
   * Whether clients are held at each operation until it is their turn: yes. If not, they run as they will, nothing can be rerun,
   * and invariants are asked at the end only: for stores that are to be met by real concurrency.
   */
  readonly held?: boolean
  /**
   * How long, in milliseconds of real time, a call of a held client may neither ask the store nor end, before it is said not to: 2,000.
   * One that asks more than 1,000 operations is said not to end either. What never lets go of the processor nothing can end.
   */
  readonly endsWithin?: number
  /** How a client is waited for that is neither at an operation nor done, since it sleeps or waits for another: the system's. */
  readonly timer?: Timer
}

// -----------------------------------------------------------------------------
// model: of any function
// -----------------------------------------------------------------------------

/** A call with its input: the program, and what the model says of it. */
export interface Call<S> {
  readonly text: string
  readonly program: () => Program<unknown, unknown>
  readonly step: (state: S) => readonly [S, Either<unknown, unknown>]
  readonly sameAnswer: (expected: Either<unknown, unknown>, actual: Either<unknown, unknown>) => boolean
}

/** What is compared: calls with their inputs, and a model with nothing left out that has a default. */
export interface Subject<S> extends StateModel<S> {
  /** Why there is nothing to compare, where there is not. */
  readonly unmodelled?: string
  readonly calls: fc.Arbitrary<Call<S>>
  readonly sameState: (expected: S, actual: S) => boolean
  readonly isOpen: (error: unknown) => boolean
}
