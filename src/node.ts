/** bloop-ts/node: what needs Node's own modules. */
export { fileCheckpoint } from './program/checkpoint/file'
