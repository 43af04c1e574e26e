/** Keys that DynamoDB would refuse, found by their model. */
import type { AnyModel } from '../../model/AnyModel'
import type { Item } from '../../value/AttributeValue'
import { validateKey } from '../../value/key'
import { keyAttributes } from '../../value/TableSchema'
import type { InvalidItem } from '../errors'

/** What is wrong with a key: an empty text, too long a binary, a number that cannot be stored. */
export const invalidKey = (model: AnyModel, key: Item): InvalidItem | undefined => {
  const mismatches = validateKey(keyAttributes(model.schema.key))(key)
  return mismatches.length === 0 ? undefined : { _tag: 'InvalidItem', table: model.schema.name, mismatches }
}
