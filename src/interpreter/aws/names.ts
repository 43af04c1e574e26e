/** The names that DynamoDB gives its errors. */
import type { ServiceFailure } from './Transport'

const throttles: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'RequestLimitExceeded',
  'RequestLimitExceededException',
  'RequestThrottled',
  'RequestThrottledException',
  'LimitExceededException',
  'TooManyRequestsException',
  'SlowDown',
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
])

/** Too many requests, for the capacity of a table or the limits of an account; nothing was done. */
export const isThrottle = ({ name, status }: ServiceFailure): boolean => throttles.has(name) || status === 429

/** There is no such table. */
export const isMissing = ({ name }: ServiceFailure): boolean =>
  name === 'ResourceNotFoundException' || name === 'TableNotFoundException'

/** The table exists, or is being changed. */
export const isInUse = ({ name }: ServiceFailure): boolean =>
  name === 'ResourceInUseException' || name === 'TableAlreadyExistsException' || name === 'TableInUseException'
