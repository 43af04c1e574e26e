/** Arbitraries that follow from a model or an attribute. Those without a model are `arbitraries`. */
export { type AboutOptions, arbitraryCondition } from './arbitrary/ofCondition'
export { arbitrary, arbitraryKey, type OverridesOf } from './arbitrary/ofModel'
export { type Answer, arbitraryProgram } from './arbitrary/ofProgram'
export { arbitraryQuery, type QueryOptions } from './arbitrary/ofQuery'
export { arbitraryUpdate } from './arbitrary/ofUpdate'
