/** Handle: an interpreter in memory, and a test's hands on the state that it keeps. */
import type { IO } from 'fp-ts/IO'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { Operation } from '../../program/Operation'
import type { Answer } from './answer'
import { type Duration, millisecondsOf } from './duration'
import type { State } from './state'
import { advance, timed } from './time'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A store in memory: an interpreter, with its state and its time in a test's hands. What these functions do they do at once, when
 * they are called: they are not part of any program.
 *
 * Laws: `restore(snapshot())` changes nothing; a fork and its origin do not see what the other writes, and do as each other until
 * then; `advance(a)` and `advance(b)` is `advance(a + b)`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory, tableNames } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const store = inMemory({ now: () => 1_000 })
 * const fork = store.fork()
 * await T.bind(User)(fork)()
 * fork.advance({ seconds: 1 })
 * assert.deepStrictEqual([store.now(), tableNames(store.snapshot())], [1_000, []])
 * assert.deepStrictEqual([fork.now(), tableNames(fork.snapshot())], [2_000, ['users']])
 * store.restore(fork.snapshot())
 * assert.deepStrictEqual([store.now(), tableNames(store.snapshot())], [2_000, ['users']])
 * ```
 */
export interface InMemory extends Interpreter {
  /** All that the store holds now, in O(1): a value that nothing changes. */
  readonly snapshot: () => State
  /** Puts back a state, of this store or another, in O(1): items, streams, idempotency tokens and the time. */
  readonly restore: (state: State) => void
  /** Another store that begins as this one is now, in O(1), and goes by the same clock; neither sees what the other writes. */
  readonly fork: () => InMemory
  /**
   * Time goes on: items whose time to live is over are deleted, and recorded in streams; shards, iterators and tokens grow old.
   * The clock that was handed in stays as it is, and the store goes ahead of it. What is negative, or no number, moves nothing.
   */
  readonly advance: (by: Duration) => void
  /** The time that the store goes by, in milliseconds of the epoch. */
  readonly now: IO<number>
}

/** How a store keeps its state in a `Kept`, which may be more than the state. */
export interface Keeping<Kept> {
  readonly step: <Op extends Operation>(kept: Kept, operation: Op) => readonly [Kept, Answer<Op['_tag']>[1]]
  readonly state: (kept: Kept) => State
  /** With the state some time later. */
  readonly later: (kept: Kept, state: State) => Kept
  /** With another state in its place. */
  readonly restored: (kept: Kept, state: State) => Kept
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A store that keeps its state in some way; each operation reads it and writes the one after it, at one moment. */
export const handle = <Kept>(
  keeping: Keeping<Kept>,
  initial: Kept,
  clock: IO<number> | undefined,
  around: Middleware = (interpreter) => interpreter,
): InMemory => {
  let kept = initial
  const upToDate = (): Kept => {
    const before = keeping.state(kept)
    const state = timed(clock)(before)
    if (state !== before) kept = keeping.later(kept, state)
    return kept
  }
  const snapshot = () => keeping.state(upToDate())
  const interpreter: Interpreter = (operation) => () => {
    const [after, answer] = keeping.step(upToDate(), operation)
    kept = after
    return Promise.resolve(answer)
  }
  return Object.assign(around(interpreter), {
    snapshot,
    restore: (state: State) => {
      kept = keeping.restored(kept, state)
    },
    fork: () => handle(keeping, kept, clock, around),
    advance: (by: Duration) => {
      const milliseconds = millisecondsOf(by)
      const state = advance(milliseconds)(snapshot())
      kept = keeping.later(kept, clock === undefined ? state : { ...state, ahead: state.ahead + milliseconds })
    },
    now: () => snapshot().now,
  })
}
