/** Arbitraries of values, items, paths, conditions and updates from small alphabets, so that comparisons meet. */
export { condition, conditionOn } from './condition'
export { type Overrides, ofAttribute, ofAttributes, ofModel } from './model'
export { name } from './name'
export { badNumber, number } from './number'
export { path, segments } from './path'
export { bytes, text } from './text'
export { update, updateOn } from './update'
export { item, keyValue, setValue, value } from './value'
