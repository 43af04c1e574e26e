/** Answers of batches: what was processed, and what of the request was not. */
import type { BatchGot, BatchWrite, BatchWritten, KeysAndProjection } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import type { Names } from '../tableNames'
import { decoder, type Fields, type Found, fields, item, items, list } from './guards'
import { itemIdentity } from './identity'

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
      const most = asked.find((keys) => keys.table === table)?.keys.length ?? 0
      if (table !== undefined && all.length > most)
        found.push({ path: ['Responses', stored], expected: `at most ${most} items`, actual: all.length })
      if (table !== undefined) for (const item of all) got.push({ table, item })
    }
    return { items: got, unprocessed }
  })

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
    const keys = taken(request.keys, itemIdentity, answered.map(itemIdentity), [...path, 'Keys'], found)
    unprocessed.push({ ...request, keys })
  }
  return unprocessed
}

/** Those of the request that an answer names, as they were asked for: each must be there, and once. */
const taken = <A>(
  asked: ReadonlyArray<A>,
  identity: (a: A) => string,
  named: ReadonlyArray<string>,
  path: ReadonlyArray<string>,
  found: Found,
): ReadonlyArray<A> => {
  const left = new Set(named)
  const all = asked.filter((a) => left.delete(identity(a)))
  if (all.length !== named.length)
    found.push({ path, expected: 'parts of the request, each once', actual: [...left, ...named.slice(all.length)][0] })
  return all
}

// -----------------------------------------------------------------------------
// BatchWriteItem
// -----------------------------------------------------------------------------

/** What makes two writes one, whatever the spelling of their numbers. */
const writeIdentity = (write: BatchWrite): string =>
  JSON.stringify([write._tag, write.table, itemIdentity(write._tag === 'Put' ? write.item : write.key)])

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
    if (found.length > 0 || named.length === 0) return { unprocessed: [] }
    return { unprocessed: taken(asked, writeIdentity, named.map(writeIdentity), ['UnprocessedItems'], found) }
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
