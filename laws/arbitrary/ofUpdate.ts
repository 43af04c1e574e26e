/** Updates of a model, as applications make them. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { failed } from '../../src/codec/Attribute'
import { apply, findOverlap } from '../../src/expression/update/apply'
import * as U from '../../src/expression/update/constructors'
import type { Action, Update } from '../../src/expression/update/model'
import { show } from '../../src/expression/update/show'
import { validate } from '../../src/expression/update/validate'
import type { Item, Tag } from '../../src/value/AttributeValue'
import { validateIndexKey } from '../../src/value/key'
import { place as at, getAt, type Path } from '../../src/value/Path'
import { keyAttributes, keyNames } from '../../src/value/TableSchema'
import type { Place } from './modelCondition'
import { type AboutOptions, type Pathed, placesAbout } from './ofCondition'
import { printed } from './printed'

type AnyUpdate = Update<never>

// -----------------------------------------------------------------------------
// places
// -----------------------------------------------------------------------------

/** How many values a place is set to: few, so that they are met again. */
const maxValues = 4

/** Updates of one place, for the tests of its DynamoDB types; it is removed where absence is a value of it. */
const updatesAt = (item: Item, { path: untyped, inItem, some, mayBeAbsent }: Place): ReadonlyArray<AnyUpdate> => {
  const path = untyped as Path<never, never, never>
  const types: ReadonlyArray<Tag> = path[at].types
  const here = inItem(item)
  const values = (here === undefined ? some : [...some, here.value]) as ReadonlyArray<never>
  const isOf = (...tags: ReadonlyArray<Tag>): boolean => types.every((tag) => tags.includes(tag) || tag === 'NULL')
  const each = (
    holds: boolean,
    ...makes: ReadonlyArray<(path: Path<never, never, never>, value: never) => AnyUpdate>
  ) => (holds ? values.slice(0, maxValues).flatMap((value) => makes.map((make) => make(path, value))) : [])
  return [
    ...values.map((value) => U.set(path, value)),
    ...each(true, U.setIfMissing),
    ...each(isOf('N'), U.increment, U.decrement),
    ...each(
      types.every((tag) => tag === 'N'),
      U.add,
    ),
    ...each(
      types.every((tag) => tag === 'SS' || tag === 'NS' || tag === 'BS'),
      U.add,
      U.deleteFrom,
    ),
    ...each(isOf('L'), U.append, U.prepend),
    ...(mayBeAbsent ? [U.remove(path)] : []),
  ].filter((update) => E.isRight(validate(update)))
}

// -----------------------------------------------------------------------------
// what fits
// -----------------------------------------------------------------------------

/** The actions, one after another, without those after which something does not hold of all before it. */
const keeping = (actions: ReadonlyArray<Action>, holds: (kept: ReadonlyArray<Action>) => boolean): AnyUpdate => {
  const kept: Array<Action> = []
  for (const action of actions) {
    kept.push(action)
    if (!holds(kept)) kept.pop()
  }
  return { _tag: 'Update', actions: kept }
}

/** Whether an update may be done to an item of the model, so that the item is one of it after. */
const leavesValues =
  (model: Pathed, item: Item) =>
  (actions: ReadonlyArray<Action>): boolean => {
    const after = apply({ _tag: 'Update', actions })(item)
    return E.isRight(after) && model.read(after.right) !== failed && hasIndexKeys(model, after.right)
  }

/** Whether what an item has of the keys of indexes is such as these may have. */
const hasIndexKeys = ({ schema }: Pathed, item: Item): boolean => {
  const keys = schema.indexes.flatMap(({ key }) => keyAttributes(key))
  return keys.every((part) => getAt(item, [part.name]) === undefined || validateIndexKey([part])(item).length === 0)
}

/** What a value of an index's key may not be set to. */
const setsIndexKeys = (model: Pathed, action: Action): boolean =>
  action._tag !== 'Set' ||
  action.value._tag !== 'Value' ||
  action.path.segments.length > 1 ||
  hasIndexKeys(model, { [action.path.segments[0]]: action.value.value })

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Updates of a model's attributes, nested ones too, that write no key and whose paths do not overlap. With a value at hand,
 * each can be done to it, and leaves a value of the model behind; free ones may ask for what an item does not have. They
 * shrink to one action, and fast-check prints them as text.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Update as U } from 'bloop-ts'
 * import { arbitraryUpdate } from 'bloop-ts/laws'
 * import * as E from 'fp-ts/Either'
 * import * as fc from 'fast-check'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, age: A.refine(A.integer, (n) => n >= 0, 'age'), tags: A.set(A.string) },
 *   key: { partition: 'id' },
 * })
 * const ann = { id: 'ann', age: 41, tags: new Set(['vip']) }
 * fc.assert(
 *   fc.property(arbitraryUpdate(User, { about: ann }), (update) => {
 *     const after = U.apply(update)(User.encode(ann))
 *     return E.isRight(after) && E.isRight(User.decode(after.right))
 *   }),
 * )
 * ```
 */
export const arbitraryUpdate = <X extends Pathed>(
  model: X,
  options: AboutOptions<X> = {},
): fc.Arbitrary<Update<X['_NonKeyRow']>> => {
  const { item, places } = placesAbout(model, options)
  const keys = new Set(keyNames(model.schema.key))
  const choices = places
    .filter(({ path }) => !keys.has(path[at].segments[0]))
    .map((place) => updatesAt(item, place).filter(({ actions }) => actions.every((a) => setsIndexKeys(model, a))))
    .filter((updates) => updates.length > 0)
  const fits =
    options.about === undefined
      ? (actions: ReadonlyArray<Action>) => findOverlap(actions) === undefined
      : leavesValues(model, item)
  const one =
    choices.length === 0 ? fc.constant(U.empty) : fc.oneof(...choices.map((updates) => fc.constantFrom(...updates)))
  const updates = fc.array(one, { maxLength: 4 }).map((all) =>
    keeping(
      all.flatMap(({ actions }) => actions),
      fits,
    ),
  )
  return printed(updates, show) as fc.Arbitrary<Update<X['_NonKeyRow']>>
}
