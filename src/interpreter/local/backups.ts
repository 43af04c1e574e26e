/** DescribeContinuousBackups and UpdateContinuousBackups, answered in place of the emulator. */
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { Middleware } from '../../program/Interpreter'
import { ofValid, onDeleted, patch, tableOf } from './parts'
import type { Switches } from './switches'

/**
 * Continuous backups as the switches say, which updates turn. A table that is deleted has none any longer.
 *
 * DynamoDB Local 3.3.1 answers UnknownOperationException.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { Patches, switches } from 'bloop-ts/local'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const store = Patches.backups(switches({ users: true }))(inMemory())
 * const answer = await Program.perform({ _tag: 'DescribeContinuousBackups', table: 'users' })(store)()
 * assert.deepStrictEqual(answer, { _tag: 'Left', left: { _tag: 'TableNotFound', table: 'users' } })
 * ```
 */
export const backups = (switches: Switches<boolean>): Middleware =>
  patch({
    DescribeContinuousBackups: ({ table }, next) =>
      pipe(
        tableOf(next, table),
        TE.flatMapIO(() => switches.get(table)),
        TE.map((now) => ({ enabled: now })),
      ),
    UpdateContinuousBackups: ofValid<'UpdateContinuousBackups'>(({ table, enabled }, next) =>
      pipe(
        tableOf(next, table),
        TE.flatMapIO(() => switches.set(table, enabled)),
        TE.map(() => ({ enabled })),
      ),
    ),
    DeleteTable: onDeleted((table) => switches.set(table, false)),
  })
