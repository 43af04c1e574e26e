/** consumeRaw: consumes the records of a stream as they come; how a replication follows. */
import { feed } from '../feeding'
import { consuming } from './consuming'
import type { ConsumeRaw } from './raw'

/** Consumes a stream from a position on. What is saved, and where, is up to the consumer. */
export const consumeRaw: ConsumeRaw = (consumer) => (stream) => (interpreter) =>
  consuming((options) => feed(stream, options)(interpreter))(consumer)(interpreter)
