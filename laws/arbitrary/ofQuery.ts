/** Queries of a model or of one of its indexes. */
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import type { Attributes } from '../../src/codec/Attribute'
import { fieldsOf, type Untyped } from '../../src/codec/struct'
import type { Condition } from '../../src/expression/condition/model'
import * as K from '../../src/expression/key/constructors'
import { paths } from '../../src/model/paths'
import type { AnySource } from '../../src/model/Source'
import * as Q from '../../src/program/Query'
import type { Item } from '../../src/value/AttributeValue'
import { compare } from '../../src/value/order'
import { place as at } from '../../src/value/Path'
import { keyAttributes, keyNames } from '../../src/value/TableSchema'
import { showOperation } from '../interpreter/show'
import { fitting } from './fitting'
import { ofAnyModel, ofFields } from './model'
import { operandOf, placesOfModel } from './modelCondition'
import { conditionsAt } from './ofCondition'
import type { Given, Overrides } from './overrides'
import { printed } from './printed'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What queries are about. Everything may be left out. */
export interface QueryOptions<X extends AnySource> {
  /** A value at hand: most queries ask for its partition. */
  readonly about?: X['_Item']
  /** Arbitraries of your own for some attributes. */
  readonly overrides?: Overrides<X['model']['attributes'] & Attributes>
}

type Where = { readonly [name: string]: unknown }

// -----------------------------------------------------------------------------
// keys
// -----------------------------------------------------------------------------

interface KeyPart {
  readonly name: string
  readonly attribute: Untyped
  readonly values: fc.Arbitrary<unknown>
}

/** The attributes of a key, with values that stand in keys: mostly what the item at hand has. */
const partsOf = (source: AnySource, about: Where | undefined, given: Given | undefined): ReadonlyArray<KeyPart> => {
  const fields = fieldsOf(source.model.attributes)
  return keyAttributes(source.keySchema).flatMap(({ name: stored }) => {
    const field = fields.find((one) => one.stored === stored)
    if (field === undefined) return []
    const { name, attribute } = field
    const [entry] = ofFields({ ...source.model, attributes: { [name]: attribute } }, given)
    if (entry === undefined) return []
    const isPresent = (a: unknown): boolean => attribute.write(a) !== undefined
    const present = fitting(entry[1], isPresent, () => `No value of ${name} was found that is present`)
    const any = present.map((a) => operandOf(attribute, a))
    const here = about?.[name]
    const values =
      here !== undefined && isPresent(here)
        ? fc.oneof({ weight: 4, arbitrary: fc.constant(operandOf(attribute, here)) }, any)
        : any
    return [{ name, attribute, values }]
  })
}

const rangeOf = ({ attribute, values }: KeyPart): fc.Arbitrary<unknown> => {
  const encode = (a: unknown) => attribute.encodeValue(a)
  const prefix = (a: unknown): string | Uint8Array | undefined => {
    const stored = encode(a)
    return 'S' in stored ? Array.from(stored.S)[0] : 'B' in stored ? stored.B.slice(0, 1) : undefined
  }
  return fc.oneof(
    values,
    fc.tuple(fc.constantFrom(K.lt, K.lte, K.gt, K.gte), values).map(([make, a]): unknown => make(a)),
    fc
      .tuple(values, values)
      .map(([x, y]): unknown => ((compare(encode(x), encode(y)) ?? 0) > 0 ? K.between(y, x) : K.between(x, y))),
    values.map((a) => {
      const first = prefix(a)
      return first === undefined ? a : K.beginsWith(first)
    }),
  )
}

