/** Json: the values of models as JSON, exactly. */
export { codec, type Described, losses } from './json/codec'
export { type Loss, showLoss } from './json/loss'
export type { Options } from './json/options'
export { replacer } from './json/replacer'
