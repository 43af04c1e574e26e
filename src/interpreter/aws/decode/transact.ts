/** Answers of transactions. */
import type { Item } from '../../../value/AttributeValue'
import { decoder, fields, item, list } from './guards'

/** TransactGetItems: an answer for each of `count` reads, in order; one without an item where there is none. */
export const transactGot = (count: number) =>
  decoder((answer, found): { readonly items: ReadonlyArray<Item | undefined> } => {
    const all = list(answer.Responses, ['Responses'], found)
    if (found.length === 0 && all.length !== count)
      found.push({ path: ['Responses'], expected: `${count} answers`, actual: all.length })
    return {
      items: all.map((response, i) => {
        const { Item } = fields(response, ['Responses', i], found)
        return Item === undefined ? undefined : item(Item, ['Responses', i, 'Item'], found)
      }),
    }
  })
