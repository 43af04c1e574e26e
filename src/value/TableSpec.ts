/** TableSpec: a table as it is asked for. TableDescription: a table as its store says that it is. */
import type { TableSchema } from './TableSchema'
import type { TableSettings } from './TableSettings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A table as it is asked for: its keys and indexes, and those settings that matter. Every model is one. */
export interface TableSpec {
  readonly schema: TableSchema
  readonly settings: TableSettings
}

/**
 * Where a table is in its life. It answers while `ACTIVE` or `UPDATING`.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export type TableStatus =
  | 'CREATING'
  | 'UPDATING'
  | 'ACTIVE'
  | 'DELETING'
  | 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'
  | 'REPLICATION_NOT_AUTHORIZED'
  | 'ARCHIVING'
  | 'ARCHIVED'
  | 'OTHER'

/** An index that cannot be queried yet, or no more; `backfilling`: it is still being filled from the table. */
export interface PendingIndex {
  readonly name: string
  readonly status: 'CREATING' | 'UPDATING' | 'DELETING' | 'OTHER'
  readonly backfilling: boolean
}

/** A table as its store describes it. */
export interface TableDescription {
  readonly schema: TableSchema
  readonly settings: TableSettings
  readonly status: TableStatus
  /** The global indexes that are not `ACTIVE`. */
  readonly pending: ReadonlyArray<PendingIndex>
  /** As the store counts them, which DynamoDB does about every six hours. */
  readonly itemCount: number
  /** The ARN of the newest stream, which may be switched off again; absent where there never was one. */
  readonly latestStream?: string
}
