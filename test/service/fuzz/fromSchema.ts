/** JSON that a JSON Schema accepts, for most of what the schemas of the service say; some of it may not be. */
import * as fc from 'fast-check'
import { type JsonObject, type JsonValue, own } from './json'

type Values = fc.Arbitrary<JsonValue>

const textOf = ({ pattern, minLength = 0, maxLength = 40 }: JsonObject): Values => {
  const [least, most] = [Number(minLength), Math.min(Number(maxLength), 60)]
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' })
  return fc.string({ unit: 'grapheme', minLength: least, maxLength: most })
}

const numberOf = (schema: JsonObject): Values => {
  const [min, max] = [Number(schema.minimum ?? -1000), Number(schema.maximum ?? 1000)]
  return schema.type === 'integer' ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) }) : fc.double({ min, max })
}

const objectOf = (schema: JsonObject, within: (schema: JsonValue | undefined) => Values): Values => {
  const properties = schema.properties as JsonObject | undefined
  const required = (schema.required ?? []) as ReadonlyArray<string>
  const names = Object.keys(properties ?? {})
  return fc
    .record(Object.fromEntries(names.map((name) => [name, within(own(properties, name))])), {
      requiredKeys: names.filter((name) => required.includes(name)),
    })
    .map((made) => ({ ...made }))
}

/** The JSON of a schema; `resolve` follows references. */
export const fromSchema =
  (resolve: (reference: string) => JsonValue | undefined) =>
  (schema: JsonValue | undefined): Values => {
    const go = (u: JsonValue | undefined): Values => {
      if (typeof u !== 'object' || u === null || Array.isArray(u)) return fc.jsonValue() as Values
      const s = u as JsonObject
      if (typeof s.$ref === 'string') return go(resolve(s.$ref))
      if (Array.isArray(s.enum)) return fc.constantFrom(...(s.enum as ReadonlyArray<JsonValue>))
      const some = s.anyOf ?? s.oneOf
      if (Array.isArray(some)) return fc.oneof(...some.map((one) => go(one as JsonValue)))
      if (Array.isArray(s.type)) return fc.oneof(...s.type.map((type) => go({ ...s, type: type as JsonValue })))
      switch (s.type) {
        case 'string':
          return textOf(s)
        case 'integer':
        case 'number':
          return numberOf(s)
        case 'boolean':
          return fc.boolean()
        case 'null':
          return fc.constant(null)
        case 'array':
          return fc.array(go(s.items), { maxLength: 4 })
        case 'object':
          return objectOf(s, go)
        default:
          return fc.jsonValue() as Values
      }
    }
    return go(schema)
  }
