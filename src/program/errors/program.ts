/** The errors of programs: of what was found, of what was not done, of tables. */
import type { InvalidExpression } from '../../expression/InvalidExpression'
import type { Contradiction } from '../../model/contradictions'
import type { TableDifference } from '../../model/difference'
import type { Item } from '../../value/AttributeValue'
import type { Mismatch } from '../../value/Mismatch'
import type { PendingIndex, TableStatus } from '../../value/TableSpec'
import type { BatchWrite } from '../operation/many'
import type { TableAction } from '../operation/table'
import type { InvalidItem, InvalidRequest, ReadError, TableWriteError } from './operation'

// -----------------------------------------------------------------------------
// model: of programs
// -----------------------------------------------------------------------------

/** What was stored is not one of the model's values; all places. */
export interface DecodeFailed {
  readonly _tag: 'DecodeFailed'
  readonly model: string
  readonly item: Item
  readonly mismatches: ReadonlyArray<Mismatch>
}

/** Items that were to be loaded do not exist. */
export interface MissingItems {
  readonly _tag: 'MissingItems'
  readonly keys: ReadonlyArray<{ readonly table: string; readonly key: Item }>
}

/** More than one item where one was asked for. */
export interface MoreThanOne {
  readonly _tag: 'MoreThanOne'
}

/** No item where one was asked for. */
export interface NotFound {
  readonly _tag: 'NotFound'
}

/**
 * Keys of a batch that were not read, and the items that were found at the others. Without a `cause` the store left them
 * unprocessed after all retries; with one a call failed.
 */
export interface UnprocessedKeys {
  readonly _tag: 'UnprocessedKeys'
  readonly cause?: ReadError
  readonly keys: ReadonlyArray<{ readonly table: string; readonly key: Item }>
  readonly items: ReadonlyArray<{ readonly table: string; readonly item: Item }>
}

/**
 * Writes of a batch that are not known to be applied, and how many are. Without a `cause` the store left them unprocessed
 * after all retries; with one a call failed, and those under way may have been applied all the same.
 */
export interface UnprocessedWrites {
  readonly _tag: 'UnprocessedWrites'
  readonly cause?: ReadError
  readonly writes: ReadonlyArray<BatchWrite>
  /** How many writes are known to be applied. */
  readonly written: number
  /** Of a bulk: what was wrong with its source, besides. */
  readonly source?: SourceFailed
}

/** What gave the writes of a bulk threw this, as text. */
export interface SourceThrew {
  readonly _tag: 'SourceThrew'
  readonly message: string
}

/** What gave the writes of a bulk threw, or gave a write that is none; and how many were written before: all it gave. */
export interface SourceFailed {
  readonly _tag: 'SourceFailed'
  readonly cause: SourceThrew | InvalidItem | InvalidExpression | InvalidRequest
  readonly written: number
}

/** A table is not as its models need it: all differences. */
export interface TableMismatch {
  readonly _tag: 'TableMismatch'
  readonly table: string
  readonly differences: ReadonlyArray<TableDifference>
}

/** Models ask for contradictory things of the table that they share: all contradictions, each with the models of it. */
export interface ModelsContradict {
  readonly _tag: 'ModelsContradict'
  readonly table: string
  readonly contradictions: ReadonlyArray<Contradiction>
}

/** A table, or an index that is needed, cannot be used as it is: it is being made, deleted, archived, or its key is lost. */
export interface TableNotReady {
  readonly _tag: 'TableNotReady'
  readonly table: string
  readonly status: TableStatus
  readonly pending: ReadonlyArray<PendingIndex>
}

/**
 * A plan was not carried out to its end: what was done, in order, what may be done or is not finished yet, and what was not. An
 * action that was refused is the first that is left.
 */
export interface PlanUnfinished {
  readonly _tag: 'PlanUnfinished'
  readonly cause: TableWriteError | TableNotReady | TableMismatch
  readonly done: ReadonlyArray<TableAction>
  readonly underway?: TableAction
  readonly left: ReadonlyArray<TableAction>
}
