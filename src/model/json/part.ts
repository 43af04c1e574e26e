/** Part: how the JSON of one codec is made of what it stores, and back. */
import type { Json } from 'fp-ts/Json'
import type { AnyAttribute } from '../../codec/Attribute'
import type { Untyped } from '../../codec/struct'
import { type Walk, within, wrong } from '../../codec/walk'
import type { AttributeValue } from '../../value/AttributeValue'
import { isUnstorable } from '../../value/unstorable'
import type { Approximation } from './approximation'
import type { Loss } from './loss'
import type { Schema } from './schema'

export { put } from './put'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A walk through JSON. `isCareful`: every codec is asked by itself, so that all that is wrong is found. */
export interface Reading extends Walk {
  readonly isCareful: boolean
}

/** What an attribute is made of, in JSON. */
export interface Shape {
  /** What is lost, by the places within. */
  readonly losses: ReadonlyArray<Loss>
  /** What `decode` takes, and what is beyond it where `approximations` tell of it, by the places within. */
  readonly schema: Schema
  readonly approximations: ReadonlyArray<Approximation>
  /** Total. */
  readonly encode: (stored: AttributeValue) => Json
  /** What is stored. `undefined`: nothing, as of an empty set; or something was wrong, and is noted. */
  readonly decode: (json: unknown, r: Reading) => AttributeValue | undefined
  /** What `null` is: NULL, where the codec reads it; text of JSON like any other; or nothing, as NULL is written with its type. */
  readonly nulls: 'Null' | 'Text' | 'Nothing'
}

/** An attribute in JSON. */
export interface Part extends Shape {
  readonly attribute: Untyped
  /** Whether `null` is a value of it. */
  readonly hasNull: boolean
  /** The schema where something must be: an empty set is nothing. */
  readonly present: Schema
}

/** The part of what is within a container. */
export type PartOf = (attribute: AnyAttribute) => Part

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The attribute as the walkers see it. */
export const untyped = (attribute: AnyAttribute): Untyped => attribute as unknown as Untyped

/** What stands where a value cannot be stored: no codec but one of any shape reads it. */
export const unstorableJson = (stored: unknown): Json =>
  isUnstorable(stored) ? { UNSTORABLE: stored.UNSTORABLE.expected } : null

/** Reads where something must be: an empty set is nothing. */
export const decodePresent = (part: Part, json: unknown, r: Reading): AttributeValue | undefined => {
  const before = r.found.length
  const stored = part.decode(json, r)
  if (stored === undefined && r.found.length === before) wrong(r, `${part.attribute.name} that is not empty`, json)
  return stored
}

/** The elements of a JSON array, each by the part of its place. */
export const decodeElements = (
  partAt: (i: number) => Part | undefined,
  json: ReadonlyArray<unknown>,
  r: Reading,
): AttributeValue => {
  const elements: Array<AttributeValue> = []
  for (let i = 0; i < json.length; i++) {
    const part = partAt(i)
    if (part === undefined) continue
    const stored = within(r, i, () => decodePresent(part, json[i], r))
    if (stored !== undefined) elements.push(stored)
  }
  return { L: elements }
}
