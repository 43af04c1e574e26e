/**
 * Read: reads of items by their keys, as data. Reads compose applicatively, say what they ask, and are then run one by
 * one, in batches, or as a transaction, with the same answers.
 */

export type { BatchOptions } from './BatchOptions'
export { batch, batchWith, plan } from './read/batch'
export { Applicative, ap, map, of, sequence, struct, URI } from './read/combinators'
export { find, findMany, load, loadMany } from './read/constructors'
export type { Get, Read, ReadOptions } from './read/model'
export { run } from './read/run'
export { transact } from './read/transact'
