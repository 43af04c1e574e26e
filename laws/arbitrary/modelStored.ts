/** What stands in the store for the values of an attribute: made by the codec's structure, and tried through `read`. */
import * as fc from 'fast-check'
import { type Attributes, failed } from '../../src/codec/Attribute'
import { fieldsOf, type Untyped } from '../../src/codec/struct'
import { type AttributeValue, type KeyTag, NULL, type Tag } from '../../src/value/AttributeValue'
import { bytesKey } from '../../src/value/bytes'
import { canonical } from '../../src/value/number/order'
import { assign } from '../../src/value/record'
import { anyOf } from './anyOf'
import { boundsOf, constrainedLeaves, countsOf } from './constrained'
import { accepted, candidates } from './modelCandidate'
import { inputsOf } from './modelInput'
import { name } from './name'

/** A stored value, or nothing. */
export type Stored = AttributeValue | undefined

type Values = fc.Arbitrary<AttributeValue>

// -----------------------------------------------------------------------------
// leaves
// -----------------------------------------------------------------------------

const reads =
  ({ read }: Untyped) =>
  (stored: Stored): boolean => {
    try {
      return read(stored) !== failed
    } catch {
      return false
    }
  }

const choose = (...weighted: ReadonlyArray<readonly [number, Values | undefined]>): Values | undefined => {
  const found = weighted.flatMap(([weight, arbitrary]) => (arbitrary === undefined ? [] : [{ weight, arbitrary }]))
  return found.length === 0 ? undefined : fc.oneof({ withCrossShrink: true }, ...found)
}

const someOf = (values: ReadonlyArray<AttributeValue>): Values | undefined =>
  values.length === 0 ? undefined : anyOf(values)

const leaf = (attribute: Untyped, types: ReadonlyArray<Tag>): Values | undefined => {
  const accepts = reads(attribute)
  const edges = types.flatMap((tag) => candidates[tag].edges).filter(accepts)
  // Bias towards extremes, such as the longest text, would be filtered away again and again.
  const made = constrainedLeaves(attribute, types).map((pool) => [1, accepted(fc.noBias(pool), accepts)] as const)
  if (made.some(([, pool]) => pool !== undefined)) return choose([1, someOf(edges)], ...made)
  const pools = types.flatMap((tag) => candidates[tag].pools).map((pool) => accepted(pool, accepts))
  const [few, ...others] = pools
  return choose([3, someOf(edges)], [3, few], ...others.map((pool) => [1, pool] as const))
}

// -----------------------------------------------------------------------------
// structure
// -----------------------------------------------------------------------------

const isPresent = (stored: Stored): stored is AttributeValue => stored !== undefined

const presentOf = (attribute: unknown, place: string): Values => storedOf(attribute as Untyped, place).filter(isPresent)

const mapOf = (attributes: Attributes, place: string): fc.Arbitrary<{ [name: string]: AttributeValue }> => {
  const fields = fieldsOf(attributes)
  return fc.tuple(...fields.map((field) => storedOf(field.attribute, `${place}.${field.name}`))).map((values) => {
    const M: { [name: string]: AttributeValue } = {}
    fields.forEach(({ stored }, i) => {
      const value = values[i]
      if (value !== undefined) assign(M, stored, value)
    })
    return M
  })
}

const membersOf = (tag: KeyTag, member: Values, counts: ReturnType<typeof countsOf>): Values => {
  const contents = member.map((v) => (v as { readonly [T in KeyTag]: string | Uint8Array })[tag])
  return fc
    .uniqueArray(contents, {
      ...counts,
      selector: (c) => (typeof c !== 'string' ? bytesKey(c) : tag === 'N' ? canonical(c) : c),
    })
    .map((members) => ({ [`${tag}S`]: members }) as unknown as AttributeValue)
}

const composed = (attribute: Untyped, place: string): Values | undefined => {
  const { parts } = attribute.definition
  switch (parts._tag) {
    case 'Samples':
      return someOf(parts.samples)
    case 'Members':
      return membersOf(
        parts.member.types[0] as KeyTag,
        presentOf(parts.member, `a member of ${place}`),
        countsOf(boundsOf(attribute), [1, 4]),
      )
    case 'Places':
      return fc.tuple(...parts.places.map((part, i) => presentOf(part, `${place}[${i}]`))).map((L) => ({ L }))
    case 'Variants':
      return fc.oneof(
        ...Object.entries(parts.variants).map(([tag, variant]) =>
          presentOf(variant, `${place} (${tag})`).map((v) => {
            const M: { [name: string]: AttributeValue } = {}
            assign(M, parts.tag, { S: tag })
            for (const [key, entry] of Object.entries('M' in v ? v.M : {})) assign(M, key, entry)
            return { M }
          }),
        ),
      )
    case 'Lifted': {
      const over = parts.over as Untyped
      const written = accepted(inputsOf(parts.codec), over.is)
        ?.map((u) => over.write(u))
        .filter(isPresent)
      const direct = presentOf(over, place)
      return choose([3, written && accepted(written, reads(attribute))], [1, accepted(direct, reads(attribute))])
    }
    case 'Opaque':
      return inner(attribute, place)
  }
}

const inner = (attribute: Untyped, place: string): Values | undefined => {
  const { inside, types } = attribute
  switch (inside._tag) {
    case 'Fields':
      return mapOf(inside.fields, place).map((M) => ({ M }))
    case 'Elements':
      return fc
        .array(presentOf(inside.element, `${place}[0]`), countsOf(boundsOf(attribute), [0, 3]))
        .map((L) => ({ L }))
    case 'Entries':
      return fc.array(fc.tuple(name, presentOf(inside.entry, `${place}.*`)), { maxLength: 3 }).map((entries) => {
        const M: { [name: string]: AttributeValue } = {}
        for (const [key, entry] of entries) assign(M, key, entry)
        return { M }
      })
    case 'Nothing': {
      const others = types.filter((tag) => tag !== 'NULL')
      return leaf(attribute, others.length === 0 ? types : others)
    }
  }
}

/**
 * Stored values that an attribute reads, with nothing and NULL where it reads these. `place` is what the message calls it
 * where none is found.
 */
export const storedOf = (attribute: Untyped, place: string): fc.Arbitrary<Stored> => {
  const accepts = reads(attribute)
  const built = composed(attribute, place)
  const found = built && accepted<AttributeValue>(built, accepts)
  if (found === undefined)
    throw new TypeError(
      `No value of ${place} was found (${attribute.name}, stored as ${attribute.types.join(' or ')}): hand in an arbitrary of its values`,
    )
  const others = [undefined, NULL].filter(accepts)
  return others.length === 0
    ? found
    : fc.oneof({ withCrossShrink: true }, { weight: 1, arbitrary: anyOf(others) }, { weight: 4, arbitrary: found })
}
