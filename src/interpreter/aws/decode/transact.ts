/** Answers of transactions. */
import type { TransactGet, TransactGot } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import { decoder, type Found, fields, item, list } from './guards'
import { atKey } from './key'

/** TransactGetItems: an answer for each read, in order; one without an item where there is none. */
export const transactGot = (gets: ReadonlyArray<TransactGet>) =>
  decoder((answer, found): TransactGot => {
    const all = list(answer.Responses, ['Responses'], found)
    if (found.length === 0 && all.length !== gets.length)
      found.push({ path: ['Responses'], expected: `${gets.length} answers`, actual: all.length })
    return { items: all.map((response, i) => got(gets[i], response, ['Responses', i], found)) }
  })

const got = (
  get: TransactGet | undefined,
  response: unknown,
  path: ReadonlyArray<string | number>,
  found: Found,
): Item | undefined => {
  const { Item } = fields(response, path, found)
  if (Item === undefined) return undefined
  const read = item(Item, [...path, 'Item'], found)
  if (get !== undefined && found.length === 0) atKey(get.key, get.projection)(read, [...path, 'Item'], found)
  return read
}
