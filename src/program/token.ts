/** Idempotency tokens of transactions. */

/**
 * For how long DynamoDB knows a transaction by its token, in milliseconds, from when it was done: ten minutes.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const tokenMilliseconds = 600_000
