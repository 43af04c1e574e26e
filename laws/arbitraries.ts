/**
 * Arbitraries from small alphabets, so that comparisons meet: of values, items, paths, conditions and updates without a model,
 * and of a model's attributes. What follows from a model or an attribute as a whole is `arbitrary`.
 */
export { condition, conditionOn } from './arbitrary/condition'
export { ofAttributes } from './arbitrary/model'
export { name } from './arbitrary/name'
export { badNumber, number } from './arbitrary/number'
export type { Overrides } from './arbitrary/overrides'
export { path, segments } from './arbitrary/path'
export { printed } from './arbitrary/printed'
export { spec } from './arbitrary/spec'
export { bytes, text } from './arbitrary/text'
export { update, updateOn } from './arbitrary/update'
export { item, keyValue, setValue, value } from './arbitrary/value'
