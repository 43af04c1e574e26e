/**
 * The laws of bloop-ts, for its users: certify your own codecs, models, conditions and interpreters with fast-check.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import { codecLaws, flatten } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const Even = A.refine(A.integer, (n) => n % 2 === 0, 'even integer')
 * const evens = fc.integer().map((n) => n * 2)
 * for (const { laws } of flatten(codecLaws(Even, evens)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
export {
  type AgreesOptions,
  type AnswerOf,
  type AnyFunction,
  agrees,
  type CallModel,
  type FailureOf,
  type FunctionModel,
  type Functions,
  type FunctionsModel,
  type InputOf,
  type ModelOf,
  type Said,
  type StateModel,
} from './agrees'
export * as arbitraries from './arbitraries'
export * from './arbitrary'
export { type CheckpointLawsOptions, checkpointLaws } from './checkpoint'
export { codecLaws, keyCodecLaws } from './codec'
export {
  conditionAlgebraLaws,
  conditionContravariantLaws,
  conditionLatticeLaws,
  conditionLaws,
  conditionMeaningLaws,
  conditionNonLaws,
  conditionRenderLaws,
  conditionSimplifyLaws,
  type NonLaw,
} from './condition'
export { conditionPredicateLaws } from './conditionOf'
export { type InterpreterLawsOptions, interpreterLaws, type KnownDifference } from './interpreter'
export { type StreamOperationLawsOptions, streamOperationLaws } from './interpreter/streams'
export { jsonLaws } from './json'
export { type JsonSchemaLawsOptions, jsonSchemaLaws } from './json/schema'
export {
  type Describe,
  type Equation,
  equation,
  flatten,
  type It,
  type Law,
  type Laws,
  laws,
  property,
  report,
  type SuiteParameters,
  suite,
} from './law'
export {
  batchingLaws,
  capacityLaws,
  eventuallyConsistentLaws,
  explainLaws,
  faultyLaws,
  type MiddlewareLawsOptions,
  middlewareLaws,
  middlewareMonoidLaws,
  observingLaws,
  patchedLaws,
  rateLimitedLaws,
  recordingLaws,
  retryingLaws,
  timeoutLaws,
  tokenBucketLaws,
  totalsLaws,
  tracingLaws,
  transparentLaws,
} from './middleware'
export { modelLaws } from './model'
export type { Lawful } from './model/Lawful'
export { policyLaws } from './policy'
export { type ProgramLawsOptions, programLaws } from './program'
export { type ReplicationLawsOptions, replicationLaws } from './replicate'
export { specLaws } from './spec'
export { type StreamLawsOptions, streamLaws } from './stream'
export { type TableLawsOptions, tableLaws } from './table'
export {
  updateLaws,
  updateMeaningLaws,
  updateMonoidLaws,
  updateRenderLaws,
} from './update'
export { type UpdateNonLaw, updateNonLaws } from './updateNonLaws'
export { numberLaws, storableLaws, valueEqualityLaws, valueLaws, valueOrderLaws } from './value'
export { type ViewLawsOptions, viewLaws } from './view'
