/** View: shapes of a model's values for one context, as JSON. */
export type { Invalid } from './json/invalid'
export type { Schema } from './json/schema'
export { decode, encode, set } from './view/codec'
export { accept, add, describe, links, with_ as with } from './view/extend'
export { creation, make, named, omit, patch, pick, rename } from './view/make'
export type { Annotations, AnyView, Decoded, Fields, Mode, View } from './view/model'
export { approximations, component, losses, schema } from './view/schema'
