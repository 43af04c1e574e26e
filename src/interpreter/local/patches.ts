/**
 * Patches: the middleware that `local` is made of, each for operations that an emulator lacks or does otherwise. `local` is
 * `aws` with these, on a transport whose failures for malformed requests are refusals. `records` is for that transport, and
 * the others are for interpreters.
 */
export { backups } from './backups'
export { records } from './records'
export { settings } from './settings'
export { shards } from './shards'
export { tags } from './tags'
export { timeToLive } from './timeToLive'
export { untrimmed } from './untrimmed'
export { updates } from './updates'
