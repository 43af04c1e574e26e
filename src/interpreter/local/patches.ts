/**
 * Patches: the middleware that `local` is made of, each for operations that an emulator lacks or does otherwise. `local` is
 * `aws` with these, on a transport whose failures for malformed requests are refusals.
 */
export { backups } from './backups'
export { settings } from './settings'
export { tags } from './tags'
export { timeToLive } from './timeToLive'
export { updates } from './updates'
