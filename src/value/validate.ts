/**
 * Why DynamoDB cannot store a value: every place that is wrong, as data.
 *
 * @example
 * ```ts
 * import { Path as P, Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const found = V.validate({ a: { L: [{ S: 'fine' }, { SS: [] }] } })
 * assert.deepStrictEqual(found.map((m) => `${P.show(m.path)}: ${m.expected}`), ['a[1]: set of text that is not empty'])
 * ```
 */
import type { AttributeValue, Item } from './AttributeValue'
import type { Mismatch } from './Mismatch'
import {
  maxContainers,
  maxItemBytes,
  maxNameBytes,
  measure,
  measureValue,
  repeatsBytes,
  repeatsNumbers,
  repeatsText,
} from './measure'
import { expectedOf } from './number/decimal'
import { failureOf } from './number/order'
import type { Segment } from './Path'
import { isRecord } from './record'
import { size, sizeOfItem } from './size'
import { isTag } from './tag'
import { utf8Bytes } from './text'
import { isUnstorable } from './unstorable'

const none: ReadonlyArray<Mismatch> = []

type Report = (path: ReadonlyArray<Segment>, expected: string, actual: unknown) => undefined

const text = (path: ReadonlyArray<Segment>, value: unknown, report: Report): undefined => {
  if (typeof value !== 'string') report(path, 'text', value)
  else if (utf8Bytes(value) < 0) report(path, 'well-formed text', value)
}

const number = (path: ReadonlyArray<Segment>, value: unknown, report: Report): undefined => {
  if (typeof value !== 'string') return report(path, 'decimal number as text', value)
  const failure = failureOf(value)
  if (failure !== undefined) report(path, expectedOf(failure), value)
}

const bytes = (path: ReadonlyArray<Segment>, value: unknown, report: Report): undefined => {
  if (!(value instanceof Uint8Array)) report(path, 'bytes', value)
}

const set = <A>(
  noun: string,
  member: (path: ReadonlyArray<Segment>, value: unknown, report: Report) => undefined,
  isMember: (m: unknown) => boolean,
  repeats: (members: ReadonlyArray<A>) => boolean,
  path: ReadonlyArray<Segment>,
  value: unknown,
  report: Report,
): undefined => {
  if (!Array.isArray(value)) return report(path, noun, value)
  if (value.length === 0) return report(path, `${noun} that is not empty`, value)
  for (let i = 0; i < value.length; i++) member([...path, i], value[i], report)
  // A copy has no holes, which `every` would pass over.
  if ([...value].every(isMember) && repeats(value as ReadonlyArray<A>))
    report(path, `${noun} without repetition`, value)
}

const isText = (m: unknown): boolean => typeof m === 'string'
const isBytes = (m: unknown): boolean => m instanceof Uint8Array

const entries = (path: ReadonlyArray<Segment>, item: object, room: number, report: Report): undefined => {
  for (const name of Object.keys(item)) {
    const place = [...path, name]
    const length = utf8Bytes(name)
    if (length < 0) report(place, 'name of well-formed text', name)
    else if (length === 0) report(place, 'name that is not empty', name)
    else if (length > maxNameBytes) report(place, `name of at most ${maxNameBytes} bytes`, `${length} bytes`)
    at(place, (item as Item)[name], room, report)
  }
}

const at = (path: ReadonlyArray<Segment>, value: unknown, room: number, report: Report): undefined => {
  if (typeof value !== 'object' || value === null) return report(path, 'attribute value', value)
  if (isUnstorable(value)) return report(path, value.UNSTORABLE.expected, value.UNSTORABLE.actual)
  const [tag, ...others] = Object.keys(value)
  if (others.length > 0 || !isTag(tag)) {
    return report(path, 'attribute value with one of the ten types', value)
  }
  const content = (value as { readonly [tag: string]: unknown })[tag]
  switch (tag) {
    case 'S':
      return text(path, content, report)
    case 'N':
      return number(path, content, report)
    case 'B':
      return bytes(path, content, report)
    case 'BOOL':
      return typeof content === 'boolean' ? undefined : report(path, 'boolean', content)
    case 'NULL':
      return content === true ? undefined : report(path, 'NULL of true', content)
    case 'SS':
      return set('set of text', text, isText, repeatsText, path, content, report)
    case 'NS':
      return set('set of numbers', number, isText, repeatsNumbers, path, content, report)
    case 'BS':
      return set('set of bytes', bytes, isBytes, repeatsBytes, path, content, report)
    case 'L':
      if (!Array.isArray(content)) return report(path, 'list', content)
      if (room <= 0) return report(path, 'at most 32 levels', 'a deeper list')
      for (let i = 0; i < content.length; i++) at([...path, i], content[i], room - 1, report)
      return
    case 'M':
      if (!isRecord(content)) return report(path, 'map', content)
      if (room <= 0) return report(path, 'at most 32 levels', 'a deeper map')
      return entries(path, content, room - 1, report)
  }
}

const collect = (run: (report: Report) => void): ReadonlyArray<Mismatch> => {
  const out: Array<Mismatch> = []
  run((path, expected, actual) => {
    out.push({ path, expected, actual })
    return undefined
  })
  return out
}

const tooBig = (bytesOf: number): ReadonlyArray<Mismatch> =>
  bytesOf > maxItemBytes ? [{ path: [], expected: `at most ${maxItemBytes} bytes`, actual: `${bytesOf} bytes` }] : none

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * All that keeps an item from being stored: wrong types, numbers out of range or over 38 digits, empty sets, sets that
 * repeat a member, half surrogate pairs, empty or long names, more than 32 levels, more than 409,600 bytes. Empty when
 * nothing does.
 */
export const validate = (item: Item): ReadonlyArray<Mismatch> => {
  if (measure(item) >= 0) return none
  if (!isRecord(item)) return [{ path: [], expected: 'item', actual: item }]
  const found = collect((report) => entries([], item, maxContainers, report))
  return found.length > 0 ? found : tooBig(sizeOfItem(item))
}

/** All that keeps a value from being stored under an attribute's name; empty when nothing does. */
export const validateValue = (value: AttributeValue): ReadonlyArray<Mismatch> => {
  if (measureValue(value) >= 0) return none
  const found = collect((report) => at([], value, maxContainers, report))
  return found.length > 0 ? found : tooBig(size(value))
}
