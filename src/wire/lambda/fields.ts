/** Fields of events that may be there. */
import type { Fields } from '../../interpreter/aws/decode/guards'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The fields of an object; of anything else, none. */
export const fieldsOf = (u: unknown): Fields =>
  typeof u === 'object' && u !== null && !Array.isArray(u) ? (u as Fields) : {}

/** A text that is not empty. */
export const textOf = (u: unknown): string | undefined => (typeof u === 'string' && u !== '' ? u : undefined)

/** The table in the ARN of a stream: `arn:aws:dynamodb:eu-west-1:123456789012:table/NAME/stream/LABEL`. */
export const tableOf = (arn: string | undefined): string | undefined => arn?.match(/:table\/([^/]+)/)?.[1]

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** An object with a field, or without it where there is nothing to stand in it. */
export const optional = <K extends string, A>(name: K, a: A | undefined): { readonly [k in K]?: A } =>
  (a === undefined ? {} : { [name]: a }) as { readonly [k in K]?: A }
