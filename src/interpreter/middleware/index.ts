/** Middleware: what changes what interpreters do, from an interpreter to an interpreter. */

export { type BatchingOptions, batching, microtasks } from './batching'
export { capacity, type Meter, meter } from './capacity'
export { compose, identity, Monoid } from './compose'
export { type EventualOptions, eventuallyConsistent } from './eventuallyConsistent'
export { type ExplainOptions, explain, explainAnswer, explainOperation } from './explain'
export { type Chances, type Fault, type FaultyOptions, faulty } from './faulty'
export {
  type Event,
  type ItemDeleted,
  type ItemLoaded,
  type ItemSaved,
  type ItemUpdated,
  observing,
  type TableBound,
} from './observing'
export { type Override, type Overrides, patched } from './patched'
export { type RateOptions, rateLimited } from './rateLimited'
export {
  type Entry,
  type InvalidLog,
  type Log,
  parseLog,
  type Recorder,
  recorder,
  recording,
  replay,
  showEntry,
  showLog,
} from './recording'
export { type RetryingOptions, retrying } from './retrying'
export { type AnyAnswer, type Ended, type Exchange, tapped } from './tapped'
export { timeout } from './timeout'
export * as TokenBucket from './tokenBucket'
export * as Totals from './totals'
export { type Span, type SpanAttributes, type SpanOptions, type Tracer, type TracingOptions, tracing } from './tracing'
