/** Answers of batches: what was processed, and what of the request was not. */
import { type Either, isRight } from 'fp-ts/Either'
import type { BatchGot, BatchWrite, BatchWritten, KeysAndProjection } from '../../../program/Operation'
import { checkedGot, checkedWritten } from '../../../program/remaining'
import type { Item } from '../../../value/AttributeValue'
import type { Mismatch } from '../../../value/Mismatch'
import type { Names } from '../tableNames'
import { decoder, type Fields, type Found, fields, item, items, list } from './guards'

// -----------------------------------------------------------------------------
// BatchGetItem
// -----------------------------------------------------------------------------

/** The program's name of a table in an answer, if it was asked for. */
const tableOf = (names: Names, stored: string, path: string, found: Found): string | undefined => {
  const table = names.called(stored)
  if (table === undefined) found.push({ path: [path], expected: 'tables of the request', actual: stored })
  return table
}

/** The items, and the keys of the request that were not processed; keys that were not asked for are not taken over. */
export const batchGot = (names: Names, asked: ReadonlyArray<KeysAndProjection>) =>
  decoder((answer, found): BatchGot => {
    const unprocessed = unprocessedKeys(names, asked, answer.UnprocessedKeys, found)
    const responses: Fields =
      answer.Responses === undefined && unprocessed.length > 0 ? {} : fields(answer.Responses, ['Responses'], found)
    const got: Array<{ readonly table: string; readonly item: Item }> = []
    for (const stored of Object.keys(responses)) {
      const table = tableOf(names, stored, 'Responses', found)
      const all = items(responses[stored], ['Responses', stored], found)
      if (table !== undefined) for (const item of all) got.push({ table, item })
    }
    const whole = { items: got, unprocessed }
    const placed = ([field, at]: Mismatch['path']): Mismatch['path'] =>
      field === 'items'
        ? ['Responses', names.stored(got[at as number]?.table ?? '')]
        : ['UnprocessedKeys', names.stored(unprocessed[at as number]?.table ?? ''), 'Keys']
    return ofAsked(checkedGot(asked), whole, placed, found)
  })

// What is in an answer is compared with what was asked once it can be read.
const ofAsked = <A>(
  checked: (a: A) => Either<Mismatch, A>,
  a: A,
  placed: (path: Mismatch['path']) => Mismatch['path'],
  found: Found,
): A => {
  if (found.length > 0) return a
  const answer = checked(a)
  if (isRight(answer)) return answer.right
  found.push({ ...answer.left, path: placed(answer.left.path) })
  return a
}

const unprocessedKeys = (
  names: Names,
  asked: ReadonlyArray<KeysAndProjection>,
  answer: unknown,
  found: Found,
): ReadonlyArray<KeysAndProjection> => {
  if (answer === undefined) return []
  const tables = fields(answer, ['UnprocessedKeys'], found)
  const unprocessed: Array<KeysAndProjection> = []
  for (const stored of Object.keys(tables)) {
    const path = ['UnprocessedKeys', stored]
    const table = tableOf(names, stored, 'UnprocessedKeys', found)
    const { Keys } = fields(tables[stored], path, found)
    const answered = items(Keys, [...path, 'Keys'], found)
    const request = asked.find((keys) => keys.table === table)
    if (found.length > 0 || request === undefined || answered.length === 0) continue
    unprocessed.push({ ...request, keys: answered })
  }
  return unprocessed
}

// -----------------------------------------------------------------------------
// BatchWriteItem
// -----------------------------------------------------------------------------

/** The writes of the request that were not processed; writes that were not asked for are not taken over. */
export const batchWritten = (names: Names, asked: ReadonlyArray<BatchWrite>) =>
  decoder((answer, found): BatchWritten => {
    const tables = fields(answer.UnprocessedItems, ['UnprocessedItems'], found)
    const named: Array<BatchWrite> = []
    for (const stored of Object.keys(tables)) {
      const table = tableOf(names, stored, 'UnprocessedItems', found) ?? stored
      const requests = list(tables[stored], ['UnprocessedItems', stored], found)
      requests.forEach((request, i) => {
        named.push(batchWrite(table, request, ['UnprocessedItems', stored, i], found))
      })
    }
    return ofAsked<BatchWritten>(checkedWritten(asked), { unprocessed: named }, () => ['UnprocessedItems'], found)
  })

const batchWrite = (
  table: string,
  request: unknown,
  path: ReadonlyArray<string | number>,
  found: Found,
): BatchWrite => {
  const { PutRequest, DeleteRequest } = fields(request, path, found)
  return PutRequest === undefined
    ? {
        _tag: 'Delete',
        table,
        key: item(
          fields(DeleteRequest, [...path, 'DeleteRequest'], found).Key,
          [...path, 'DeleteRequest', 'Key'],
          found,
        ),
      }
    : {
        _tag: 'Put',
        table,
        item: item(fields(PutRequest, [...path, 'PutRequest'], found).Item, [...path, 'PutRequest', 'Item'], found),
      }
}
