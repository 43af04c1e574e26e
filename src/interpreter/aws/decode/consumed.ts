/** What answers say was consumed of the capacity of tables. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { byTable } from '../../../program/consumption'
import type { ConsumedCapacity, Consumption, Metered } from '../../../program/Operation'
import type { Mismatch } from '../../../value/Mismatch'
import { isNameOf } from '../tableNames'
import { decoder, type Found, fields, text } from './guards'

type Decoder<A> = (answer: unknown) => Either<ReadonlyArray<Mismatch>, A>

// -----------------------------------------------------------------------------
// readers
// -----------------------------------------------------------------------------

/** Units come in halves, and in whatever fraction AWS may bill one day. */
const units = (u: unknown, path: ReadonlyArray<string | number>, found: Found): number => {
  if (typeof u === 'number' && u >= 0 && Number.isFinite(u)) return u
  found.push({ path, expected: 'number from 0', actual: u })
  return 0
}

const consumedOf = (
  called: (stored: string) => string | undefined,
  u: unknown,
  path: ReadonlyArray<string | number>,
  found: Found,
): ConsumedCapacity => {
  const { TableName, CapacityUnits } = fields(u, path, found)
  const name = text(TableName, [...path, 'TableName'], found)
  const table = called(name)
  if (table === undefined && name !== '')
    found.push({ path: [...path, 'TableName'], expected: 'table of the request', actual: name })
  return { table: table ?? '', units: units(CapacityUnits, [...path, 'CapacityUnits'], found) }
}

/** One table's, or a list of several. A store that does not say, though it is asked, is one of which it is not known. */
const consumption = (called: (stored: string) => string | undefined) =>
  decoder(({ ConsumedCapacity: u }, found): Consumption => {
    if (u === undefined || u === null) return {}
    const all = Array.isArray(u)
      ? u.map((one, i) => consumedOf(called, one, ['ConsumedCapacity', i], found))
      : [consumedOf(called, u, ['ConsumedCapacity'], found)]
    return { consumed: byTable(all) }
  })

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** A decoder that also reads what was consumed, where that was asked for. */
export const consuming =
  ({ returnConsumed }: Metered, called: (stored: string) => string | undefined) =>
  <A extends Consumption>(decode: Decoder<A>): Decoder<A> =>
    returnConsumed !== true
      ? decode
      : (answer) => {
          const a = decode(answer)
          const consumed = consumption(called)(answer)
          if (E.isLeft(a)) return E.isLeft(consumed) ? E.left([...a.left, ...consumed.left]) : a
          return E.isLeft(consumed) ? consumed : E.right({ ...a.right, ...consumed.right })
        }

/** The same for a request on one table. */
export const consumingOf = (operation: Metered, table: string, stored: string) =>
  consuming(operation, (name) => (isNameOf(stored, name) ? table : undefined))
