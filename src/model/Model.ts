/** Model: a codec between plain records and items, with the table, keys and indexes that the items live in. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { type Attributes, type Failed, failed } from '../codec/Attribute'
import { compileFields, type InputOfAttributes, type TypeOfAttributes } from '../codec/struct'
import { toValidationErrors } from '../codec/validation'
import type { AttributeValue, Item } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import type { KeySchema, TableSchema } from '../value/TableSchema'
import type { TableSettings } from '../value/TableSettings'
import type { TableSpec } from '../value/TableSpec'
import { definitionErrors, describeKey, indexKey, projectedNames, specOf } from './definition'
import type { AnyIndex, GlobalIndex, Indexes, LocalIndex, Needs, Projected } from './indexes'
import { makeValue, setValue } from './local'
import { type Paths, paths, storedName } from './paths'
import type { NoFilterOnKeys, NoUpdateOfKeys, Row, RowWithout } from './row'
import type { Source, Where } from './Source'
import type { DeclaredSettings } from './settings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a model is made of. */
export interface ModelDefinition<
  Attrs extends Attributes,
  P extends string,
  S extends string,
  I extends Indexes,
  T extends string,
> extends DeclaredSettings {
  /** The model's name, for messages. */
  readonly name: string
  /** The table's name; an interpreter may map it to another one. */
  readonly table: string
  readonly attributes: Attrs & NoInfer<Needs<P, S, I, T>>
  readonly key: { readonly partition: P; readonly sort?: S }
  readonly indexes?: I
  /** The attribute that holds the time, in seconds, after which DynamoDB may delete an item. */
  readonly timeToLive?: T
}

/** The names of an index's attributes: the keys, and what it projects. */
type ProjectedNames<Attrs extends Attributes, Keys extends string, Pj extends Projected> = Pj extends 'all'
  ? keyof Attrs & string
  : Pj extends ReadonlyArray<infer Name extends string>
    ? Keys | Name
    : Keys

/** A source over some of a model's attributes, with a partition key `P` and sort key `S`. */
type SourceOver<
  Attrs extends Attributes,
  Names extends string,
  P extends string,
  S extends ReadonlyArray<string>,
> = Source<
  TypeOfAttributes<Pick<Attrs, Names>>,
  Row<Attrs, Names>,
  RowWithout<Attrs, Names, P | S[number], NoFilterOnKeys>,
  Where<Attrs, P, S>
>

/** The source that an index of a model is. */
export type IndexSource<Attrs extends Attributes, P extends string, S extends string, X extends AnyIndex> =
  X extends GlobalIndex<infer GP, infer GS, infer Pj>
    ? SourceOver<Attrs, ProjectedNames<Attrs, P | S | GP[number] | GS[number], Pj>, GP[number], GS>
    : X extends LocalIndex<infer LS, infer Pj>
      ? SourceOver<Attrs, ProjectedNames<Attrs, P | S | LS[number], Pj>, P, LS>
      : never

/**
 * A model: an io-ts codec between plain readonly records and items, and a description of where the items live.
 *
 * Laws (`modelLaws`): those of its codec; `make` gives values of the model; `keyOf` is what identifies an item.
 */
