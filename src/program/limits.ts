/** Limits of operations. */

/** The most keys that a batch reads. */
export const maxBatchKeys = 100

/** The most writes of a batch. */
export const maxBatchWrites = 25

/**
 * The most bytes that the writes of a batch have on the network, as JSON: 16 MB.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const maxBatchBytes = 16 * 1_048_576

/** The most actions, or reads, of a transaction. */
export const maxTransactionActions = 100

/** The most characters of an idempotency token. */
export const maxTokenLength = 36

/** The most segments of a parallel scan. */
export const maxSegments = 1_000_000

/** The most items that a page can be asked to evaluate. */
export const maxLimit = 2_147_483_647

/**
 * The most shards that a description of a stream holds.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
 */
export const maxShards = 100

/**
 * The most records that are read at once.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
 */
export const maxRecords = 1000
