/** Switches: settings of tables that are said to be on or off, and can be turned by whoever holds them. */
import type { IO } from 'fp-ts/IO'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Off, on, or on with this attribute, which a time to live has. */
export type Switch = boolean | string

/** The switches of tables by the names that programs give them; what is not named is off. */
export interface SwitchRecord<A extends Switch = Switch> {
  readonly [table: string]: A
}

/**
 * The switch of each table: `boolean`, or for a time to live `boolean | string`. An interpreter that is given it turns the
 * same switches as its holder.
 *
 * Law: `get(table)` is what `set(table)` was last given, and of another table what it was.
 */
export interface Switches<A extends Switch> {
  readonly get: (table: string) => IO<A | false>
  readonly set: (table: string, to: A) => IO<void>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Switches that begin as a record says, which is read once. They are on or off; those of a time to live, which may be on by an
 * attribute, are `switches<Switch>()`.
 *
 * @example
 * ```ts
 * import { type Switch, switches } from 'bloop-ts/local'
 * import * as assert from 'node:assert'
 *
 * const backups = switches({ users: true })
 * assert.strictEqual(backups.get('teams')(), false)
 * backups.set('teams', true)()
 * assert.strictEqual(backups.get('teams')(), true)
 *
 * const timeToLive = switches<Switch>({ users: 'expires' })
 * assert.strictEqual(timeToLive.get('users')(), 'expires')
 * ```
 */
export const switches = <A extends Switch = boolean>(initial: SwitchRecord<NoInfer<A>> = {}): Switches<A> => {
  const all = new Map<string, A>(Object.entries(initial))
  return {
    get: (table) => () => all.get(table) ?? false,
    set: (table, to) => () => {
      all.set(table, to)
    },
  }
}

const isHandle = <A extends Switch>(given: SwitchRecord<A> | Switches<A>): given is Switches<A> =>
  typeof given.get === 'function' && typeof given.set === 'function'

/** The switches that were given, or new ones that begin as the record says. */
export const switchesOf = <A extends Switch>(given: SwitchRecord<A> | Switches<A>): Switches<A> =>
  isHandle(given) ? given : switches<A>(given)
