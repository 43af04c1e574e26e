/** The interpreter for emulators. */

export { type Override, type Overrides, patched } from '../middleware/patched'
export { type LocalOptions, local } from './local'
export * as Patches from './patches'
export { repairedRecords, type StreamRecord, type StreamRecords } from './records'
export { type Switch, type Switches, type SwitchRecord, switches } from './switches'
