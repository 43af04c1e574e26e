/** Numbers in JSON: JS numbers, or the exact text. */
import type { Json } from 'fp-ts/Json'
import { type Form, failed } from '../../codec/Attribute'
import { canonicalOf, fromNumber, toNumber } from '../../codec/numberText'
import type { AttributeValue } from '../../value/AttributeValue'
import { type Approximation, approximation } from './approximation'
import type { Options } from './options'
import type { Schema } from './schema'

/** The greatest JS number that DynamoDB holds: what is greater is rounded down. */
const greatest = 9.999999999999998e125

/** Whether numbers are their text in JSON. */
export const isNumberText = (form: Form, { useFloat }: Options): boolean =>
  form === 'Bigint' || (form === 'Plain' && useFloat !== true)

/** The nearest JS number, of those that DynamoDB holds. */
export const rounded = (wire: string): number => Math.max(-greatest, Math.min(greatest, Number(wire)))

/** A wire number. `Plain` is a decimal; `Float` is exactly a JS number, and `Bigint` is text whatever the options. */
export const encodeNumber = (wire: string, form: Form, options: Options): Json =>
  isNumberText(form, options) ? wire : rounded(wire)

/** The same where other types stand beside it: as `any` has numbers, a JS number if there is one that is exactly it. */
export const encodeAnyNumber = (wire: string, { useFloat }: Options): Json => {
  const n = toNumber(wire)
  return n === failed ? (useFloat === true ? rounded(wire) : wire) : n
}

/** The number that a JSON number is; none of NaN, or of what DynamoDB does not hold. */
export const ofNumber = (json: unknown): AttributeValue | undefined => {
  const wire = typeof json === 'number' ? fromNumber(json) : failed
  return wire === failed ? undefined : { N: wire }
}

/** The number that a text is, exactly. */
export const ofText = (json: unknown): AttributeValue | undefined => {
  const wire = typeof json === 'string' ? canonicalOf(json) : failed
  return wire === failed ? undefined : { N: wire }
}

/** The number in the form that `encodeNumber` gives it, and in no other: a parsed JSON number may have been rounded. */
export const decodeNumber = (json: unknown, form: Form, options: Options): AttributeValue | undefined =>
  isNumberText(form, options) ? ofText(json) : ofNumber(json)

/** The numbers that `decodeNumber` takes: exactly, where they are numbers in JSON. The pattern takes linear time. */
export const numberSchema = (form: Form, options: Options): Schema =>
  isNumberText(form, options)
    ? { type: 'string', pattern: '^[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?$' }
    : {
        type: 'number',
        anyOf: [
          { const: 0 },
          { minimum: 1e-130, exclusiveMaximum: 1e126 },
          { exclusiveMinimum: -1e126, maximum: -1e-130 },
        ],
      }

/** What the schema does not say of numbers. */
export const numberApproximations = (form: Form, options: Options): ReadonlyArray<Approximation> =>
  isNumberText(form, options)
    ? approximation(`${form === 'Bigint' ? 'integer' : 'decimal'} of at most 38 significant digits`)
    : []
