/** What is set apart from tables: time to live and continuous backups. */
import * as E from 'fp-ts/Either'
import type {
  DescribeContinuousBackups,
  DescribeTimeToLive,
  UpdateContinuousBackups,
  UpdateTimeToLive,
} from '../../program/Operation'
import { backups, timeToLive, timeToLiveUpdated } from './decode/control'
import { single } from './env'
import { common, table } from './failures'

// -----------------------------------------------------------------------------
// time to live
// -----------------------------------------------------------------------------

/** DescribeTimeToLive. It may be repeated: it reads. */
export const describeTimeToLive = single({
  operation: 'DescribeTimeToLive',
  table: (operation: DescribeTimeToLive) => operation.table,
  encode: (stored) => E.right({ TableName: stored }),
  failure: common,
  decode: () => timeToLive,
})

/**
 * UpdateTimeToLive. After an unknown outcome it is not repeated: for an hour after the first time DynamoDB refuses a second.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 */
export const updateTimeToLive = single({
  operation: 'UpdateTimeToLive',
  table: (operation: UpdateTimeToLive) => operation.table,
  encode: (stored, { attribute, enabled }) =>
    E.right({ TableName: stored, TimeToLiveSpecification: { Enabled: enabled, AttributeName: attribute } }),
  failure: table,
  decode: () => timeToLiveUpdated,
})

// -----------------------------------------------------------------------------
// continuous backups
// -----------------------------------------------------------------------------

/** DescribeContinuousBackups. It may be repeated: it reads. */
export const describeContinuousBackups = single({
  operation: 'DescribeContinuousBackups',
  table: (operation: DescribeContinuousBackups) => operation.table,
  encode: (stored) => E.right({ TableName: stored }),
  failure: common,
  decode: () => backups,
})

/** UpdateContinuousBackups. It may be repeated: it says how they are to be, and not that they are to change. */
export const updateContinuousBackups = single({
  operation: 'UpdateContinuousBackups',
  table: (operation: UpdateContinuousBackups) => operation.table,
  encode: (stored, { enabled }) =>
    E.right({ TableName: stored, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: enabled } }),
  failure: table,
  decode: () => backups,
})
