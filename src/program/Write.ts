/**
 * Write: writes of items, as data. Writes compose applicatively, say what they ask, and are then run one by one, in
 * batches where they are plain puts and deletes, or as a transaction.
 */

export type { BatchOptions, BulkOptions, Progress } from './BatchOptions'
export { all } from './write/all'
export { batch, batchWith } from './write/batch'
export { Applicative, ap, map, of, sequence, URI } from './write/combinators'
export { ifNotExists, snapshot } from './write/conditions'
export type { ChangeConstructor, Conditional, Returns, WriteConstructor } from './write/constructors'
export { change, check, delete_ as delete, put, save, update } from './write/constructors'
export type { Request, Source, Way, Write, Writes } from './write/model'
export { plan, type Wave } from './write/plan'
export { run } from './write/run'
export { type TransactOptions, transact, transactWith } from './write/transact'
