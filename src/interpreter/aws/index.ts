/** The interpreter that asks DynamoDB through the AWS SDK, or another transport. */
export { type AwsOptions, aws } from './aws'
export { type Limits, limited } from './limits'
export { defaultRetry, type Retry, type RetryOptions } from './retry'
export type { ClientOptions, Credentials } from './sdk/own'
export type { StreamsClient } from './sdk/streams'
export { type SdkOptions, sdkTransport } from './sdk/transport'
export type {
  AbortFailure,
  NetworkFailure,
  ServiceError,
  ServiceFailure,
  TimeoutFailure,
  Transport,
  TransportMiddleware,
  UnreadableAnswer,
} from './Transport'
export type { TableNameTemplate } from './tableNames'
export type { StreamOperation, WireInputs, WireOperation, WireStreamInputs } from './wire'
