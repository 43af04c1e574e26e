/** Conditions over a model's own paths, made as applications make them: from `Model.at`, with values of its codecs. */
import * as fc from 'fast-check'
import type { Attributes } from '../../src/codec/Attribute'
import { failed } from '../../src/codec/Attribute'
import { fieldsOf, type Untyped } from '../../src/codec/struct'
import * as C from '../../src/expression/Condition'
import type { AnyModel } from '../../src/model/AnyModel'
import type { Indexes } from '../../src/model/indexes'
import type { Model } from '../../src/model/Model'
import type { Item, Tag } from '../../src/value/AttributeValue'
import { place as at, getAt, type Path } from '../../src/value/Path'
import { showItem } from '../../src/value/show'
import { tags } from '../../src/value/tag'
import { anyOf } from './anyOf'
import { conditionOn } from './condition'
import { ordinaryNames } from './name'
import { printed } from './printed'
import type { Subject } from './subject'
import { conditionsOf } from './tree'

type Condition = C.Condition<never>

// -----------------------------------------------------------------------------
// places
// -----------------------------------------------------------------------------

/** A value, where there is one. */
type Found = { readonly value: unknown } | undefined

/** A path of a model, and what stands there, as the path's values are. */
export interface Place {
  readonly path: Path<never, never, Tag>
  /** In an item, by the path. */
  readonly inItem: (item: Item) => Found
  /** In a value of the model, by the names of the application. */
  readonly inValue: (a: unknown) => Found
  /** Whether a value without it, where there is one, is still one of the model. */
  readonly mayBeAbsent: boolean
  /** Values that stood there. */
  readonly some: ReadonlyArray<unknown>
}

const isObject = (u: unknown): u is { readonly [name: string]: unknown } => typeof u === 'object' && u !== null

/** What is compared with a path: of an attribute whose absence is fp-ts's `none`, what `some` holds. */
export const operandOf = (attribute: Untyped, value: unknown): unknown => {
  const absent = attribute.read(undefined)
  const isOption = isObject(absent) && absent._tag === 'None'
  return isOption && isObject(value) ? value.value : value
}

/** A step into a value: its name or index there, the path, the attribute, and whether it is an element or entry. */
type Step = readonly [string | number, unknown, Untyped, isLoose: boolean]

const inner = (path: unknown, attribute: Untyped): ReadonlyArray<Step> => {
  const { inside } = attribute
  const fields = path as { readonly [name: string]: unknown }
  const step = (to: string | number): unknown => (path as { readonly at: (to: string | number) => unknown }).at(to)
  switch (inside._tag) {
    case 'Nothing':
      return []
    case 'Fields':
      return fieldsOf(inside.fields).map((field) => [field.name, fields[field.name], field.attribute, false])
    case 'Elements':
      return [0, 1].map((index) => [index, step(index), inside.element as unknown as Untyped, true])
    case 'Entries':
      return [...ordinaryNames.slice(0, 2), '__proto__'].map((name) => [
        name,
        step(name),
        inside.entry as unknown as Untyped,
        true,
      ])
  }
}

/** How many values a path is compared with: few, so that they are met. */
const maxValues = 8

/** The paths of a model, nested ones too, with values that stand there in some items. */
export const placesOfModel = (
  model: Pick<AnyModel, 'attributes'> & { readonly at: object },
  items: ReadonlyArray<Item>,
): ReadonlyArray<Place> => {
  const go = (
    untyped: unknown,
    attribute: Untyped,
    within: (a: unknown) => Found,
    step: string | number,
    isLoose: boolean,
  ): ReadonlyArray<Place> => {
    const path = untyped as Path<never, never, Tag>
    const inItem = (item: Item): Found => {
      const stored = getAt(item, path[at].segments)
      const value = stored === undefined ? failed : attribute.read(stored)
      return value === failed ? undefined : { value: operandOf(attribute, value) }
    }
    const inValue = (a: unknown): Found => {
      const around = within(a)?.value
      const value = isObject(around) && Object.hasOwn(around, step) ? around[step] : undefined
      return value === undefined || attribute.write(value) === undefined
        ? undefined
        : { value: operandOf(attribute, value) }
    }
    const found = items.flatMap((item) => {
      const here = inItem(item)
      return here === undefined ? [] : [[fc.stringify(here.value), here.value] as const]
    })
    // The shortest first, to which others shrink.
    const distinct = [...new Map(found)].slice(0, maxValues).sort(([x], [y]) => x.length - y.length)
    const some = distinct.map(([, value]) => value)
    const parts = inner(path, attribute).flatMap(([to, next, part, loose]) => go(next, part, inValue, to, loose))
    const mayBeAbsent = isLoose || attribute.read(undefined) !== failed
    return [{ path, inItem, inValue, mayBeAbsent, some }, ...parts]
  }
  const paths = model.at as { readonly [name: string]: unknown }
  return fieldsOf(model.attributes).flatMap((field) =>
    go(paths[field.name], field.attribute, (a) => ({ value: a }), field.name, false),
  )
}

// -----------------------------------------------------------------------------
// conditions
// -----------------------------------------------------------------------------

