/** Leaves: what has no parts, by its form and its DynamoDB types. */
import { failed } from '../../codec/Attribute'
import { isWellFormed } from '../../codec/guards'
import type { Untyped } from '../../codec/struct'
import { wrong } from '../../codec/walk'
import type { AttributeValue } from '../../value/AttributeValue'
import { maxItemBytes } from '../../value/measure'
import { approximation } from './approximation'
import { decodeAs, encodeAs, isMixed, looksAlike, schemaAs, tried } from './byType'
import { levels, unicode } from './document'
import { instantLeaf } from './instant'
import { jsonLeaf } from './jsonText'
import type { Loss } from './loss'
import { isNumberText, numberApproximations } from './number'
import type { Options } from './options'
import type { Shape } from './part'
import { anyOf } from './schema'
import { typedLeaf } from './typed'

const lossesOf = ({ types, definition }: Untyped, { useFloat }: Options): ReadonlyArray<Loss> => {
  const isPlain = definition.form === 'Plain'
  if (looksAlike(types, isPlain)) return [{ _tag: 'Untyped', path: [] }]
  return isPlain && useFloat === true && types.some((tag) => tag === 'N' || tag === 'NS')
    ? [{ _tag: 'Rounded', path: [] }]
    : []
}

/** What is of all types is any JSON. `null` is for `compile` to add. */
const schemaOf = (attribute: Untyped, options: Options): Pick<Shape, 'schema' | 'approximations'> => {
  const { types, definition } = attribute
  const others = types.filter((tag) => tag !== 'NULL')
  return {
    schema: types.length === tried.length ? {} : anyOf(others.map((tag) => schemaAs(attribute, tag, options))),
    approximations: [
      ...(types.includes('L') || types.includes('M') ? approximation(levels) : []),
      ...((types.includes('N') || types.includes('NS')) && !isMixed(attribute)
        ? numberApproximations(definition.form, options)
        : []),
    ],
  }
}

/** The leaf of an attribute that has no parts. */
export const leaf = (attribute: Untyped, options: Options): Shape => {
  const { definition, types } = attribute
  if (definition.form === 'Json') return jsonLeaf
  if (definition.form === 'Instant') return instantLeaf(attribute)
  if (options.typed === true && looksAlike(types, definition.form === 'Plain')) return typedLeaf
  const order = tried.filter((tag) => types.includes(tag))
  return {
    nulls: 'Null',
    losses: lossesOf(attribute, options),
    ...schemaOf(attribute, options),
    encode: encodeAs(attribute, options),
    decode: (json, r) => {
      r.nodes = maxItemBytes
      const before = r.found.length
      const found: Array<AttributeValue> = []
      for (const tag of order) {
        const stored = decodeAs(attribute, tag, options, json, r)
        if (r.found.length > before) return undefined
        if (stored !== undefined) found.push(stored)
      }
      const one = found.length > 1 ? found.find((stored) => attribute.read(stored) !== failed) : undefined
      const stored = one ?? found[0]
      if (stored === undefined) wrong(r, expectedOf(attribute, options, json), json)
      return stored
    },
  }
}

/** What JSON is expected of an attribute: numbers and bytes say in which form; half a surrogate pair is told that it is no text. */
const expectedOf = ({ name, types, definition }: Untyped, options: Options, json: unknown): string => {
  if (types.includes('S') && typeof json === 'string' && !isWellFormed(json)) return unicode
  if (types.includes('S') || types.length !== 1) return name
  if (types.includes('B')) return `${name} as base64`
  return types.includes('N') && isNumberText(definition.form, options) ? `${name} as text` : name
}
