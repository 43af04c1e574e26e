/** Answer: what an operation does and says. */
import type { Either } from 'fp-ts/Either'
import type { ErrorOf, OperationName, OutputOf } from '../../program/Operation'
import type { State } from './state'

/** The state after an operation, and what it answers; the very state before it where it failed or only read. */
export type Answer<K extends OperationName> = readonly [State, Either<ErrorOf<K>, OutputOf<K>>]
