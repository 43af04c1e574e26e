/** What a codec's limits are in the schema of its JSON, and which of them it cannot say. */
import type { Json } from 'fp-ts/Json'
import { failed } from '../../codec/Attribute'
import { wordsOf } from '../../codec/constraints'
import type { Keywords } from '../../codec/limit'
import type { Untyped } from '../../codec/struct'
import type { Tag } from '../../value/AttributeValue'
import { type Approximation, approximation } from './approximation'
import { isNumberText } from './number'
import type { Options } from './options'
import type { Shape } from './part'
import { limited, oneOfValues, type Schema } from './schema'

/** What a schema says, and what it does not. */
export interface Said {
  readonly schema: Schema
  readonly approximations: ReadonlyArray<Approximation>
}

/** Whether a keyword, which is about what is stored, says the same of the JSON. `false`: it says nothing of it, or too much. */
type Says = (keyword: string, value: Json) => 'exactly' | 'more' | false

const text = ['minLength', 'maxLength', 'pattern', 'format']
const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']

const saysOf = ({ types, definition }: Untyped, { schema }: Shape, options: Options): Says => {
  const isAll = (...tags: ReadonlyArray<Tag>) => types.every((tag) => tag === 'NULL' || tags.includes(tag))
  const { form } = definition
  const isText = isAll('S') && (form === 'Plain' || form === 'Float')
  const isNumber = isAll('N') && form !== 'Instant' && !isNumberText(form, options)
  const isArray = [schema.type].flat().includes('array')
  const isList = isAll('L')
  return (keyword, value) => {
    if (text.includes(keyword)) return isText && 'exactly'
    if (numbers.includes(keyword)) return isNumber && 'exactly'
    // An array may have an element twice that a set has once.
    if (keyword === 'maxItems') return isArray && isList && 'exactly'
    if (keyword === 'minItems') return isArray && (isList || value === 0 || value === 1 ? 'exactly' : 'more')
    return 'exactly'
  }
}

/** What is stored, in English. */
const nounOf = ({ types }: Untyped): string => {
  const [tag, ...others] = types.filter((each) => each !== 'NULL')
  if (tag === undefined || others.length > 0) return 'what is'
  return tag === 'S' ? 'text' : tag === 'N' ? 'number' : tag === 'L' ? 'list' : 'set'
}

const keywordsIn = (schema: Schema, keywords: Keywords, says: Says, noun: string): Said => {
  const entries = Object.entries(keywords)
  const part = (accepts: (answer: ReturnType<Says>) => boolean) =>
    Object.fromEntries(entries.filter(([keyword, value]) => accepts(says(keyword, value))))
  const unsaid = wordsOf(part((answer) => answer !== 'exactly'))
  return {
    schema: limited(
      schema,
      part((answer) => answer !== false),
    ),
    approximations: unsaid === '' ? [] : approximation(`${noun} ${unsaid}`),
  }
}

/** The schema of a shape with what its codec is limited to, and what that does not say. A choice is the samples that are read, refined or not. */
export const limitedShape = (attribute: Untyped, shape: Shape, options: Options): Said => {
  const { limits, parts } = attribute.definition
  if (parts._tag === 'Samples' && limits.some(({ _tag }) => _tag === 'Choice')) {
    const values = parts.samples.filter((stored) => !('NULL' in stored) && attribute.read(stored) !== failed)
    return { schema: oneOfValues(values.map(shape.encode)), approximations: [] }
  }
  const says = saysOf(attribute, shape, options)
  let said: Said = shape
  for (const limit of limits) {
    const { schema, approximations } = said
    const next: Said =
      limit._tag === 'Keywords'
        ? keywordsIn(schema, limit.keywords, says, nounOf(attribute))
        : { schema, approximations: limit._tag === 'Unsaid' ? approximation(limit.expected) : [] }
    said = { schema: next.schema, approximations: [...approximations, ...next.approximations] }
  }
  return said
}
