/** Operations on tables. A table is named by programs as they name it, and never by its ARN. */
import type { IndexSchema, TableSchema } from '../../value/TableSchema'
import type {
  Billing,
  Encryption,
  StreamView,
  TableClass,
  TableSettings,
  Tags,
  Throughput,
} from '../../value/TableSettings'

// -----------------------------------------------------------------------------
// model: tables
// -----------------------------------------------------------------------------

/**
 * Creates a table, billed on demand where the settings say nothing else. Its time to live and its continuous backups are
 * no part of it: they are set once it is `ACTIVE`, by operations of their own.
 */
export interface CreateTable {
  readonly _tag: 'CreateTable'
  readonly schema: TableSchema
  readonly settings?: Omit<TableSettings, 'timeToLive' | 'backups'>
}
/** Describes a table; what it does not answer (time to live, continuous backups, tags) is left out of its settings. */
export interface DescribeTable {
  readonly _tag: 'DescribeTable'
  readonly table: string
}
/** Deletes a table and all that is in it. */
export interface DeleteTable {
  readonly _tag: 'DeleteTable'
  readonly table: string
}

/**
 * One change of a table. `Billing` changes what is named: the table's, and the capacity of global indexes; from on demand to
 * capacity it must name all of them.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export type TableChange =
  | {
      readonly _tag: 'Billing'
      readonly billing?: Billing
      readonly indexThroughput?: { readonly [index: string]: Throughput }
    }
  | { readonly _tag: 'Stream'; readonly stream: StreamView }
  | { readonly _tag: 'Encryption'; readonly encryption: Encryption }
  | { readonly _tag: 'DeletionProtection'; readonly deletionProtection: boolean }
  | { readonly _tag: 'TableClass'; readonly tableClass: TableClass }
  | { readonly _tag: 'CreateIndex'; readonly index: IndexSchema; readonly throughput?: Throughput }
  | { readonly _tag: 'DeleteIndex'; readonly index: string }

/** Changes a table. It answers while it changes; an index that is created can be queried once it is no longer pending. */
export interface UpdateTable {
  readonly _tag: 'UpdateTable'
  readonly table: string
  readonly change: TableChange
}

// -----------------------------------------------------------------------------
// model: what is set apart from tables
// -----------------------------------------------------------------------------

/** Describes the time to live of a table. */
export interface DescribeTimeToLive {
  readonly _tag: 'DescribeTimeToLive'
  readonly table: string
}
/** The time to live of a table; it takes up to an hour to be as it is to be. */
export interface TimeToLiveDescription {
  readonly status: 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED'
  readonly attribute?: string
}
/** Switches the time to live of a table on or off; the attribute cannot be changed but by switching it off first. */
export interface UpdateTimeToLive {
  readonly _tag: 'UpdateTimeToLive'
  readonly table: string
  readonly attribute: string
  readonly enabled: boolean
}

/** Describes the continuous backups of a table. */
export interface DescribeContinuousBackups {
  readonly _tag: 'DescribeContinuousBackups'
  readonly table: string
}
/** Whether a table can be restored to any moment of the last days. */
export interface ContinuousBackups {
  readonly enabled: boolean
}
/** Switches the continuous backups of a table on or off. */
export interface UpdateContinuousBackups {
  readonly _tag: 'UpdateContinuousBackups'
  readonly table: string
  readonly enabled: boolean
}

/** Lists all tags of a table. */
export interface ListTagsOfResource {
  readonly _tag: 'ListTagsOfResource'
  readonly table: string
}
/** All tags of a table. */
export interface TagList {
  readonly tags: Tags
}
/** Adds tags to a table, or gives those that it has another value. */
export interface TagResource {
  readonly _tag: 'TagResource'
  readonly table: string
  readonly tags: Tags
}
/** Takes tags from a table. */
export interface UntagResource {
  readonly _tag: 'UntagResource'
  readonly table: string
  readonly names: ReadonlyArray<string>
}

// -----------------------------------------------------------------------------
// unions
// -----------------------------------------------------------------------------

/** An operation that brings a table nearer to what is asked of it: what plans are made of. */
export type TableAction = CreateTable | UpdateTable | UpdateTimeToLive | UpdateContinuousBackups | TagResource
