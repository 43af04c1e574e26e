/** The step as an interpreter: what holds a state, and changes it operation by operation. */
import type { IO } from 'fp-ts/IO'
import type { Interpreter } from '../../program/Interpreter'
import { handle, type InMemory, type Keeping } from './handle'
import { empty, type State } from './state'
import { step } from './step'
import { timed } from './time'

export type { InMemory } from './handle'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How an in-memory store is made. */
export interface MemoryOptions {
  /** The state that it begins with; without tables where left out. */
  readonly state?: State
  /**
   * The clock that idempotency tokens, streams and the time to live of items go by, in milliseconds of the epoch. Where left out,
   * time goes on by `advance` alone.
   */
  readonly now?: IO<number>
}

/** Where a state is kept: fp-ts's `IORef<State>` is one. */
export interface Cell {
  readonly read: IO<State>
  readonly write: (state: State) => IO<void>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const plainly: Keeping<State> = {
  step,
  state: (state) => state,
  later: (_, state) => state,
  restored: (_, state) => state,
}

/**
 * A store in memory: an interpreter with a state of its own, which tests can keep, put back, fork and move in time.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory, tableNames } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const store = inMemory()
 * const [before, fork] = [store.snapshot(), store.fork()]
 * assert.strictEqual((await T.bind(User)(store)())._tag, 'Right')
 * assert.deepStrictEqual([tableNames(store.snapshot()), tableNames(fork.snapshot())], [['users'], []])
 * store.restore(before)
 * assert.deepStrictEqual(tableNames(store.snapshot()), [])
 *
 * store.advance({ hours: 2 })
 * assert.deepStrictEqual([store.now(), fork.now()], [7_200_000, 0])
 * ```
 */
export const inMemory = ({ state = empty, now }: MemoryOptions = {}): InMemory => handle(plainly, state, now)

/** An interpreter on a cell: each operation reads the state and writes the one after it, at one moment. */
export const inMemoryFrom =
  ({ read, write }: Cell, now?: IO<number>): Interpreter =>
  (operation) =>
  () => {
    const before = read()
    const [state, answer] = step(timed(now)(before), operation)
    if (state !== before) write(state)()
    return Promise.resolve(answer)
  }
