/** Definitions: what a model's definition says of its table, and what is wrong with it. */
import type { AnyAttribute, Attributes } from '../codec/Attribute'
import { fieldErrors } from '../codec/struct'
import type { KeyTag } from '../value/AttributeValue'
import { schemaFaults } from '../value/schemaFaults'
import { settingFaults } from '../value/settingFaults'
import type { IndexSchema, KeyAttribute, KeySchema, TableSchema } from '../value/TableSchema'
import { keyNames } from '../value/TableSchema'
import type { TableSpec } from '../value/TableSpec'
import type { AnyIndex, Indexes } from './indexes'
import { storedName } from './paths'
import { type DeclaredSettings, settingsOf } from './settings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a description needs of a definition. */
interface Definition extends DeclaredSettings {
  readonly name: string
  readonly table: string
  readonly attributes: Attributes
  readonly key: { readonly partition: string; readonly sort?: string }
  readonly indexes?: Indexes
  readonly timeToLive?: string
}

/** A key in the application's attribute names. */
interface Key {
  readonly partition: ReadonlyArray<string>
  readonly sort: ReadonlyArray<string>
}

// -----------------------------------------------------------------------------
// descriptions
// -----------------------------------------------------------------------------

const own = (attributes: Attributes, name: string): AnyAttribute | undefined =>
  Object.hasOwn(attributes, name) ? attributes[name] : undefined

const describeAttribute =
  (attributes: Attributes) =>
  (name: string): KeyAttribute => {
    const attribute = attributes[name] as AnyAttribute
    return { name: storedName(name, attribute), type: attribute.types[0] as KeyTag }
  }

/** A key in stored names. The names must be attributes that can be keys. */
export const describeKey = (attributes: Attributes, { partition, sort }: Key): KeySchema => ({
  partition: partition.map(describeAttribute(attributes)) as unknown as KeySchema['partition'],
  sort: sort.map(describeAttribute(attributes)),
})

const tableKey = ({ key }: Definition): Key => ({
  partition: [key.partition],
  sort: key.sort === undefined ? [] : [key.sort],
})

/** The key of an index: a local one has the table's partition key. */
export const indexKey = (definition: Definition, index: AnyIndex): Key =>
  index._tag === 'GlobalIndex' ? index : { partition: [definition.key.partition], sort: index.sort }

/** The attributes that reads of an index answer: what it projects, and all keys. */
export const projectedNames = (definition: Definition, index: AnyIndex): Attributes => {
  if (index.projection === 'all') return definition.attributes
  const { partition, sort } = indexKey(definition, index)
  const table = tableKey(definition)
  const names = new Set([
    ...table.partition,
    ...table.sort,
    ...partition,
    ...sort,
    ...(index.projection === 'keys' ? [] : index.projection),
  ])
  return Object.fromEntries(Object.entries(definition.attributes).filter(([name]) => names.has(name)))
}

const describeIndex =
  (definition: Definition) =>
  ([name, index]: readonly [string, AnyIndex]): IndexSchema => {
    const key = describeKey(definition.attributes, indexKey(definition, index))
    const keys = new Set([...keyNames(key), ...keyNames(describeKey(definition.attributes, tableKey(definition)))])
    const stored = (projected: ReadonlyArray<string>) =>
      projected
        .map((attribute) => storedName(attribute, definition.attributes[attribute] as AnyAttribute))
        .filter((attribute) => !keys.has(attribute))
    const projected = typeof index.projection === 'string' ? index.projection : stored(index.projection)
    return {
      name: index.name ?? name,
      kind: index._tag === 'GlobalIndex' ? 'global' : 'local',
      key,
      projection: projected.length === 0 ? 'keys' : projected,
    }
  }

const schemaOf = (definition: Definition): TableSchema => ({
  name: definition.table,
  key: describeKey(definition.attributes, tableKey(definition)),
  indexes: Object.entries(definition.indexes ?? {}).map(describeIndex(definition)),
})

/** The table that a definition asks for. */
export const specOf = (definition: Definition): TableSpec => {
  const { attributes, timeToLive, indexes = {} } = definition
  const expires = timeToLive === undefined ? undefined : storedName(timeToLive, attributes[timeToLive] as AnyAttribute)
  return { schema: schemaOf(definition), settings: settingsOf(definition, indexes, expires) }
}

// -----------------------------------------------------------------------------
// faults
// -----------------------------------------------------------------------------

const validName = /^[A-Za-z0-9_.-]{3,255}$/
const keyTags: ReadonlyArray<string> = ['S', 'N', 'B']

/** One sentence for each thing that is wrong with a definition; none for a model. */
export const definitionErrors = (definition: Definition): ReadonlyArray<string> => {
  const { attributes, key } = definition
  const keyFault = (where: string, optional: boolean) => (name: string) => {
    const attribute = own(attributes, name)
    if (attribute === undefined) return [`${where} names '${name}', which is no attribute`]
    if (attribute.types.length !== 1 || !keyTags.includes(attribute.types[0] as string))
      return [`${where} names '${name}', which is stored as ${attribute.types.join(' or ')} and can be no key`]
    return attribute.presence === 'optional' && !optional ? [`${where} names '${name}', which is optional`] : []
  }
  const nameFault = (what: string, name: string) =>
    validName.test(name) ? [] : [`the ${what} name '${name}' is not 3 to 255 letters, digits, '_', '-' or '.'`]
  const indexFaults = ([name, index]: readonly [string, AnyIndex]) => {
    const { partition, sort } = indexKey(definition, index)
    return [
      ...nameFault('index', index.name ?? name),
      ...[...partition, ...sort].flatMap(keyFault(`index '${name}'`, true)),
      ...(partition.length > 4 || sort.length > 4 ? [`index '${name}' has more than four attributes in a key`] : []),
      ...(partition.length === 0 ? [`index '${name}' has no partition key`] : []),
      ...(index._tag === 'LocalIndex' && key.sort === undefined
        ? [`index '${name}' is local, and the table has no sort key`]
        : []),
      ...(typeof index.projection === 'string'
        ? []
        : index.projection
            .filter((projected) => own(attributes, projected) === undefined)
            .map((projected) => `index '${name}' projects '${projected}', which is no attribute`)),
    ]
  }
  const named = [
    ...[key.partition, ...(key.sort === undefined ? [] : [key.sort])].flatMap(keyFault('the key', false)),
    ...(key.partition === key.sort ? [`the key names '${key.partition}' twice`] : []),
    ...fieldErrors(attributes),
    ...Object.entries(definition.indexes ?? {}).flatMap(indexFaults),
  ]
  const ttl = definition.timeToLive === undefined ? undefined : own(attributes, definition.timeToLive)
  const expires = ttl === undefined ? undefined : storedName(String(definition.timeToLive), ttl)
  return [
    ...nameFault('table', definition.table),
    ...named,
    // Where attributes are named that are none, no schema is described.
    ...(named.length === 0 ? schemaFaults(schemaOf(definition)) : []),
    ...settingFaults(settingsOf(definition, definition.indexes ?? {}, expires)),
    ...(definition.timeToLive === undefined || ttl?.types.join() === 'N'
      ? []
      : [`the time to live names '${definition.timeToLive}', which is no number`]),
  ]
}
