/** The refusals of DynamoDB, with its own names and messages (as AWS words them in most regions in 2026). */
import type { RequestRefused, TableNotFound, Throttled } from '../../program/errors'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A `ValidationException` with a message. */
export const invalid = (message: string): RequestRefused => ({
  _tag: 'RequestRefused',
  name: 'ValidationException',
  message,
})

/** `One or more parameter values were invalid: …` */
export const invalidValues = (what: string): RequestRefused =>
  invalid(`One or more parameter values were invalid: ${what}`)

/** Over a limit. DynamoDB has one error for limits that pass and those that stay, and so have interpreters. */
export const overLimit: Throttled = { _tag: 'Throttled', name: 'LimitExceededException' }

/** The key of a request is not one of the table's. */
export const wrongKey: RequestRefused = invalid('The provided key element does not match the schema')

/** The start key of a page is not one of what is read. */
export const wrongStart: RequestRefused = invalid('The provided starting key is invalid')

/** There is no table of a name. */
export const noTable = (table: string): TableNotFound => ({ _tag: 'TableNotFound', table })

/** A request that is no operation, or whose fields are not what their types say. */
export const malformed: RequestRefused = {
  _tag: 'RequestRefused',
  name: 'SerializationException',
  message: 'The request is not one of the operations, or one of its fields is not of its type',
}
