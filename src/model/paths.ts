/** Paths of a model: `Account.at.profile.scores.at(0)`, each knowing the row that it reads. */
import type { AnyAttribute, Attribute, Attributes, Inside, Nothing } from '../codec/Attribute'
import { elementEncoder } from '../codec/element'
import type { Tag } from '../value/AttributeValue'
import { type Path, place, type Segment, type Segments } from '../value/Path'
import type { ColumnOf } from './row'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is reachable from a path: the fields of a map, the elements of a list or record. */
type Within<S, I extends Inside> = I extends Nothing
  ? unknown
  : I extends { readonly _tag: 'Fields'; readonly fields: infer F extends Attributes }
    ? { readonly [K in keyof F]: PathTo<S, F[K]> }
    : I extends { readonly _tag: 'Elements'; readonly element: infer E extends AnyAttribute }
      ? { readonly at: (index: number) => PathTo<S, E> }
      : I extends { readonly _tag: 'Entries'; readonly entry: infer E extends AnyAttribute }
        ? { readonly at: (name: string) => PathTo<S, E> }
        : unknown

/** The path to values of an attribute, and the paths within. */
export type PathTo<S, X extends AnyAttribute> = Path<S, X['_V'], X['_T']> & Within<S, X['_I']>

/** The paths of a record of attributes, each reading that attribute alone. */
export type Paths<Attrs extends Attributes> = {
  readonly [K in keyof Attrs]: PathTo<{ readonly [Name in K]: ColumnOf<K, Attrs[K]> }, Attrs[K]>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

type UntypedPath = Path<never, never, Tag>

/** The stored name of an attribute that the application calls `name`. */
export const storedName = (name: string, attribute: AnyAttribute): string => attribute.storedName ?? name

const pathTo = (attributeName: string, segments: Segments, target: AnyAttribute): UntypedPath => {
  const { types, inside } = target
  const { encodeValue: encode } = target as Attribute<never, Tag>
  const encodeElement = elementEncoder(target)
  const path: UntypedPath = {
    [place]: {
      _tag: 'Path',
      attribute: attributeName,
      segments,
      types,
      encode,
      ...(encodeElement === undefined ? {} : { encodeElement }),
    },
  }
  const into = (segment: Segment, next: AnyAttribute) => pathTo(attributeName, [...segments, segment], next)
  switch (inside._tag) {
    case 'Nothing':
      return path
    case 'Fields':
      return lazily(path, inside.fields, (name, field) => into(storedName(name, field), field))
    case 'Elements':
      return Object.assign(path, { at: (index: number) => into(index, inside.element) })
    case 'Entries':
      return Object.assign(path, { at: (name: string) => into(name, inside.entry) })
  }
}

/** `target` with a property for each attribute, computed when it is read: models with deep documents stay cheap. */
const lazily = <T extends object>(
  target: T,
  attributes: Attributes,
  compute: (name: string, attribute: AnyAttribute) => UntypedPath,
): T => {
  for (const [name, attribute] of Object.entries(attributes)) {
    Object.defineProperty(target, name, { enumerable: true, get: () => compute(name, attribute) })
  }
  return target
}

/**
 * The paths of a record of attributes.
 *
 * @example
 * ```ts
 * import { Attribute as A, Condition as C, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, profile: A.rename('p', A.map({ scores: A.list(A.integer) })) },
 *   key: { partition: 'id' },
 * })
 * assert.strictEqual(C.show(C.gt(User.at.profile.scores.at(0), 3)), 'p.scores[0] > 3')
 * ```
 */
export const paths = <Attrs extends Attributes>(attributes: Attrs): Paths<Attrs> =>
  lazily(Object.create(null) as object, attributes, (name, attribute) =>
    pathTo(name, [storedName(name, attribute)], attribute),
  ) as Paths<Attrs>
