/** Answers of operations on one item. */
import type { GetItem, Got, UpdateItem, Written } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import { decoder, item } from './guards'
import { atKey } from './key'

/** GetItem: no item is an answer too; another item is none. */
export const got = ({ key, projection }: GetItem) =>
  decoder((answer, found): Got => {
    if (answer.Item === undefined) return {}
    const read = item(answer.Item, ['Item'], found)
    if (found.length === 0) atKey(key, projection)(read, ['Item'], found)
    return { item: read }
  })

/** PutItem, UpdateItem, DeleteItem that ask for values. */
export const written = decoder(
  (answer, found): Written =>
    answer.Attributes === undefined ? {} : { attributes: item(answer.Attributes, ['Attributes'], found) },
)

/** UpdateItem and DeleteItem that ask for the whole item, at the key that was written; `must` it be there? */
export const writtenAt = (key: Item, must: boolean) =>
  decoder((answer, found): Written => {
    if (answer.Attributes === undefined && !must) return {}
    const attributes = item(answer.Attributes, ['Attributes'], found)
    if (found.length === 0) atKey(key)(attributes, ['Attributes'], found)
    return { attributes }
  })

/** UpdateItem: after an update there is an item, but where it only takes away there may have been none before. */
export const updated = ({ returning, update: { key, update } }: UpdateItem) => {
  if (returning === 'none') return done
  if (returning === 'updatedOld' || returning === 'updatedNew') return written
  const takesAway = ({ _tag }: (typeof update.actions)[number]) => _tag === 'Remove' || _tag === 'Delete'
  return writtenAt(key, returning === 'new' && (update.actions.length === 0 || !update.actions.every(takesAway)))
}

/** PutItem, UpdateItem, DeleteItem that ask for none. */
export const done = decoder((): Record<never, never> => ({}))
