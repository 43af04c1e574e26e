/** How a document is read. */
import Big from 'big.js'
import type { Item } from '../../value/AttributeValue'
import { check, scan, toText } from '../../value/number/decimal'
import { failed } from '../Attribute'
import { distinct } from '../distinct'
import { isObject, isWellFormed } from '../guards'
import { toNumber } from '../numberText'
import { type Draft, define } from '../records'
import { bytesOf, numberOf, textOf } from '../stored'
import { isOver, visit, type Walk, within, wrong } from '../walk'
import { entryName, levels, name } from './model'

const readNumber = (wire: string): number | Big | undefined => {
  const n = toNumber(wire)
  if (n !== failed) return n
  const d = scan(wire)
  return d === undefined || check(d) !== undefined ? undefined : new Big(toText(d))
}

const readSet = (
  members: unknown,
  tag: 'S' | 'N' | 'B',
  one: (member: unknown) => unknown,
): ReadonlySet<unknown> | undefined => {
  if (!Array.isArray(members) || members.length === 0) return undefined
  const values = distinct(tag, members).map(one)
  return values.includes(undefined) ? undefined : new Set(values)
}

const readEntries = (m: unknown, room: number, w: Walk): Draft | undefined => {
  if (!isObject(m)) return undefined
  const values: Draft = {}
  for (const key of Object.keys(m)) {
    if (isOver(w)) break
    within(w, key, () => {
      if (key === '' || !isWellFormed(key)) wrong(w, entryName, key)
      define(values, key, readDocument((m as Item)[key], room - 1, w))
    })
  }
  return values
}

const readElements = (l: ReadonlyArray<unknown>, room: number, w: Walk): ReadonlyArray<unknown> => {
  const values: Array<unknown> = []
  for (let i = 0; i < l.length && !isOver(w); i++) values.push(within(w, i, () => readDocument(l[i], room - 1, w)))
  return values
}

const content = (tag: string, stored: Readonly<Record<string, unknown>>, room: number, w: Walk): unknown => {
  const inside = stored[tag]
  switch (tag) {
    case 'S':
      return textOf(stored)
    case 'N': {
      const wire = numberOf(stored)
      return wire === undefined ? undefined : readNumber(wire)
    }
    case 'B':
      return bytesOf(stored)
    case 'BOOL':
      return typeof inside === 'boolean' ? inside : undefined
    case 'NULL':
      return inside === true ? null : undefined
    case 'SS':
      return readSet(inside, 'S', (s) => textOf({ S: s }))
    case 'NS':
      return readSet(inside, 'N', (n) => (typeof n === 'string' ? readNumber(n) : undefined))
    case 'BS':
      return readSet(inside, 'B', (b) => bytesOf({ B: b }))
    case 'L':
      return Array.isArray(inside) ? readElements(inside, room, w) : undefined
    case 'M':
      return readEntries(inside, room, w)
    default:
      return undefined
  }
}

/** A stored value as a document; what is wrong is noted, and the answer then means nothing. */
export const readDocument = (stored: unknown, room: number, w: Walk): unknown => {
  if (!isObject(stored)) return wrong(w, name, stored)
  const keys = Object.keys(stored)
  const tag = keys[0]
  if (keys.length !== 1 || tag === undefined) return wrong(w, name, stored)
  if (!visit(w, tag === 'L' || tag === 'M' ? room - 1 : room)) return wrong(w, levels, stored)
  const value = content(tag, stored, room, w)
  return value === undefined ? wrong(w, name, stored) : value
}
