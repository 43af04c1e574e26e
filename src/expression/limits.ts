/**
 * DynamoDB's limits on expressions.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */

/** The most bytes of one expression: 4 KB. */
export const maxExpressionBytes = 4096
/** The most operators and functions of one expression. */
export const maxOperators = 300
/** The most candidates of one `IN`. */
export const maxCandidates = 100
/** The most bytes of all the values of a request together: 2 MB. */
export const maxValueBytes = 2_097_152
