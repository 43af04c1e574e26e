/** The interpreter for emulators. */

// Here for who patches an emulator; without the AWS SDK it comes from `bloop-ts/middleware`.
export { type Override, type Overrides, patched } from '../middleware/patched'
export { type LocalOptions, local } from './local'
export * as Patches from './patches'
export { repairedRecords, type StreamRecord, type StreamRecords } from './records'
export { type Switch, type Switches, type SwitchRecord, switches } from './switches'
