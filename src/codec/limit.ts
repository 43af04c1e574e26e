/** Limit: what a codec's values are limited to, beyond its DynamoDB types, its parts and its form. */
import type { Json } from 'fp-ts/Json'

/** Some keywords of JSON Schema: https://json-schema.org/draft/2020-12/json-schema-validation */
export type Keywords = { readonly [keyword: string]: Json }

/**
 * A limit. `Keywords`: exactly what these keywords of JSON Schema say of what is stored. `Choice`: exactly the samples, as of
 * literals and enumerations. `Unsaid`: what no schema says, such as a predicate.
 */
export type Limit =
  | { readonly _tag: 'Keywords'; readonly keywords: Keywords }
  | { readonly _tag: 'Choice' }
  | { readonly _tag: 'Unsaid'; readonly expected: string }
