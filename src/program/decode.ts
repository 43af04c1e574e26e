/** Decoding of what a store answered, as a model sees it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { failed } from '../codec/Attribute'
import type { AnyModel } from '../model/AnyModel'
import type { Item } from '../value/AttributeValue'
import type { DecodeFailed } from './errors'

/** A value of the model, or all places where the item is none. */
export const decodeItem =
  <M extends Pick<AnyModel, '_A' | 'name' | 'read' | 'explain'>>(model: M) =>
  (item: Item): Either<DecodeFailed, M['_A']> => {
    const a = model.read(item)
    return a === failed
      ? E.left({ _tag: 'DecodeFailed', model: model.name, item, mismatches: model.explain(item, []) })
      : E.right(a)
  }
