/** TableSettings: what a table is set to, beside its keys and indexes. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Provisioned capacity: read and write units a second, whole numbers from 1. */
export interface Throughput {
  readonly read: number
  readonly write: number
}

/** How a table is billed: by request, or for the capacity that is kept ready. */
export type Billing = 'onDemand' | Throughput

/** What the records of a table's stream hold of an item: its key, or also how it was, is, or both. `off`: no stream. */
export type StreamView = 'off' | 'keys' | 'new' | 'old' | 'newAndOld'

/** The attribute that holds the time, in seconds of the epoch, after which DynamoDB may delete an item. */
export type TimeToLive = 'off' | { readonly attribute: string }

/**
 * Which key encrypts a table: DynamoDB's own, one of the account in KMS, or the KMS key of an ARN, id or alias.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html
 */
export type Encryption = 'owned' | 'kms' | { readonly key: string }

/** What a table's storage costs: for most tables, or for those that are seldom read. */
export type TableClass = 'standard' | 'infrequentAccess'

/** Labels of a table, for its owners and their bills. */
export interface Tags {
  readonly [name: string]: string
}

/**
 * What a table is set to. Of a table that is asked for, what is left out is to stay as it is, and is not compared; of a
 * table that is described, what is left out is not known.
 */
export interface TableSettings {
  readonly billing?: Billing
  /** The capacity of global indexes, by name, where the table is billed for capacity. */
  readonly indexThroughput?: { readonly [index: string]: Throughput }
  readonly stream?: StreamView
  readonly timeToLive?: TimeToLive
  /** Continuous backups: whether the table can be restored to any moment of the last 35 days. */
  readonly backups?: boolean
  readonly encryption?: Encryption
  /** Whether deleting the table is refused. */
  readonly deletionProtection?: boolean
  readonly tableClass?: TableClass
  readonly tags?: Tags
}

/** The name of a setting. */
export type SettingName = keyof TableSettings
