/**
 * Replicate: tables are kept at another place as they are at theirs: another region, another account, another store. First all
 * items are copied, then the stream of their table is followed.
 *
 * It is for one direction, and for what DynamoDB's own global tables do not do: a filter, a transformation, other names,
 * another store.
 */
export { ReplicationPlace as Place } from '../codec/replicationPlace'
export type { Difference } from './replicate/difference'
export type { Phase, ReplicateEvent } from './replicate/Event'
export type { KeyChanged, PoisonCause, PoisonItem, ReplicateError, VerifyError } from './replicate/errors'
export { type Entry, type Ledger, ledger } from './replicate/ledger'
export type { Filter, Replicated, ReplicatedTable, ReplicateOptions, Sides, Transform } from './replicate/model'
export { run } from './replicate/run'
export { typed, where } from './replicate/typed'
export { differences, type Verified, type VerifyOptions, verify } from './replicate/verify'
export { type Guarded, guarded, type LastRecordWins, lastRecordWins, type Writes } from './replicate/writes'
