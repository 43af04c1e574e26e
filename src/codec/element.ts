/** How an element of a container is stored by itself, for operands of `contains`. */
import type { AttributeValue } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import type { AnyAttribute } from './Attribute'
import type { Untyped } from './struct'

const encodeBy = (attribute: AnyAttribute) => (attribute as unknown as Untyped).encodeValue

/** The encoder of a container's elements; `undefined` where the codec has none of its own. A refined container has its own's. */
export const elementEncoder = (container: AnyAttribute): ((element: unknown) => AttributeValue) | undefined => {
  const { parts, inside } = (container as unknown as Untyped).definition
  if (inside._tag === 'Elements') return encodeBy(inside.element)
  if (parts._tag === 'Members') return encodeBy(parts.member)
  if (parts._tag !== 'Places') return undefined
  const places = parts.places as unknown as ReadonlyArray<Untyped>
  return (element) =>
    places.find((place) => place.is(element))?.encodeValue(element) ??
    unstorable(`element of ${container.name}`, element)
}
