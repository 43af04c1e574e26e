/**
 * `bloop-ts/lambda`: streams that AWS Lambda reads and hands over, of DynamoDB Streams or of Kinesis Data Streams for DynamoDB.
 * It needs nothing of the AWS SDK.
 *
 * @example
 * ```ts
 * import { decodeEvent } from 'bloop-ts/lambda'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(decodeEvent({ Records: [] }), E.right([]))
 * ```
 */
export { consumer } from './wire/lambda/consumer'
export { decodeEvent } from './wire/lambda/event'
export type {
  BatchResponse,
  InvalidEvent,
  InvalidRecord,
  LambdaHandler,
  OutOfTime,
  Received,
} from './wire/lambda/model'
export type { GivenBackFor, LambdaEvent, LambdaOptions, PoisonRefused } from './wire/lambda/options'
