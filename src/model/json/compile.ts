/** Compiles an attribute to how its values are in JSON, by the descriptions of its codec. */
import { type AnyAttribute, failed } from '../../codec/Attribute'
import type { Untyped } from '../../codec/struct'
import { walk } from '../../codec/walk'
import { type AttributeValue, NULL } from '../../value/AttributeValue'
import type { Mismatch } from '../../value/Mismatch'
import { isUnstorable } from '../../value/unstorable'
import { distinctApproximations } from './approximation'
import { listShape, mapShape, recordShape, setShape, tupleShape } from './containers'
import { leaf } from './leaf'
import { limitedShape } from './limits'
import type { Options } from './options'
import { type Part, type Reading, type Shape, unstorableJson, untyped } from './part'
import { notEmpty, nullable } from './schema'
import { sumShape } from './sum'

// -----------------------------------------------------------------------------
// shapes
// -----------------------------------------------------------------------------

const shapeOf = (attribute: Untyped, options: Options): Shape => {
  const partOf = (codec: AnyAttribute): Part => compile(codec, options)
  const { parts, inside } = attribute.definition
  switch (parts._tag) {
    case 'Members':
      return setShape(parts.member, attribute, partOf)
    case 'Places':
      return tupleShape(parts.places, attribute, partOf)
    case 'Variants':
      return sumShape(parts.tag, parts.variants, attribute, partOf)
    case 'Lifted':
      return partOf(parts.over)
    case 'Samples':
      return leaf(attribute, options)
    case 'Opaque':
  }
  switch (inside._tag) {
    case 'Fields':
      return mapShape(inside.fields, attribute, partOf, options)
    case 'Elements':
      return listShape(inside.element, attribute, partOf)
    case 'Entries':
      return recordShape(inside.entry, attribute, partOf)
    case 'Nothing':
      return leaf(attribute, options)
  }
}

// -----------------------------------------------------------------------------
// attributes
// -----------------------------------------------------------------------------

/** What was found at the place itself is the JSON, and not what would be stored of it. */
const inJson =
  (json: unknown, depth: number) =>
  (mismatch: Mismatch): Mismatch =>
    mismatch.path.length === depth ? { ...mismatch, actual: json } : mismatch

/** Whether an empty array stores nothing. */
const isNothing = (shape: Shape): boolean => {
  const r: Reading = { ...walk([]), isCareful: false }
  return shape.decode([], r) === undefined && r.found.length === 0
}

/**
 * An attribute in JSON: what it is made of, `null`, and, in a careful reading, its own word on what all within it found right.
 */
export const compile = (codec: AnyAttribute, options: Options): Part => {
  const attribute = untyped(codec)
  const shape = shapeOf(attribute, options)
  const { nulls } = shape
  const reads = (stored: AttributeValue): boolean => attribute.read(stored) !== failed
  const readsNull = nulls !== 'Nothing' && reads(NULL)
  const mayBeNothing = attribute.definition.absent === 'EmptySet'
  const hasNull = readsNull || (nulls === 'Text' && reads({ S: 'null' }))
  const { schema, approximations } = limitedShape(attribute, shape, options)
  const whole = hasNull ? nullable(schema) : schema
  // Of sets, an empty array is nothing, and nothing may stand at its place, or not.
  const present = isNothing(shape) ? notEmpty(whole) : whole
  return {
    attribute,
    nulls,
    losses: shape.losses,
    schema: mayBeNothing && attribute.read(undefined) !== failed ? whole : present,
    present,
    approximations: distinctApproximations(approximations),
    hasNull,
    encode: (stored) => {
      if (isUnstorable(stored)) return unstorableJson(stored)
      return nulls !== 'Nothing' && 'NULL' in stored ? null : shape.encode(stored)
    },
    decode: (json, r: Reading) => {
      const before = r.found.length
      const stored = json === null && readsNull ? NULL : shape.decode(json, r)
      if (r.isCareful && r.found.length === before && (stored !== undefined || mayBeNothing))
        r.found.push(...attribute.explain(stored, [...r.path]).map(inJson(json, r.path.length)))
      return stored
    },
  }
}
