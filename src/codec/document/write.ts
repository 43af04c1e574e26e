/** How a document is stored. */
import type Big from 'big.js'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { toText } from '../../value/number/decimal'
import { unstorable } from '../../value/unstorable'
import { failed } from '../Attribute'
import { decimalOf, isBig } from '../decimal'
import { distinct } from '../distinct'
import { isBytes, isPlainObject, isSet, isWellFormed } from '../guards'
import { fromNumber } from '../numberText'
import { type Draft, define } from '../records'
import { isOver, visit, type Walk, within, wrong } from '../walk'
import { entryName, levels, name } from './model'

const refuse = (w: Walk, expected: string, actual: unknown): AttributeValue => {
  wrong(w, expected, actual)
  return unstorable(expected, actual)
}

const writeNumber = (u: number | Big): string | undefined => {
  if (typeof u === 'number') {
    const wire = fromNumber(u)
    return wire === failed ? undefined : wire
  }
  const d = decimalOf(u)
  return d === undefined ? undefined : toText(d)
}

const isNumeric = (u: unknown): u is number | Big => typeof u === 'number' || isBig(u)
const isText = (u: unknown): u is string => typeof u === 'string' && isWellFormed(u)

const writeSet = (u: ReadonlySet<unknown>, w: Walk): AttributeValue => {
  const members = [...u]
  if (members.length === 0) return refuse(w, 'set that is not empty', u)
  if (members.every(isText)) return { SS: members }
  if (members.every(isBytes)) return { BS: distinct('B', members) }
  if (!members.every(isNumeric)) return refuse(w, 'set of strings, of numbers or of bytes', u)
  const numbers = members.map(writeNumber)
  return numbers.includes(undefined)
    ? refuse(w, 'set of numbers of at most 38 significant digits', u)
    : { NS: distinct('N', numbers as ReadonlyArray<string>) }
}

/** A document as it is stored; what cannot be is noted and `unstorable`. `room`: how many levels of containers there may be. */
export const writeDocument = (u: unknown, room: number, w: Walk): AttributeValue => {
  const isList = Array.isArray(u)
  const isContainer = isList || isPlainObject(u)
  if (!visit(w, isContainer ? room - 1 : room)) return refuse(w, levels, u)
  if (typeof u === 'string') return isWellFormed(u) ? { S: u } : refuse(w, 'well-formed text', u)
  if (typeof u === 'boolean') return { BOOL: u }
  if (u === null) return { NULL: true }
  if (isBytes(u)) return { B: u }
  if (isNumeric(u)) {
    const wire = writeNumber(u)
    return wire === undefined ? refuse(w, 'number of at most 38 significant digits', u) : { N: wire }
  }
  if (isSet(u)) return writeSet(u, w)
  if (isList) {
    const elements: Array<AttributeValue> = []
    for (let i = 0; i < u.length && !isOver(w); i++) {
      elements.push(within(w, i, () => writeDocument(u[i], room - 1, w)))
    }
    return { L: elements }
  }
  if (!isPlainObject(u)) return refuse(w, name, u)
  const entries: Draft = {}
  for (const key of Object.keys(u)) {
    if (isOver(w)) break
    const entry = within(w, key, () =>
      key === '' || !isWellFormed(key) ? refuse(w, entryName, key) : writeDocument(u[key], room - 1, w),
    )
    define(entries, key, entry)
  }
  return { M: entries as Item }
}
