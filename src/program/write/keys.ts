/** Keys that DynamoDB would refuse, found by their model. */
import type { AnyModel } from '../../model/AnyModel'
import type { Item } from '../../value/AttributeValue'
import { validateIndexKey, validateKey } from '../../value/key'
import { type IndexSchema, keyAttributes } from '../../value/TableSchema'
import type { InvalidItem } from '../errors'

/**
 * What is wrong with a key: an empty text, too long a binary, a number that cannot be stored. Of an item that is written,
 * the keys of its model's indexes too, where it has them.
 */
export const invalidKey = ({ schema }: AnyModel, key: Item, item?: Item): InvalidItem | undefined => {
  const ofTable = validateKey(keyAttributes(schema.key))(key)
  const ofIndexes = ({ key: indexKey }: IndexSchema) => validateIndexKey(keyAttributes(indexKey))(item ?? {})
  const found = ofTable.length > 0 ? ofTable : schema.indexes.flatMap(ofIndexes)
  // An attribute may be a key of several indexes.
  const mismatches = [...new Map(found.map((mismatch) => [mismatch.path[0], mismatch])).values()]
  return mismatches.length === 0 ? undefined : { _tag: 'InvalidItem', table: schema.name, mismatches }
}
