/**
 * Checkpoint: where it is kept how far someone has come, and who goes on from there. In memory, or in a DynamoDB table; in a
 * file: `fileCheckpoint` of `bloop-ts/node`.
 */
export type { Checkpoint, Claim } from './checkpoint/Checkpoint'
export { inMemory } from './checkpoint/inMemory'
export { type Model, model } from './checkpoint/place'
export { type TableOptions, table } from './checkpoint/table'
