/** The errors of operations and programs: a closed union of plain data, each with what is needed to act on it. */
export type * from './errors/operation'
export type * from './errors/program'
export type * from './errors/stream'
