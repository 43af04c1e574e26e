/**
 * Schema: JSON Schema as data, and the few combinators that schemas of codecs are made with.
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const schema: Json.Schema = Json.schema(User)
 * assert.deepStrictEqual(schema.required, ['id'])
 * ```
 */
import type { Json } from 'fp-ts/Json'
import type { Keywords } from '../../codec/limit'
import { put } from './put'

export type { Keywords } from '../../codec/limit'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A JSON Schema that is an object: https://json-schema.org/draft/2020-12/json-schema-core */
export type Schema = { readonly [keyword: string]: Json }

/** A property of an object. */
export interface Property {
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Nothing at all. */
export const never: Schema = { not: {} }

/** An object of properties; others are refused, unless `isOpen`. */
export const objectOf = (properties: ReadonlyArray<Property>, isOpen: boolean): Schema => {
  const schemas: { [name: string]: Json } = {}
  for (const { name, schema } of properties) put(schemas, name, schema)
  const required = properties.flatMap(({ name, isRequired }) => (isRequired ? [name] : []))
  return {
    type: 'object',
    properties: schemas,
    ...(required.length === 0 ? {} : { required }),
    ...(isOpen ? {} : { additionalProperties: false }),
  }
}

/** One of the given values of JSON. */
export const oneOfValues = (values: ReadonlyArray<Json>): Schema => {
  const [first, ...others] = [...new Map(values.map((json) => [JSON.stringify(json), json])).values()]
  if (first === undefined) return never
  const type = typeof first
  const isText = type === 'string' && others.every((json) => typeof json === type)
  return { ...(isText ? { type } : {}), enum: [first, ...others] }
}

/** One or the other. */
export const anyOf = (schemas: ReadonlyArray<Schema>): Schema => {
  const [first, ...others] = schemas
  return first === undefined ? never : others.length === 0 ? first : { anyOf: [...schemas] }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const isEverything = (schema: Schema): boolean => Object.keys(schema).length === 0

/** A schema, or `null`. */
export const nullable = (schema: Schema): Schema => {
  const { type, enum: values, ...others } = schema
  if (isEverything(schema)) return schema
  if (Array.isArray(values) && Object.keys(others).length === 0)
    return { ...(typeof type === 'string' ? { type: [type, 'null'] } : {}), enum: [...values, null] }
  // Keywords of one type hold of everything that is of another.
  if (typeof type === 'string' && values === undefined) return { ...schema, type: [type, 'null'] }
  return schema.not !== undefined ? { type: 'null' } : { anyOf: [schema, { type: 'null' }] }
}

const stricter: { readonly [keyword: string]: (x: number, y: number) => number } = {
  minimum: Math.max,
  exclusiveMinimum: Math.max,
  minLength: Math.max,
  minItems: Math.max,
  maximum: Math.min,
  exclusiveMaximum: Math.min,
  maxLength: Math.min,
  maxItems: Math.min,
}

/** A schema and keywords: what both say. A `type` among the keywords takes the place of the schema's own words of numbers. */
export const limited = (schema: Schema, keywords: Keywords): Schema => {
  if ('type' in keywords) return keywords
  const out: { [keyword: string]: Json } = { ...schema }
  const others: { [keyword: string]: Json } = {}
  for (const [keyword, value] of Object.entries(keywords)) {
    const [before, join] = [out[keyword], stricter[keyword]]
    if (before === undefined) out[keyword] = value
    else if (join !== undefined && typeof before === 'number' && typeof value === 'number')
      out[keyword] = join(before, value)
    else if (keyword !== 'format') others[keyword] = value
  }
  if (isEverything(others)) return out
  return { ...out, allOf: [...(Array.isArray(out.allOf) ? out.allOf : []), others] }
}

/** Arrays of at least one element. */
export const notEmpty = (schema: Schema): Schema => limited(schema, { minItems: 1 })

/** The objects of a schema with a property that tells which they are; of a sum, of each of its variants. */
export const tagged = (schema: Schema, name: string, value: string): Schema => {
  if (Array.isArray(schema.oneOf))
    return { ...schema, oneOf: schema.oneOf.map((one) => tagged(one as Schema, name, value)) }
  const properties: { [name: string]: Json } = {}
  put(properties, name, { const: value })
  for (const [key, property] of Object.entries((schema.properties ?? {}) as Schema)) put(properties, key, property)
  const required = Array.isArray(schema.required) ? schema.required : []
  return { ...schema, properties, required: [name, ...required] }
}
