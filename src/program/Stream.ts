/**
 * Stream: what happened to the items of a table, as their models see it: pulled one at a time, iterated, or consumed with a
 * checkpoint.
 */
export type { StreamToken } from '../codec/streamToken'
export { StreamToken as Token } from '../codec/streamToken'
export type { Change, Inserted, Modified, Origin, Raw, Removed } from './stream/Change'
export type { Consumed, ConsumeOptions } from './stream/ConsumeOptions'
export { at, type ChangesBy, map, type Only, of, only, raw } from './stream/constructors'
export { type ConsumeError, consume } from './stream/consume'
export type { StreamEvent } from './stream/Event'
export type { Gap } from './stream/Gap'
export { items } from './stream/items'
export type { ChangeOf, Position, Stream } from './stream/model'
export { open, type Pulled, type Reader } from './stream/open'
export type { StreamOptions } from './stream/StreamOptions'
export { showGap } from './stream/showGap'
