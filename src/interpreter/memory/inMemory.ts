/** The step as an interpreter: a cell that holds a state, and changes it operation by operation. */
import type { IO } from 'fp-ts/IO'
import type { Interpreter } from '../../program/Interpreter'
import { empty, type State } from './state'
import { step } from './step'
import { at } from './time'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How an in-memory store is made. */
export interface MemoryOptions {
  /** The state that it begins with; without tables where left out. */
  readonly state?: State
  /**
   * The clock that idempotency tokens, streams and the time to live of items go by, in milliseconds of the epoch. Where left out,
   * time stands still: nothing expires, and streams keep all of their records.
   */
  readonly now?: IO<number>
}

/** Where a state is kept: fp-ts's `IORef<State>` is one. */
export interface Cell {
  readonly read: IO<State>
  readonly write: (state: State) => IO<void>
}

/** An interpreter, and the state that it is in. */
export interface Memory extends Cell {
  readonly interpreter: Interpreter
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** An interpreter on a cell: each operation reads the state and writes the one after it, at one moment. */
export const inMemoryFrom =
  ({ read, write }: Cell, now?: IO<number>): Interpreter =>
  (operation) =>
  () => {
    const before = read()
    const [state, answer] = step(now === undefined ? before : at(now())(before), operation)
    if (state !== before) write(state)()
    return Promise.resolve(answer)
  }

/**
 * A store in memory whose state can be read, kept, and put back.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { memory, tableNames } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const store = memory()
 * const before = store.read()
 * await T.bind(User)(store.interpreter)()
 * assert.deepStrictEqual(tableNames(store.read()), ['users'])
 * store.write(before)()
 * assert.deepStrictEqual(tableNames(store.read()), [])
 * ```
 */
export const memory = ({ state: initial = empty, now }: MemoryOptions = {}): Memory => {
  let state = initial
  const cell: Cell = {
    read: () => state,
    write: (next) => () => {
      state = next
    },
  }
  return { ...cell, interpreter: inMemoryFrom(cell, now) }
}

/**
 * A store in memory: an interpreter with a state of its own.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * assert.strictEqual((await T.bind(User)(inMemory())())._tag, 'Right')
 * ```
 */
export const inMemory = (options: MemoryOptions = {}): Interpreter => memory(options).interpreter
