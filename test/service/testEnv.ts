/** An environment in which everything is decided: the clock, the ids, the hashes, and the store, in memory unless it is given. */
import type { Interpreter } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as TE from 'fp-ts/TaskEither'
import type { Env } from '../../examples/service/env'

/** What no response may have. */
export const secret = 'hash-of-'

/** The clock goes on by a second each time that it is looked at; ids are counted. */
export const testEnv = (store: Interpreter = inMemory()): Env => {
  let time = Date.UTC(2020, 0, 1)
  let ids = 0
  return {
    store,
    now: () => {
      time += 1_000
      return new Date(time)
    },
    newId: () => `id${++ids}`.padStart(6, '0'),
    hash: (password) => TE.right(`${secret}${password}`),
  }
}
