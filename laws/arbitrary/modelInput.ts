/** What an io-ts codec is given to decode, by the structure of those that show it: for attributes that lift one. */
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { assign } from '../../src/value/record'
import { documentValue } from './codecValue'
import { accepted } from './modelCandidate'
import { name } from './name'
import { text } from './text'

/** Inputs, some of which the codec may refuse. */
type Inputs = fc.Arbitrary<unknown>

/** How deep recursive types are followed. */
const maxDepth = 4

/** As text, numbers, instants: what codecs that do not show their structure may decode. */
const anything: Inputs = fc.oneof(
  documentValue,
  text,
  fc.uuid(),
  fc.integer({ min: -3, max: 100 }),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => date.toISOString()),
  fc.constantFrom<unknown>('0', '1', '2020-02-29', 'true', 'null', '1.5', undefined),
)

const record = (properties: ReadonlyArray<readonly [string, Inputs]>): Inputs =>
  fc.tuple(...properties.map(([, inputs]) => inputs)).map((values) => {
    const out: { [key: string]: unknown } = {}
    properties.forEach(([key], i) => {
      if (values[i] !== undefined) assign(out, key, values[i])
    })
    return out
  })

const fields = (props: t.Props, isPartial: boolean, depth: number): Inputs =>
  record(
    Object.entries(props).map(([key, codec]) => {
      const inputs = inputsOf(codec, depth - 1)
      return [key, isPartial ? fc.option(inputs, { nil: undefined }) : inputs]
    }),
  )

const byStructure = (codec: t.Mixed, depth: number): Inputs => {
  if (depth <= 0) return anything
  const inner = (type: t.Mixed): Inputs => inputsOf(type, depth - 1)
  if (codec instanceof t.LiteralType) return fc.constant(codec.value)
  if (codec instanceof t.KeyofType) return fc.constantFrom(...Object.keys(codec.keys))
  if (codec instanceof t.StringType) return text
  if (codec instanceof t.NumberType)
    return fc.oneof(fc.integer({ min: -3, max: 100 }), fc.constantFrom(0.1, -1.5, 1e21))
  if (codec instanceof t.BooleanType) return fc.boolean()
  if (codec instanceof t.NullType) return fc.constant(null)
  if (codec instanceof t.UndefinedType) return fc.constant(undefined)
  if (codec instanceof t.UnionType) return fc.oneof(...(codec.types as ReadonlyArray<t.Mixed>).map(inner))
  if (codec instanceof t.IntersectionType)
    return fc
      .tuple(...(codec.types as ReadonlyArray<t.Mixed>).map(inner))
      .map((parts) => (parts.every((part) => typeof part === 'object') ? Object.assign({}, ...parts) : parts[0]))
  if (codec instanceof t.InterfaceType) return fields(codec.props, false, depth)
  if (codec instanceof t.PartialType) return fields(codec.props, true, depth)
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType)
    return fc.array(inner(codec.type), { maxLength: 3 })
  if (codec instanceof t.TupleType) return fc.tuple(...(codec.types as ReadonlyArray<t.Mixed>).map(inner))
  if (codec instanceof t.DictionaryType)
    return fc
      .array(fc.tuple(fc.oneof(name, inner(codec.domain).map(String)), inner(codec.codomain)), { maxLength: 3 })
      .map((entries) => Object.fromEntries(entries))
  if (
    codec instanceof t.RefinementType ||
    codec instanceof t.ExactType ||
    codec instanceof t.ReadonlyType ||
    codec instanceof t.RecursiveType
  )
    return inner(codec.type)
  return anything
}

/** Whether a codec decodes it; some throw on what they do not expect. */
const decodes =
  (codec: t.Mixed) =>
  (u: unknown): boolean => {
    try {
      return codec.decode(u)._tag === 'Right'
    } catch {
      return false
    }
  }

/** What an io-ts codec decodes; where nothing was found that it does, what was tried. */
export const inputsOf = (codec: t.Mixed, depth: number = maxDepth): Inputs => {
  const inputs = byStructure(codec, depth)
  return accepted(inputs, decodes(codec)) ?? accepted(anything, decodes(codec)) ?? inputs
}
