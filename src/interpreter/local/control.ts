/** Settings of tables that emulators do not have, kept beside them. */
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import type { Transport, TransportMiddleware } from '../aws/Transport'
import type { WireInputs, WireOperation } from '../aws/wire'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** By the store's name of a table: whether a setting is on. It is off for tables that are not named. */
export interface Switches {
  readonly [table: string]: boolean
}

/** What is answered in place of an emulator; updates through the same interpreter flip the switches. */
export interface ControlOptions {
  /** Time to live. Left out, the emulator is asked: DynamoDB Local has had it since 2.0, older ones and others lack it. */
  readonly timeToLive?: Switches
  /** Continuous backups, which DynamoDB Local 3.3.1 does not know; off everywhere when left out. */
  readonly backups?: Switches
}

type Answers = { readonly [K in WireOperation]?: (input: WireInputs[K]) => unknown }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const enabled = (on: boolean) => (on ? 'ENABLED' : 'DISABLED')

const timeToLive = (switches: Switches): Answers => {
  const on = new Map(Object.entries(switches))
  const attributes = new Map<string, string>()
  return {
    DescribeTimeToLive: ({ TableName }) => {
      const attribute = attributes.get(TableName)
      const TimeToLiveStatus = enabled(on.get(TableName) ?? false)
      return {
        TimeToLiveDescription:
          attribute === undefined ? { TimeToLiveStatus } : { TimeToLiveStatus, AttributeName: attribute },
      }
    },
    UpdateTimeToLive: ({ TableName, TimeToLiveSpecification }) => {
      on.set(TableName, TimeToLiveSpecification.Enabled)
      if (TimeToLiveSpecification.Enabled) attributes.set(TableName, TimeToLiveSpecification.AttributeName)
      else attributes.delete(TableName)
      return { TimeToLiveSpecification }
    },
  }
}

const backups = (switches: Switches): Answers => {
  const on = new Map(Object.entries(switches))
  const describe = (table: string) => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: enabled(on.get(table) ?? false),
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: enabled(on.get(table) ?? false) },
    },
  })
  return {
    DescribeContinuousBackups: ({ TableName }) => describe(TableName),
    UpdateContinuousBackups: ({ TableName, PointInTimeRecoverySpecification }) => {
      on.set(TableName, PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled)
      return describe(TableName)
    },
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * A transport that answers for these settings itself; everything else passes unchanged.
 *
 * @example
 * ```ts
 * import type { Transport } from 'bloop-ts/aws'
 * import { controlled } from 'bloop-ts/local'
 * import * as TE from 'fp-ts/TaskEither'
 * import * as assert from 'node:assert'
 *
 * const lacking: Transport = () => TE.left({ _tag: 'Service', name: 'UnknownOperationException', message: '' })
 * const answer = await controlled({ timeToLive: {} })(lacking)('DescribeTimeToLive', { TableName: 'users' })()
 * assert.strictEqual(answer._tag, 'Right')
 * ```
 */
export const controlled = (options: ControlOptions): TransportMiddleware => {
  const answers: Answers = {
    ...backups(options.backups ?? {}),
    ...(options.timeToLive === undefined ? {} : timeToLive(options.timeToLive)),
  }
  return (transport): Transport =>
    (operation, input, signal) => {
      const answer = answers[operation]
      return answer === undefined ? transport(operation, input, signal) : TE.fromIOEither(() => E.right(answer(input)))
    }
}