export interface Model<Attrs extends Attributes, P extends string, S extends string, I extends Indexes>
  extends t.Type<TypeOfAttributes<Attrs>, Item, unknown> {
  readonly _Row: Row<Attrs>
  readonly _NonKeyRow: RowWithout<Attrs, keyof Attrs, P | S, NoUpdateOfKeys>
  readonly _Key: { readonly [K in P | S]: Attrs[K]['_V'] }
  readonly _Input: InputOfAttributes<Attrs>
  readonly _Item: TypeOfAttributes<Attrs>
  readonly _Filter: RowWithout<Attrs, keyof Attrs, P | S, NoFilterOnKeys>
  readonly _Where: Where<Attrs, P, [S] extends [never] ? readonly [] : readonly [S]>

  readonly schema: TableSchema
  readonly attributes: Attrs
  readonly settings: TableSettings
  readonly declared: (a: TypeOfAttributes<Attrs>) => ReadonlyArray<string>
  readonly read: (item: Item) => TypeOfAttributes<Attrs> | Failed
  readonly explain: (item: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
  readonly encodeKey: (key: { readonly [K in P | S]: Attrs[K]['_V'] }) => Item
  readonly model: this
  readonly indexName: undefined
  readonly keySchema: KeySchema

  /** The paths of the attributes, for conditions, updates and projections. */
  readonly at: Paths<Attrs>
  /** The indexes, to be queried and scanned. */
  readonly index: { readonly [K in keyof I]: IndexSource<Attrs, P, S, I[K]> }
  /** The key of a value. */
  readonly keyOf: (a: { readonly [K in P | S]: Attrs[K]['_V'] }) => { readonly [K in P | S]: Attrs[K]['_V'] }
  /** A value of the model from its parts: defaults are applied, and all mismatches are given. */
  readonly make: (input: InputOfAttributes<Attrs>) => Either<ReadonlyArray<Mismatch>, TypeOfAttributes<Attrs>>
  /** A value with some attributes replaced; what is given is validated, and all mismatches are given. */
  readonly set: (
    changes: Partial<TypeOfAttributes<Attrs>>,
  ) => (a: TypeOfAttributes<Attrs>) => Either<ReadonlyArray<Mismatch>, TypeOfAttributes<Attrs>>
}

/** The type of a model's values. */
export type TypeOf<M extends { readonly _A: unknown }> = M['_A']
/** The type of a model's keys. */
export type KeyOf<M extends { readonly _Key: unknown }> = M['_Key']
/** What a model's `make` takes: attributes with a default may be left out. */
export type InputOf<M extends { readonly _Input: unknown }> = M['_Input']
/** The row of a model: what a condition over all its attributes reads. */
export type RowOf<M extends { readonly _Row: unknown }> = M['_Row']

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

type AnyDefinition = ModelDefinition<Attributes, string, string, Indexes, string>

/** The codec over some attributes of a definition, with what all sources need. */
const over = (definition: AnyDefinition, { schema, settings }: TableSpec, attributes: Attributes) => {
  const fields = compileFields(attributes)
  const { partition, sort } = definition.key
  const keyFields = compileFields(
    Object.fromEntries(Object.entries(definition.attributes).filter(([name]) => name === partition || name === sort)),
  )
  const stored = Object.entries(attributes).map(([name, attribute]) => storedName(name, attribute))
  return Object.assign(
    new t.Type<unknown, Item, unknown>(
      definition.name,
      fields.is,
      (u, context) => {
        const a = fields.read(u as { readonly [name: string]: AttributeValue })
        return a === failed ? t.failures([...toValidationErrors(fields.explain(u, []), u, context)]) : t.success(a)
      },
      fields.write as (a: unknown) => Item,
    ),
    {
      schema,
      attributes,
      settings,
      declared: () => stored,
      read: fields.read,
      explain: fields.explain,
      encodeKey: keyFields.write as (key: never) => Item,
    },
  )
}

/** A definition that is no model: one sentence for each fault. */
export interface InvalidDefinition {
  readonly _tag: 'InvalidDefinition'
  readonly model: string
  readonly reasons: ReadonlyArray<string>
}

const build = (definition: AnyDefinition): unknown => {
  const { attributes } = definition
  const spec = specOf(definition)
  const codec = over(definition, spec, attributes)
  const fields = compileFields(attributes)
  const keys = [definition.key.partition, ...(definition.key.sort === undefined ? [] : [definition.key.sort])]
  const model = Object.assign(codec, {
    indexName: undefined,
    keySchema: spec.schema.key,
    at: paths(attributes),
    keyOf: (a: { readonly [name: string]: unknown }) => Object.fromEntries(keys.map((name) => [name, a[name]])),
    make: makeValue(attributes, fields),
    set: setValue(attributes, fields),
    index: Object.fromEntries(
      Object.entries(definition.indexes ?? {}).map(([name, index]) => [
        name,
        {
          _tag: 'Source',
          model: over(definition, spec, projectedNames(definition, index)),
          indexName: index.name ?? name,
          keySchema: describeKey(attributes, indexKey(definition, index)),
        },
      ]),
    ),
  })
  return Object.assign(model, { model })
}

/**
 * A model, or all that is wrong with its definition: for definitions that are computed. `model` is for those in code.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Clash = M.define({
 *   name: 'Clash',
 *   table: 'clashes',
 *   attributes: { id: A.string, name: A.rename('id', A.string) },
 *   key: { partition: 'id' },
 * })
 * assert.strictEqual(Clash._tag, 'Left')
 * ```
 */
export const define = <
  const Attrs extends Attributes,
  const P extends string,
  const S extends string = never,
  const I extends Indexes = Record<never, never>,
  const T extends string = never,
>(
  definition: ModelDefinition<Attrs, P, S, I, T>,
): Either<InvalidDefinition, Model<Attrs, P, S, I>> => {
  const untyped = definition as unknown as AnyDefinition
  const reasons = definitionErrors(untyped)
  return reasons.length === 0
    ? E.right(build(untyped) as Model<Attrs, P, S, I>)
    : E.left({ _tag: 'InvalidDefinition', model: definition.name, reasons })
}

/**
 * A model, from a definition in code.
 *
 * A wrong definition does not compile. What types cannot see (two attributes with one stored name, a table name that
 * DynamoDB does not allow) is a fault of the program itself and fails where the model is defined, with one sentence: only
 * definitions throw, and `define` is the total twin.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Account = M.model({
 *   name: 'Account',
 *   table: 'accounts',
 *   attributes: { name: A.string, number: A.integer, openedAt: A.rename('o', A.dateTime) },
 *   key: { partition: 'name', sort: 'number' },
 * })
 * const a = { name: 'ann', number: 1, openedAt: new Date(0) }
 * assert.deepStrictEqual(Account.encode(a), {
 *   name: { S: 'ann' },
 *   number: { N: '1' },
 *   o: { S: '1970-01-01T00:00:00.000Z' },
 * })
 * assert.deepStrictEqual(Account.keyOf(a), { name: 'ann', number: 1 })
 * ```
 */
export const model = <
  const Attrs extends Attributes,
  const P extends string,
  const S extends string = never,
  const I extends Indexes = Record<never, never>,
  const T extends string = never,
>(
  definition: ModelDefinition<Attrs, P, S, I, T>,
): Model<Attrs, P, S, I> => {
  const result = define(definition)
  if (E.isLeft(result)) throw new TypeError(`Model ${definition.name}: ${result.left.reasons.join('; ')}`)
  return result.right
}
