/** Which value of which model an item, or a write, is. */
import { failed } from '../../../codec/Attribute'
import type { Projection } from '../../../expression/Projection'
import type { Update } from '../../../expression/update/model'
import type { AnyModel } from '../../../model/AnyModel'
import { storedName } from '../../../model/paths'
import type { AttributeValue, Item } from '../../../value/AttributeValue'
import { assign } from '../../../value/record'
import { keyNames } from '../../../value/TableSchema'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model, and a value of it. */
export interface Found<M extends AnyModel> {
  readonly model: M
  readonly value: M['_A']
}

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** The first that gives something. */
const firstOf = <M extends AnyModel>(
  models: ReadonlyArray<M>,
  valueOf: (model: M) => M['_A'] | undefined,
): Found<M> | undefined => {
  for (const model of models) {
    const value = valueOf(model)
    if (value !== undefined) return { model, value }
  }
  return undefined
}

/** The value of a model, if the item is one. Values are records: none is undefined. */
const read = <M extends AnyModel>(model: M, item: Item): M['_A'] | undefined => {
  const value = model.read(item)
  return value === failed ? undefined : value
}

const sameNames = (xs: ReadonlyArray<string>, ys: ReadonlyArray<string>): boolean =>
  xs.length === ys.length && xs.every((name) => ys.includes(name))

/** The stored names of what a model's value does not have in its key. */
const declaredBeside = (model: AnyModel, value: unknown): ReadonlyArray<string> => {
  const keys = keyNames(model.schema.key)
  return model.declared(value as never).filter((name) => !keys.includes(name))
}

/** Whether a model sees all that it declares where only some attributes are answered; `undefined`: all are. */
const sees =
  (names: ReadonlyArray<string> | undefined) =>
  (model: AnyModel): boolean =>
    names === undefined ||
    Object.entries(model.attributes).every(([name, attribute]) => names.includes(storedName(name, attribute)))

/** The attributes that a projection leaves whole. */
const wholeOf = (projection: Projection): ReadonlyArray<string> =>
  projection.paths.flatMap(({ segments: [name, ...inner] }) => (inner.length === 0 ? [name] : []))

// The attributes that an index answers, as far as a model knows it; the table's key is always among them.
const projectedBy = (model: AnyModel, indexName: string): ReadonlyArray<string> | undefined => {
  const index = model.schema.indexes.find(({ name }) => name === indexName)
  const keys = keyNames(model.schema.key)
  if (index === undefined) return keys
  if (index.projection === 'all') return undefined
  return [...keys, ...keyNames(index.key), ...(index.projection === 'keys' ? [] : index.projection)]
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The attributes that can be in an answer, for each model. */
export type Seen = (model: AnyModel) => ReadonlyArray<string> | undefined

/** What is answered to a read with a projection, of an index where one is read. */
export const seenBy =
  (projection: Projection | undefined, index?: string): Seen =>
  (model) =>
    projection !== undefined ? wholeOf(projection) : index === undefined ? undefined : projectedBy(model, index)

/** How many attributes of an item a model does not declare for its value. */
const strange = (model: AnyModel, value: unknown, item: Item): number => {
  const declared = model.declared(value as never)
  return Object.keys(item).filter((name) => !declared.includes(name)).length
}

/** The value that was read: of those that read it and see all that they declare the model that declares most of the item. */
export const loaded = <M extends AnyModel>(models: ReadonlyArray<M>, seen: Seen, item: Item): Found<M> | undefined => {
  let best: { readonly found: Found<M>; readonly strange: number } | undefined
  for (const model of models) {
    const value = sees(seen(model))(model) ? read(model, item) : undefined
    if (value === undefined) continue
    const count = strange(model, value, item)
    if (best === undefined || count < best.strange) best = { found: { model, value }, strange: count }
  }
  return best?.found
}

/** The value that was put: of the first model that reads it and declares all that it has; it is loaded as the same. */
export const put = <M extends AnyModel>(models: ReadonlyArray<M>, item: Item): Found<M> | undefined =>
  firstOf(models, (model) => {
    const value = read(model, item)
    return value !== undefined && strange(model, value, item) === 0 ? value : undefined
  })

// The attributes that an update sets to values, on a key, and all that it names; `undefined` where it does anything else.
const written = (key: Item, update: Update<never>) => {
  const item: { [name: string]: AttributeValue } = {}
  for (const name of Object.keys(key)) assign(item, name, key[name] as AttributeValue)
  const names: Array<string> = []
  for (const action of update.actions) {
    const [name, ...inner] = action.path.segments
    if (inner.length > 0 || (action._tag !== 'Set' && action._tag !== 'Remove')) return undefined
    if (action._tag === 'Set' && action.value._tag !== 'Value') return undefined
    if (action._tag === 'Set' && action.value._tag === 'Value') assign(item, name, action.value.value)
    names.push(name)
  }
  return { item, names }
}

/** The value that an update saves: of the first model of which it sets or removes exactly what a value declares. */
export const saved = <M extends AnyModel>(
  models: ReadonlyArray<M>,
  key: Item,
  update: Update<never>,
): Found<M> | undefined => {
  const all = written(key, update)
  if (all === undefined) return undefined
  return firstOf(models, (model) => {
    const value = read(model, all.item)
    return value !== undefined && sameNames(all.names, declaredBeside(model, value)) ? value : undefined
  })
}
