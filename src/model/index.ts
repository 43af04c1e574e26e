/** Model: models, their indexes and sums. */
export type { AnyModel } from './AnyModel'
export {
  type AnyIndex,
  type GlobalIndex,
  globalIndex,
  type Indexes,
  type LocalIndex,
  localIndex,
} from './indexes'
export {
  define,
  type InputOf,
  type InvalidDefinition,
  type KeyOf,
  type Model,
  model,
  type RowOf,
  type TypeOf,
} from './Model'
export { oneOf } from './oneOf'
export type { Paths, PathTo } from './paths'
export type { Row } from './row'
export type { AnySource, Source } from './Source'
