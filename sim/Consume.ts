/** Consume: what consumes a stream of the simulation. */
import type { Program } from '../src/program/Program'
import type { ConsumeOptions } from '../src/program/stream/ConsumeOptions'
import type { Stream } from '../src/program/stream/model'
import type { Handed } from './deliveries'
import type { Refused } from './handler'

/** What consumes: `Stream.consume`, or one that is wrong. */
export type Consume = (
  handler: (records: ReadonlyArray<Handed>) => Program<Refused, unknown>,
  options: ConsumeOptions<Refused, Refused>,
) => (stream: Stream<Handed>) => Program<{ readonly _tag: string }, unknown>
