/** Pages of lists, as the application sees them. */
import type { AnyError } from 'bloop-ts'
import type { InvalidCursor } from './failure'

/** Which page: at most so many items from a cursor on, or from the beginning. */
export interface Slice {
  readonly limit: number
  readonly cursor: string | undefined
}

/**
 * A cursor comes from outside. That it is none of what is read is found out by the library; that it is one of another partition,
 * by the store.
 */
export const aboutCursor =
  ({ cursor }: Slice) =>
  (error: AnyError): InvalidCursor | undefined =>
    cursor !== undefined &&
    (error._tag === 'InvalidRequest' || (error._tag === 'RequestRefused' && error.name === 'ValidationException'))
      ? { _tag: 'InvalidCursor' }
      : undefined
