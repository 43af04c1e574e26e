/** The name of an attribute that no key has and no item should. */

/**
 * A name of 256 bytes: DynamoDB takes key attribute names of up to 255, so it is no key of any table or index. `Never` is
 * rendered as a contradiction about it.
 */
export const absent: string = 'never'.padEnd(256, '-')
