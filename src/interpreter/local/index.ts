/** The interpreter for emulators. */
export { type ControlOptions, controlled, type Switches } from './control'
export { type LocalOptions, local } from './local'
export { type Override, type Overrides, patched } from './patched'
