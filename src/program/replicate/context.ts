/** Context: what the parts of a table's replication share. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { IO } from 'fp-ts/IO'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Aborted } from '../errors'
import type { Interpreter } from '../Interpreter'
import { quietly } from '../quietly'
import { attempted } from '../stream/consume/attempted'
import { type Pace, paceOf } from '../time/Pace'
import * as Policy from '../time/Policy'
import { systemTimer, type Timer } from '../time/Timer'
import { total } from '../total'
import type { ReplicateEvent, TableEvent } from './Event'
import type { PoisonItem, ReplicateError } from './errors'
import type { ReplicateOptions } from './model'
import { isPassing } from './passing'
import type { Rules } from './rules'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the parts of one table's replication share. */
export interface Context<P> {
  readonly options: ReplicateOptions<P>
  readonly rules: Rules
  readonly from: Interpreter
  readonly to: Interpreter
  /** Ends all waiting, and that anything more is begun. */
  readonly signal: AbortSignal
  readonly timer: Timer
  readonly now: IO<number>
  readonly tell: (event: TableEvent) => void
  /** The way of something that is repeated. */
  readonly pace: () => Pace
  /** Takes what cannot be written; `Left` where nobody does. */
  readonly poison: (poison: PoisonItem) => Promise<Either<ReplicateError<P>, void>>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** From 100 ms, doubling, up to 10 s, for ever. */
export const defaultRetry: Policy.Policy = pipe(Policy.exponential(100), Policy.capped(10_000), Policy.jittered)

/** The context of a table. */
export const contextOf = <P>(options: ReplicateOptions<P>, rules: Rules, signal: AbortSignal): Context<P> => {
  const { timer = systemTimer, now = Date.now, retry = defaultRetry, onEvent, poison: taker } = options
  const tell = (event: TableEvent): void => {
    if (onEvent !== undefined) quietly(() => onEvent({ ...event, table: rules.table } as ReplicateEvent))
  }
  return {
    options,
    rules,
    from: total(options.from),
    to: total(options.to),
    signal,
    timer,
    now,
    tell,
    pace: () => paceOf(retry, timer, signal),
    poison: async (poison) => {
      if (taker === undefined) return E.left(poison)
      const taken = await attempted(() => taker(poison)())
      if (E.isLeft(taken)) return taken
      tell({ _tag: 'Poisoned', poison })
      return E.right(undefined)
    },
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const aborted: Aborted = { _tag: 'Aborted' }

/** Whether what failed was only ended by the signal. */
export const isAborted = (error: ReplicateError<unknown>): boolean => {
  const { _tag, cause } = error as { readonly _tag?: unknown; readonly cause?: ReplicateError }
  return _tag === 'Aborted' || (_tag === 'PlanUnfinished' && cause?._tag === 'Aborted')
}

/** What a task gives; what fails for the moment is tried again. `Aborted` once the signal fires while it waits. */
export const patiently =
  <P>({ pace: paceIn, tell }: Pick<Context<P>, 'pace' | 'tell'>) =>
  async <E extends ReplicateError, A>(task: TaskEither<E, A>): Promise<Either<E | Aborted, A>> => {
    const pace = paceIn()
    for (;;) {
      const answer = await task()
      if (E.isRight(answer) || !isPassing(answer.left)) return answer
      tell({ _tag: 'Retried', error: answer.left })
      const turn = await pace.next()
      if (turn === 'over') return answer
      if (turn === 'aborted') return E.left(aborted)
    }
  }