/** What a query asks of the key: all of the partition, and of the sort key some, the last of which may be a range. */
const whereOf = (source: AnySource, parts: ReadonlyArray<KeyPart>): fc.Arbitrary<Where> => {
  const partition = source.keySchema.partition.length
  return fc
    .integer({ min: partition, max: parts.length })
    .chain((n) =>
      fc
        .tuple(...parts.slice(0, n).map((part, i) => (i === n - 1 && i >= partition ? rangeOf(part) : part.values)))
        .map((values) => Object.fromEntries(values.map((value, i) => [parts[i]?.name ?? '', value]))),
    )
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A selection as text. */
const showSelection = ({ source, from, filter, consistent, limit, take }: Q.Selection<unknown, unknown>): string => {
  if (from._tag === 'InvalidRequest') return from.reason
  const text = showOperation({
    table: source.model.schema.name,
    filter,
    consistent,
    select: 'items',
    ...(source.indexName === undefined ? {} : { index: source.indexName }),
    ...(limit === undefined ? {} : { limit }),
    ...from,
  })
  return take === undefined ? text : `${text} TAKE ${take}`
}

/**
 * Queries of a model or of one of its indexes, with key conditions, filters, limits and both directions. With a value at
 * hand, most ask for its partition. They shrink to a query of one partition, and fast-check prints them as text.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Query as Q, Table as T } from 'bloop-ts'
 * import { arbitraryQuery } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as fc from 'fast-check'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, email: A.optional(A.string), age: A.integer },
 *   key: { partition: 'id' },
 *   indexes: { byEmail: M.globalIndex({ partition: 'email', sort: 'age' }) },
 * })
 * const store = inMemory()
 * await T.bind(User)(store)()
 * await fc.assert(
 *   fc.asyncProperty(arbitraryQuery(User.index.byEmail), async (query) => {
 *     const found = await Q.collect(query)(store)()
 *     return found._tag === 'Right' && found.right.length === 0
 *   }),
 * )
 * ```
 */
export const arbitraryQuery = <X extends AnySource>(
  source: X,
  { about, overrides }: QueryOptions<X> = {},
): fc.Arbitrary<Q.Selection<X['_Item'], X['_Filter']>> => {
  const { model } = source
  const given = overrides as Given | undefined
  const encode = (a: unknown): Item => model.encode(a as never)
  const item = about === undefined ? {} : encode(about)
  const others = fc.sample(ofAnyModel(model, given).map(encode), { numRuns: 50, seed: 1 })
  const keys = new Set(keyNames(source.keySchema))
  const places = placesOfModel({ attributes: model.attributes, at: paths(model.attributes) }, [item, ...others])
  const readable = places.filter(({ path }) => !keys.has(path[at].segments[0]))
  const isGlobal = model.schema.indexes.some(({ name, kind }) => name === source.indexName && kind === 'global')
  const sometimes = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
    fc.option(arbitrary, { nil: undefined, freq: 2 })
  const few = fc.integer({ min: 1, max: 5 })
  const selections = fc
    .record({
      where: whereOf(source, partsOf(source, about as Where | undefined, given)),
      filter: readable.length === 0 ? fc.constant(undefined) : sometimes(conditionsAt(item, readable)),
      limit: sometimes(few),
      take: sometimes(few),
      isDescending: fc.boolean(),
      isConsistent: isGlobal ? fc.constant(false) : fc.boolean(),
    })
    .map(({ where, filter, limit, take, isDescending, isConsistent }) => {
      const all = Q.query<AnySource>(source, where)
      const steps: ReadonlyArray<(selection: Q.Selection<unknown, unknown>) => Q.Selection<unknown, unknown>> = [
        ...(filter === undefined ? [] : [Q.filter(filter as Condition<unknown>)]),
        ...(limit === undefined ? [] : [Q.limit(limit)]),
        ...(take === undefined ? [] : [Q.take(take)]),
        ...(isDescending ? [Q.descending] : []),
        ...(isConsistent ? [Q.consistent] : []),
      ]
      return steps.reduce((selection, step) => pipe(selection, step), all)
    })
  return printed(selections, showSelection) as fc.Arbitrary<Q.Selection<X['_Item'], X['_Filter']>>
}
