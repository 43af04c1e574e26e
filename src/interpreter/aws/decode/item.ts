/** Answers of operations on one item. */
import type { Written } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import { decoder, item } from './guards'

/** GetItem: no item is an answer too. */
export const got = decoder((answer, found): { readonly item?: Item } =>
  answer.Item === undefined ? {} : { item: item(answer.Item, ['Item'], found) },
)

/** PutItem, UpdateItem, DeleteItem that ask for values. */
export const written = decoder(
  (answer, found): Written =>
    answer.Attributes === undefined ? {} : { attributes: item(answer.Attributes, ['Attributes'], found) },
)

/** PutItem, UpdateItem, DeleteItem that ask for none. */
export const done = decoder((): Record<never, never> => ({}))
