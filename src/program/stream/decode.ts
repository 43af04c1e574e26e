/** decode: records as the models of their items see them. */
import { type AnyAttribute, type Attributes, failed } from '../../codec/Attribute'
import { compileFields } from '../../codec/struct'
import { evaluate } from '../../expression/condition/evaluate'
import type { Condition } from '../../expression/condition/model'
import { paths } from '../../expression/condition/reads'
import type { AnyModel } from '../../model/AnyModel'
import { storedName } from '../../model/paths'
import type { Item } from '../../value/AttributeValue'
import { keyNames } from '../../value/TableSchema'
import type { DecodeFailed } from '../errors'
import type { StreamRecord } from '../operation/stream'
import type { Change, Origin, Raw } from './Change'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model, and which items are its own: all, where no condition is given. */
export interface Reading {
  readonly model: AnyModel
  readonly condition?: Condition<never>
}

interface Variant {
  readonly name: string
  readonly read: AnyModel['read']
  readonly readKey: (item: Item) => unknown
}

interface Candidate {
  readonly model: AnyModel
  /** Whether an item, or only its key, is the model's; nothing where a key does not tell. */
  readonly fits: (item: Item, isKey: boolean) => boolean
  /** Of a sum, its models. */
  readonly variants: ReadonlyArray<Variant>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const variantOf = (model: AnyModel): Variant => {
  const stored = new Set(keyNames(model.schema.key))
  const attributes: Attributes = Object.fromEntries(
    Object.entries(model.attributes).filter(([name, attribute]) =>
      stored.has(storedName(name, attribute as AnyAttribute)),
    ),
  )
  return { name: model.name, read: model.read, readKey: compileFields(attributes).read as (item: Item) => unknown }
}

const variantsOf = (model: AnyModel): ReadonlyArray<Variant> =>
  model.variants === undefined ? [variantOf(model)] : model.variants.flatMap(variantsOf)

const candidateOf = ({ model, condition }: Reading): Candidate => {
  const variants = variantsOf(model)
  if (condition === undefined) return { model, variants, fits: () => true }
  const verdict = evaluate(condition)
  const keys = new Set<unknown>(keyNames(model.schema.key))
  const readsOnlyKeys = paths(condition).every(({ segments }) => keys.has(segments[0]))
  return { model, variants, fits: (item, isKey) => (readsOnlyKeys || !isKey) && verdict(item) }
}

const originOf = (shard: string, { sequenceNumber, at }: StreamRecord): Origin =>
  at === undefined ? { shard, sequenceNumber } : { shard, sequenceNumber, at }

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

type Found = { readonly name: string; readonly value: unknown }

const valueOf = ({ variants }: Candidate, item: Item): Found | undefined => {
  for (const { name, read } of variants) {
    const value = read(item)
    if (value !== failed) return { name, value }
  }
  return undefined
}

const keyOf = ({ variants }: Candidate, name: string | undefined, keys: Item): Found | undefined => {
  for (const variant of variants) {
    if (name !== undefined && variant.name !== name) continue
    const value = variant.readKey(keys)
    if (value !== failed) return { name: variant.name, value }
  }
  return undefined
}

const changeBy = (candidate: Candidate, shard: string, record: StreamRecord): Change<unknown, unknown> | undefined => {
  const { oldImage, newImage, keys, event, byTimeToLive } = record
  const before = oldImage === undefined ? undefined : valueOf(candidate, oldImage)
  const after = newImage === undefined ? undefined : valueOf(candidate, newImage)
  if ((oldImage !== undefined && before === undefined) || (newImage !== undefined && after === undefined))
    return undefined
  const key = keyOf(candidate, (after ?? before)?.name, keys)
  if (key === undefined) return undefined
  const base = { ...originOf(shard, record), model: key.name, key: key.value }
  const old = before === undefined ? {} : { old: before.value }
  const now = after === undefined ? {} : { new: after.value }
  switch (event) {
    case 'INSERT':
      return { _tag: 'Inserted', ...base, ...now }
    case 'MODIFY':
      return { _tag: 'Modified', ...base, ...old, ...now }
    case 'REMOVE':
      return { _tag: 'Removed', ...base, ...old, byTimeToLive }
  }
}

const failureOf = ({ model }: Candidate, { keys, oldImage, newImage }: StreamRecord): DecodeFailed => {
  const wrong = [newImage, oldImage].find((image) => image !== undefined && model.explain(image, []).length > 0)
  const item = wrong ?? keys
  return { _tag: 'DecodeFailed', model: model.name, item, mismatches: model.explain(item, []) }
}

/**
 * How a record of a shard is decoded: by the first model that it fits; one that fits none stays as it is. Where the
 * stream's view has no item, a model is told by its key.
 */
export const decodeBy = (
  readings: ReadonlyArray<Reading>,
): ((shard: string, record: StreamRecord) => Change<unknown, unknown> | Raw) => {
  const candidates = readings.map(candidateOf)
  return (shard, record) => {
    const { keys, oldImage, newImage } = record
    const image = newImage ?? oldImage
    // Which item it is does not change, so that the newer image tells, and the older where there is none.
    const fitting = candidates.filter(({ fits }) => fits(image ?? keys, image === undefined))
    for (const candidate of fitting) {
      const change = changeBy(candidate, shard, record)
      if (change !== undefined) return change
    }
    const [only, second] = fitting
    const raw: Raw = { _tag: 'Raw', ...originOf(shard, record), record }
    return only === undefined || second !== undefined ? raw : { ...raw, failure: failureOf(only, record) }
  }
}
