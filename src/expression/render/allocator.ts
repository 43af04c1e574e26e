/** Placeholders of one request: each name and each value once, never made from text of the application's. */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { equals } from '../../value/equality'
import { isWellFormed } from '../../value/measure'
import { flaw, type Segments } from '../../value/Path'
import { size } from '../../value/size'
import { hashValue } from '../condition/equality'
import { type ExpressionPlace, type InvalidExpression, invalidExpression } from '../InvalidExpression'
import { maxExpressionBytes, maxValueBytes } from '../limits'
import { valueFlaw } from '../operand'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The placeholders given out so far. Mutable, and seen by nobody but the one `render` that made it. */
export interface Allocator {
  readonly names: Map<string, string>
  /** By their hashes. */
  readonly known: Map<number, Array<readonly [AttributeValue, string]>>
  readonly values: { [placeholder: string]: AttributeValue }
  count: number
  bytes: number
  /** The first thing found that DynamoDB would refuse. */
  invalid: InvalidExpression | undefined
}

/** No placeholders yet. */
export const makeAllocator = (): Allocator => ({
  names: new Map(),
  known: new Map(),
  values: {},
  count: 0,
  bytes: 0,
  invalid: undefined,
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Notes why the request cannot be sent, of which then no text matters; the first reason stays. */
export const refuse = (a: Allocator, place: ExpressionPlace, reason: string, path?: Segments): string => {
  a.invalid ??= invalidExpression(place, reason, path)
  return ''
}

const nameOf = (a: Allocator, name: string): string => {
  const known = a.names.get(name)
  if (known !== undefined) return known
  const made = `#n${a.names.size}`
  a.names.set(name, made)
  return made
}

/** A path in placeholders: `#n0.#n1[2]`. */
export const renderPath = (a: Allocator, place: ExpressionPlace, segments: Segments): string => {
  const wrong = flaw(segments)
  if (wrong !== undefined) return refuse(a, place, wrong, segments)
  let out = nameOf(a, segments[0])
  for (let i = 1; i < segments.length; i++) {
    const segment = segments[i]
    out += typeof segment === 'number' ? `[${segment}]` : `.${nameOf(a, segment as string)}`
  }
  return out
}

/** A value's placeholder: `:v0`. `path`: the attribute that it is compared with, or written to, where there is one. */
export const renderValue = (a: Allocator, place: ExpressionPlace, value: AttributeValue, path?: Segments): string => {
  if (!isWellFormed(value)) return refuse(a, place, valueFlaw(value), path)
  const hash = hashValue(value)
  const alike = a.known.get(hash)
  if (alike !== undefined) for (const [other, placeholder] of alike) if (equals(other, value)) return placeholder
  const made = `:v${a.count++}`
  a.values[made] = value
  a.bytes += size(value)
  if (alike === undefined) a.known.set(hash, [[value, made]])
  else alike.push([value, made])
  return made
}

/** Checks the length of an expression's text, and of the values so far. */
export const checkLength = (a: Allocator, place: ExpressionPlace, text: string): void => {
  if (text.length > maxExpressionBytes) {
    refuse(a, place, `an expression has at most ${maxExpressionBytes} bytes, this one has ${text.length}`)
  }
  if (a.bytes > maxValueBytes) {
    refuse(a, place, `the values of a request have at most ${maxValueBytes} bytes together, these have ${a.bytes}`)
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** `ExpressionAttributeNames`; `undefined` where there are none. */
export const namesOf = (a: Allocator): { readonly [placeholder: string]: string } | undefined => {
  if (a.names.size === 0) return undefined
  const out: { [placeholder: string]: string } = {}
  for (const [name, placeholder] of a.names) out[placeholder] = name
  return out
}

/** `ExpressionAttributeValues`; `undefined` where there are none. */
export const valuesOf = (a: Allocator): Item | undefined => (a.count === 0 ? undefined : a.values)
