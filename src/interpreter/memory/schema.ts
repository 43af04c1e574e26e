/** What DynamoDB asks of the schema of a table. */
import type { RequestRefused } from '../../program/errors'
import { type IndexSchema, type KeyAttribute, keyAttributes, keyNames, type TableSchema } from '../../value/TableSchema'
import { invalid, invalidValues } from './refuse'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const maxLocal = 5

/** The most global indexes of a table. */
export const maxGlobal = 20

const maxKeyAttributes = 4
const maxProjected = 100
const maxNameBytes = 255

const name = /^[a-zA-Z0-9_.-]{3,255}$/

const isNamed = (given: { readonly name: unknown }): boolean => typeof given.name === 'string' && name.test(given.name)

const badName = invalid(
  "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
)

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Rule<A> = (a: A) => RequestRefused | undefined

const firstOf = <A>(rule: Rule<A>, list: ReadonlyArray<A>): RequestRefused | undefined => {
  for (const a of list) {
    const refused = rule(a)
    if (refused !== undefined) return refused
  }
  return undefined
}

const repeated = <A>(list: ReadonlyArray<A>): A | undefined => list.find((a, i) => list.indexOf(a) !== i)

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const attribute: Rule<KeyAttribute> = (given) =>
  typeof given.name !== 'string' || given.name === '' || given.name.length > maxNameBytes
    ? invalidValues('The name of a key attribute must have a length of 1 to 255')
    : given.type !== 'S' && given.type !== 'N' && given.type !== 'B'
      ? invalid(`Member must satisfy enum value set: [B, N, S], not ${String(given.type)}`)
      : undefined

const key: Rule<TableSchema['key']> = (given) =>
  firstOf(attribute, keyAttributes(given)) ??
  (repeated(keyNames(given)) === undefined ? undefined : invalid('Two keys can not have the same name'))

const projection: Rule<IndexSchema> = ({ projection: given }) => {
  if (given === 'all' || given === 'keys') return undefined
  if (given.length === 0) {
    return invalidValues('ProjectionType is INCLUDE, but NonKeyAttributes is not specified')
  }
  return given.some((attributeName) => typeof attributeName !== 'string' || attributeName === '')
    ? invalidValues('The name of a projected attribute must be text that is not empty')
    : repeated(given) === undefined
      ? undefined
      : invalid('Cannot have two attributes with the same name')
}

const global: Rule<IndexSchema> = ({ key: { partition, sort } }) =>
  partition.length < 1 || partition.length > maxKeyAttributes
    ? invalid(`A GSI has from 1 to ${maxKeyAttributes} partition keys`)
    : sort.length > maxKeyAttributes
      ? invalid(`Too many sort keys. GSI can have at most ${maxKeyAttributes} sort keys`)
      : undefined

const local =
  (table: TableSchema): Rule<IndexSchema> =>
  ({ key: { partition, sort } }) =>
    table.key.sort.length === 0
      ? invalidValues(
          'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
        )
      : sort.length !== 1
        ? invalid('Local secondary indices must have a range key')
        : partition.length !== 1 || partition[0].name !== table.key.partition[0].name
          ? invalid('Local Secondary indices must have the same hash key as the main table')
          : undefined

const index =
  (table: TableSchema): Rule<IndexSchema> =>
  (given) =>
    (isNamed(given) ? undefined : badName) ??
    (given.kind === 'global' ? global(given) : local(table)(given)) ??
    key(given.key) ??
    projection(given)

const counts: Rule<TableSchema> = ({ indexes }) => {
  const locals = indexes.filter(({ kind }) => kind === 'local').length
  const projected = indexes.reduce((sum, { projection: p }) => sum + (typeof p === 'string' ? 0 : p.length), 0)
  const twice = repeated(indexes.map((given) => given.name))
  return locals > maxLocal
    ? invalidValues(`Number of LocalSecondaryIndexes exceeds per-table limit of ${maxLocal}`)
    : indexes.length - locals > maxGlobal
      ? invalidValues(`GlobalSecondaryIndex count exceeds the per-table limit of ${maxGlobal}`)
      : projected > maxProjected
        ? invalidValues(`Number of projected attributes exceeds per-table limit of ${maxProjected}`)
        : twice === undefined
          ? undefined
          : invalidValues(`Duplicate index name: ${twice}`)
}

const types: Rule<TableSchema> = (schema) => {
  const typeOf = new Map<string, string>()
  for (const attributes of [schema.key, ...schema.indexes.map((given) => given.key)].map(keyAttributes)) {
    for (const given of attributes) {
      if ((typeOf.get(given.name) ?? given.type) !== given.type) {
        return invalidValues(`Duplicate AttributeName in AttributeDefinitions: ${given.name}`)
      }
      typeOf.set(given.name, given.type)
    }
  }
  return undefined
}

/**
 * What is wrong with a schema: names of 3 to 255 characters of `[a-zA-Z0-9_.-]`, a table key of one partition attribute and
 * at most one sort attribute, an attribute of one type everywhere, up to 5 local and 20 global indexes of distinct names,
 * local ones with the table's partition key and a sort key, global ones with up to four attributes of each kind.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const refusedSchema: Rule<TableSchema> = (schema) =>
  (isNamed(schema) ? undefined : badName) ??
  (schema.key.partition.length === 1 && schema.key.sort.length <= 1
    ? undefined
    : invalid('The key of a table has exactly one partition key and at most one sort key')) ??
  key(schema.key) ??
  counts(schema) ??
  firstOf(index(schema), schema.indexes) ??
  types(schema)
