/**
 * The laws of middleware. Functions, for middleware of your own: `middlewareLaws`, and its parts `transparentLaws` and `retryingLaws`;
 * and `batchingLaws`. All others
 * are laws of those of bloop-ts.
 */
export { type MiddlewareLawsOptions, middlewareLaws } from './middleware/any'
export { batchingLaws } from './middleware/batching'
export { capacityLaws, totalsLaws } from './middleware/capacity'
export { middlewareMonoidLaws } from './middleware/compose'
export { eventuallyConsistentLaws } from './middleware/eventuallyConsistent'
export { explainLaws } from './middleware/explain'
export { faultyLaws } from './middleware/faulty'
export { observingLaws } from './middleware/observing'
export { patchedLaws } from './middleware/patched'
export { rateLimitedLaws, tokenBucketLaws } from './middleware/rateLimited'
export { recordingLaws } from './middleware/recording'
export { retryingLaws } from './middleware/retrying'
export { timeoutLaws } from './middleware/timeout'
export { tracingLaws } from './middleware/tracing'
export { transparentLaws } from './middleware/transparent'