/** What a value may contain, where it is stored as what contains it: JSON that is an array is stored as text. */
const partsOf = (types: ReadonlySet<Tag>, value: unknown): ReadonlyArray<unknown> => {
  if (typeof value === 'string') return types.has('S') ? ['', ...Array.from(value).slice(0, 1), value] : []
  if (value instanceof Uint8Array) return types.has('B') ? [value.slice(0, 1), value] : []
  if (Array.isArray(value)) return types.has('L') ? value : []
  return value instanceof Set ? [...value] : []
}

/** Makes conditions on a place, for the tests of its DynamoDB types; `side` is a value or another path. */
export const leafAt = (item: Item, place: Place, others: ReadonlyArray<Place>): fc.Arbitrary<Condition> => {
  const path = place.path as Path<never, never, never>
  const types = new Set<Tag>(place.path[at].types)
  const isOf = (...some: ReadonlyArray<Tag>): boolean => some.some((tag) => types.has(tag))
  const here = place.inItem(item)
  const values =
    here === undefined ? place.some : [here.value, here.value, here.value, ...place.some.slice(0, maxValues / 2)]
  const alike = others.filter((other) => other.path[at].types.some((tag) => types.has(tag))).map((other) => other.path)
  const sides: ReadonlyArray<unknown> = [
    ...values,
    ...(values.length === 0 ? [] : alike.slice(0, here === undefined ? maxValues : 2)),
  ]
  const parts = values.flatMap((value) => partsOf(types, value))
  const contained = parts.map((part): Condition => C.contains(path, part as never))
  const among = (all: ReadonlyArray<unknown>): fc.Arbitrary<never> => anyOf(all as ReadonlyArray<never>)
  const when = (holds: boolean, make: () => fc.Arbitrary<Condition>): ReadonlyArray<fc.Arbitrary<Condition>> =>
    holds ? [make()] : []
  const size = fc.integer({ min: 0, max: 4 })
  const small = C.size(path)
  return fc.oneof(
    { withCrossShrink: true },
    ...when(sides.length > 0, () =>
      fc.tuple(fc.constantFrom(C.eq, C.ne), among(sides)).map(([compare, side]): Condition => compare(path, side)),
    ),
    fc.constantFrom<Condition>(C.exists(path), C.missing(path), C.isNull(path)),
    fc.constantFrom(...types, ...tags).map((tag) => C.hasType(path, tag)),
    fc.tuple(fc.constantFrom(C.eq, C.ne, C.lt, C.gte), size).map(([compare, n]): Condition => compare(small, n)),
    ...when(sides.length > 0, () =>
      fc.array(among(sides), { maxLength: 3 }).map((candidates): Condition => C.isIn(path, candidates)),
    ),
    ...when(sides.length > 0 && isOf('S', 'N', 'B'), () =>
      fc
        .tuple(fc.constantFrom(C.lt, C.lte, C.gt, C.gte), among(sides))
        .map(([compare, side]): Condition => compare(path, side)),
    ),
    ...when(sides.length > 0 && isOf('S', 'N', 'B'), () =>
      fc.tuple(among(sides), among(sides)).map(([low, high]): Condition => C.between(path, low, high)),
    ),
    ...when(isOf('S', 'B') && parts.some(isText), () =>
      among(parts.filter(isText)).map((p): Condition => C.beginsWith(path, p)),
    ),
    ...when(contained.length > 0, () => fc.constantFrom(...contained)),
  )
}

const isText = (u: unknown): boolean => typeof u === 'string' || u instanceof Uint8Array

/**
 * A model's items, with conditions over its paths: mostly comparisons with what stands in the item or stood in another; a few
 * over any names, through wrong types.
 */
export const subjectOf = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model: Model<Attrs, P, S, I>,
  values: fc.Arbitrary<Model<Attrs, P, S, I>['_A']>,
): Subject => {
  const encoded = printed(
    values.map((a) => model.encode(a)),
    showItem,
  )
  const items = fc.sample(encoded, { numRuns: 100, seed: 1 })
  // Mostly the same items: the laws are about conditions, and a rich model's values take their time to make.
  const item = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...items) }, { weight: 1, arbitrary: encoded })
  const places = placesOfModel(model, items)
  const place = fc.constantFrom(...places)
  const leafOn = (i: Item): fc.Arbitrary<Condition> =>
    printed(
      place.chain((p) => leafAt(i, p, places)),
      C.show,
    )
  const pathOn = () => place.map(({ path }): C.PathOperand => C.placeOf(path))
  return {
    name: `conditions of ${model.name}`,
    item,
    conditionOn: (i) =>
      fc.oneof(
        { arbitrary: printed(conditionsOf(leafOn(i), 9), C.show), weight: 4 },
        { arbitrary: conditionOn(i), weight: 1 },
      ),
    leafOn,
    pathOn,
    operandOn: (i) =>
      place.chain(({ path, inItem, some }) => {
        const here = inItem(i)
        const all = [...(here === undefined ? [] : [here.value]), ...some]
        const literal = (value: unknown): C.Operand => ({ _tag: 'Value', value: path[at].encode(value as never) })
        const self = C.placeOf(path)
        return fc.constantFrom<C.Operand>(self, self, { _tag: 'Size', path: self }, ...all.map(literal))
      }),
  }
}
