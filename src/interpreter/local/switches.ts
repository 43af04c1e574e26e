/** Switches: settings of tables that are said to be on or off, and can be turned by whoever holds them. */
import type { IO } from 'fp-ts/IO'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Off, on, or on with this attribute, which a time to live has. */
export type Switch = boolean | string

/** The switches of tables by the names that programs give them; what is not named is off. */
export interface SwitchRecord {
  readonly [table: string]: Switch
}

/**
 * The switch of each table. An interpreter that is given it turns the same switches as its holder.
 *
 * Law: `get(table)` is what `set(table)` was last given, and of another table what it was.
 */
export interface Switches {
  readonly get: (table: string) => IO<Switch>
  readonly set: (table: string, to: Switch) => IO<void>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Switches that begin as a record says, which is read once.
 *
 * @example
 * ```ts
 * import { switches } from 'bloop-ts/local'
 * import * as assert from 'node:assert'
 *
 * const timeToLive = switches({ users: 'expires' })
 * assert.strictEqual(timeToLive.get('teams')(), false)
 * timeToLive.set('teams', true)()
 * assert.strictEqual(timeToLive.get('teams')(), true)
 * ```
 */
export const switches = (initial: SwitchRecord = {}): Switches => {
  const all = new Map(Object.entries(initial))
  return {
    get: (table) => () => all.get(table) ?? false,
    set: (table, to) => () => {
      all.set(table, to)
    },
  }
}

const isHandle = (given: SwitchRecord | Switches): given is Switches =>
  typeof given.get === 'function' && typeof given.set === 'function'

/** The switches that were given, or new ones that begin as the record says. */
export const switchesOf = (given: SwitchRecord | Switches): Switches => (isHandle(given) ? given : switches(given))
