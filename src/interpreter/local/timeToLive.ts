/** DescribeTimeToLive and UpdateTimeToLive, answered in place of the emulator. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { RequestRefused } from '../../program/errors'
import type { Middleware } from '../../program/Interpreter'
import type { TimeToLiveDescription, UpdateTimeToLive } from '../../program/Operation'
import { invalid, ofValid, onDeleted, patch, tableOf } from './parts'
import type { Switch, Switches } from './switches'

const describe = (now: Switch): TimeToLiveDescription =>
  now === false
    ? { status: 'DISABLED' }
    : typeof now === 'string'
      ? { status: 'ENABLED', attribute: now }
      : { status: 'ENABLED' }

/**
 * How the switch is afterwards. What changes nothing is refused, and so is another attribute than that which is on. Where it
 * is not known by which attribute it is on, that is told by who switches it on.
 */
const turned =
  ({ enabled, attribute }: UpdateTimeToLive) =>
  (now: Switch): Either<RequestRefused, Switch> => {
    if (now === true) return E.right(enabled && attribute)
    if (typeof now === 'string' && now !== attribute)
      return E.left(invalid('TimeToLive is active on a different AttributeName'))
    if (enabled === (now !== false)) return E.left(invalid(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`))
    return E.right(enabled && attribute)
  }

/**
 * Time to live as the switches say, which updates turn; it deletes nothing. A table that is deleted has none any longer.
 *
 * DynamoDB Local before 2.0, and other emulators, do not know these operations. 3.3.1 does and needs no patch: it is asked
 * where `timeToLive` is `'emulator'`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { Patches, patched, switches } from 'bloop-ts/local'
 * import { inMemory } from 'bloop-ts/memory'
 * import { flow } from 'fp-ts/function'
 * import * as TE from 'fp-ts/TaskEither'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, expires: A.timestamp }
 * const User = M.model({ name: 'User', table: 'users', attributes, key: { partition: 'id' }, timeToLive: 'expires' })
 *
 * const unknown = () => TE.left({ _tag: 'RequestRefused', name: 'UnknownOperationException', message: '' } as const)
 * const lacking = patched({ DescribeTimeToLive: unknown, UpdateTimeToLive: unknown })
 * const store = inMemory()
 * assert.strictEqual((await T.bind(User)(lacking(store))())._tag, 'Left')
 *
 * const repaired = flow(lacking, Patches.timeToLive(switches()))
 * assert.strictEqual((await T.bind(User)(repaired(store))())._tag, 'Right')
 * ```
 */
export const timeToLive = (switches: Switches<Switch>): Middleware =>
  patch({
    DescribeTimeToLive: ({ table }, next) =>
      pipe(
        tableOf(next, table),
        TE.flatMapIO(() => switches.get(table)),
        TE.map(describe),
      ),
    UpdateTimeToLive: ofValid<'UpdateTimeToLive'>((operation, next) =>
      pipe(
        tableOf(next, operation.table),
        TE.flatMapIO(() => switches.get(operation.table)),
        TE.flatMapEither(turned(operation)),
        TE.flatMapIO((to) => switches.set(operation.table, to)),
        TE.map(() => ({})),
      ),
    ),
    DeleteTable: onDeleted((table) => switches.set(table, false)),
  })
