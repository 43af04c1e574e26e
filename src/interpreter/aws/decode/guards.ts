/**
 * Guards of answers. A good value costs one pass and no allocation; what is wrong with a bad one is found in a second pass.
 *
 * Each reader appends what it finds wrong to `found`, and then gives a value of the right type that nobody will see.
 */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Item } from '../../../value/AttributeValue'
import type { Mismatch } from '../../../value/Mismatch'
import { failureOf } from '../../../value/number/order'
import type { Segment } from '../../../value/Path'
import { validate } from '../../../value/validate'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An object whose fields are not known. */
export interface Fields {
  readonly [name: string]: unknown
}

/** What was found wrong so far. */
export type Found = Array<Mismatch>

type Path = ReadonlyArray<Segment>

// -----------------------------------------------------------------------------
// guards
// -----------------------------------------------------------------------------

/** DynamoDB stores 32 levels; a few more do no harm, and an answer without bottom does not exhaust the stack. */
const deepest = 40

const isFields = (u: unknown): u is Fields => typeof u === 'object' && u !== null && !Array.isArray(u)

const every = (u: unknown, is: (member: unknown) => boolean): boolean => {
  if (!Array.isArray(u) || u.length === 0) return false
  for (let i = 0; i < u.length; i++) if (!is(u[i])) return false
  return true
}
const isText = (u: unknown): boolean => typeof u === 'string'
const isNumber = (u: unknown): boolean => typeof u === 'string' && failureOf(u) === undefined
const isBytes = (u: unknown): boolean => u instanceof Uint8Array

const isValue = (u: unknown, depth: number): boolean => {
  if (typeof u !== 'object' || u === null) return false
  const tags = Object.keys(u)
  const tag = tags[0]
  if (tags.length !== 1 || tag === undefined) return false
  const content = (u as Fields)[tag]
  switch (tag) {
    case 'S':
      return typeof content === 'string'
    case 'N':
      return isNumber(content)
    case 'B':
      return isBytes(content)
    case 'BOOL':
      return typeof content === 'boolean'
    case 'NULL':
      return content === true
    case 'SS':
      return every(content, isText)
    case 'NS':
      return every(content, isNumber)
    case 'BS':
      return every(content, isBytes)
    case 'L': {
      if (!Array.isArray(content) || depth >= deepest) return false
      for (let i = 0; i < content.length; i++) if (!isValue(content[i], depth + 1)) return false
      return true
    }
    case 'M':
      return depth < deepest && areValues(content, depth + 1)
    default:
      return false
  }
}

const areValues = (u: unknown, depth: number): u is Item => {
  if (!isFields(u)) return false
  const names = Object.keys(u)
  for (let i = 0; i < names.length; i++) if (!isValue(u[names[i] as string], depth)) return false
  return true
}

/** Whether something is an item, of any size. */
export const isItem = (u: unknown): u is Item => areValues(u, 0)

// -----------------------------------------------------------------------------
// readers
// -----------------------------------------------------------------------------

const wrong = (found: Found, path: Path, expected: string, actual: unknown): void => {
  found.push({ path, expected, actual })
}

/** An object. */
export const fields = (u: unknown, path: Path, found: Found): Fields => {
  if (isFields(u)) return u
  wrong(found, path, 'object', u)
  return {}
}

/** An item. */
export const item = (u: unknown, path: Path, found: Found): Item => {
  if (isItem(u)) return u
  const mismatches = isFields(u) ? validate(u as Item) : []
  if (mismatches.length === 0) wrong(found, path, 'item', u)
  for (const mismatch of mismatches) found.push({ ...mismatch, path: [...path, ...mismatch.path] })
  return {}
}

/** A list. */
export const list = (u: unknown, path: Path, found: Found): ReadonlyArray<unknown> => {
  if (Array.isArray(u)) return u
  wrong(found, path, 'list', u)
  return []
}

/** A list of items. */
export const items = (u: unknown, path: Path, found: Found): ReadonlyArray<Item> => {
  const all = list(u, path, found)
  for (let i = 0; i < all.length; i++) if (!isItem(all[i])) item(all[i], [...path, i], found)
  return all as ReadonlyArray<Item>
}

/** A text that is not empty. */
export const text = (u: unknown, path: Path, found: Found): string => {
  if (typeof u === 'string' && u !== '') return u
  wrong(found, path, 'text that is not empty', u)
  return ''
}

/** A text, or nothing: absent, or null as some stores write it. */
export const optionalText = (u: unknown, path: Path, found: Found): string | undefined => {
  if (u === undefined || u === null || typeof u === 'string') return u ?? undefined
  wrong(found, path, 'text', u)
  return undefined
}

/** One of the texts that DynamoDB gives here. */
export const oneOf = <A extends string>(
  texts: ReadonlyArray<A>,
  u: unknown,
  path: Path,
  found: Found,
): A | undefined => {
  const one = texts.find((text) => text === u)
  if (one === undefined) wrong(found, path, texts.join(', '), u)
  return one
}

/** A whole number from 0. */
export const count = (u: unknown, path: Path, found: Found): number => {
  if (typeof u === 'number' && Number.isSafeInteger(u) && u >= 0) return u
  wrong(found, path, 'whole number from 0', u)
  return 0
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Reads an answer: the value, or all that is wrong with it. */
export const decoder =
  <A>(read: (answer: Fields, found: Found) => A) =>
  (answer: unknown): Either<ReadonlyArray<Mismatch>, A> => {
    const found: Found = []
    const a = read(fields(answer, [], found), found)
    return found.length > 0 ? E.left(found) : E.right(a)
  }
