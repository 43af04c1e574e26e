/** Patches: the middleware that `local` is made of, each for operations that an emulator lacks. */
export { backups } from './backups'
export { settings } from './settings'
export { tags } from './tags'
export { timeToLive } from './timeToLive'
