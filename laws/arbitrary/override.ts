/** What is handed in for some places of a model or of a map, and what is stored of it. */
import * as fc from 'fast-check'
import { failed } from '../../src/codec/Attribute'
import { fieldsOf, type Untyped } from '../../src/codec/struct'
import { type AttributeValue, NULL } from '../../src/value/AttributeValue'
import { assign, lookup } from '../../src/value/record'
import { anyOf } from './anyOf'
import { fitting } from './fitting'
import { type Stored, storedOf } from './modelStored'
import type { Given } from './overrides'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Whether what is handed in is an arbitrary, of whichever copy of fast-check. */
export const isArbitrary = (given: Given | undefined): given is fc.Arbitrary<unknown> =>
  given !== undefined && typeof given.generate === 'function'

/** What is handed in for a field. */
export const givenAt = (given: Given | undefined, name: string): Given | undefined =>
  given === undefined || isArbitrary(given) ? undefined : lookup(given, name)

/** A `TypeError` where something is handed in for what is not there, such as a misspelled name. */
export const onlyFor = (given: Given | undefined, names: ReadonlyArray<string>, place: string): void => {
  if (given === undefined || isArbitrary(given)) return
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`What is handed in for ${place} is neither an arbitrary nor an object of arbitraries`)
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new TypeError(`An arbitrary is handed in for ${place}.${unknown}, which is not there`)
}

/** Stored values of an attribute, some places of which are handed in. */
export const storedWith = (attribute: Untyped, place: string, given: Given | undefined): fc.Arbitrary<Stored> => {
  if (isArbitrary(given)) return given.map((a) => attribute.write(a))
  const { inside } = attribute
  if (given === undefined) return storedOf(attribute, place)
  onlyFor(given, inside._tag === 'Fields' ? Object.keys(inside.fields) : [], place)
  if (inside._tag !== 'Fields') return storedOf(attribute, place)
  const fields = fieldsOf(inside.fields)
  const parts = fields.map((field) => storedWith(field.attribute, `${place}.${field.name}`, givenAt(given, field.name)))
  const maps = fc.tuple(...parts).map((values): Stored => {
    const M: { [name: string]: AttributeValue } = {}
    fields.forEach(({ stored }, i) => {
      const value = values[i]
      if (value !== undefined) assign(M, stored, value)
    })
    return { M }
  })
  const reads = (stored: Stored): boolean => attribute.read(stored) !== failed
  const found = fitting(
    maps,
    reads,
    () => `No value of ${place} was found (${attribute.name}) with what is handed in for its fields`,
  )
  const others = [undefined, NULL].filter(reads)
  return others.length === 0
    ? found
    : fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: anyOf(others) }, { weight: 4, arbitrary: found })
}
