/** Pulled: one thing that was pulled from a stream. */
import type { IO } from 'fp-ts/IO'
import type { StreamToken } from '../../codec/streamToken'
import type { Gap } from './Gap'

/** What was pulled, and the place after it. */
export interface Pulled<R> {
  readonly value: R | Gap
  /** The place after it: made when it is asked for, and the same whenever that is. */
  readonly token: IO<StreamToken>
}
