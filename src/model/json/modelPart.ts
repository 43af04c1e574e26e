/**
 * A model, or a sum of models, in JSON.
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const described: Json.Described = User
 * assert.deepStrictEqual(Json.codec(described).encode({ id: 'ann' }), { id: 'ann' })
 * ```
 */
import type { JsonRecord } from 'fp-ts/Json'
import { isObject } from '../../codec/guards'
import { own } from '../../codec/records'
import { walk, within, wrong } from '../../codec/walk'
import type { Item } from '../../value/AttributeValue'
import type { AnyModel } from '../AnyModel'
import { type Approximation, distinctApproximations } from './approximation'
import { compile } from './compile'
import { decodeFields, fieldsPart } from './fields'
import { distinctLosses, type Loss } from './loss'
import type { Options } from './options'
import type { Reading } from './part'
import type { Schema } from './schema'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What JSON is made of: a model, or a sum of models. */
export interface Described extends AnyModel {
  readonly is: (u: unknown) => boolean
}

/** A model in JSON; of a sum, one of its models. */
export interface ModelPart {
  readonly losses: ReadonlyArray<Loss>
  readonly schema: Schema
  readonly approximations: ReadonlyArray<Approximation>
  readonly encode: (a: unknown) => JsonRecord
  /** The item, and the model that reads it. `undefined`: something was wrong, and is noted. */
  readonly decode: (json: unknown, r: Reading) => { readonly item: Item; readonly model: AnyModel } | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const single = (model: AnyModel, options: Options): ModelPart => {
  const fields = fieldsPart(model.attributes, (attribute) => compile(attribute, options), options)
  return {
    losses: fields.losses,
    schema: fields.schema,
    approximations: fields.approximations,
    encode: (a) => fields.encode(model.encode(a as never)),
    decode: (json, r) => {
      const item = decodeFields(fields, model.name, json, r)
      return item === undefined ? undefined : { item, model }
    },
  }
}

/** A walk through JSON that begins. */
export const reading = (isCareful: boolean): Reading => ({ ...walk([]), isCareful })

const sum = (tag: string, variants: ReadonlyArray<AnyModel>, options: Options): ModelPart => {
  const parts = variants.flatMap((model) => {
    const attribute = model.attributes[tag]
    return attribute === undefined ? [] : [{ model, tag: compile(attribute, options), part: single(model, options) }]
  })
  const expected = `the tag of ${variants.map(({ name }) => name).join(' or ')}`
  return {
    losses: distinctLosses(parts.flatMap(({ part }) => part.losses)),
    schema: { oneOf: parts.map(({ model, part }) => ({ title: model.name, ...part.schema })) },
    approximations: distinctApproximations(parts.flatMap(({ part }) => part.approximations)),
    encode: (a) => {
      const value = isObject(a) ? own(a, tag) : undefined
      const found = parts.find((each) => each.tag.attribute.is(value))
      return found === undefined ? { [tag]: { UNSTORABLE: expected } } : found.part.encode(a)
    },
    decode: (json, r) => {
      const value = isObject(json) ? own(json, tag) : undefined
      const found = parts.find((each) => {
        const alone = reading(true)
        return each.tag.decode(value, alone) !== undefined && alone.found.length === 0
      })
      if (found !== undefined) return found.part.decode(json, r)
      if (isObject(json)) within(r, tag, () => wrong(r, expected, value))
      else wrong(r, expected, json)
      return undefined
    },
  }
}

/** A model in JSON. */
export const modelPart = (model: AnyModel, options: Options): ModelPart =>
  model.variants === undefined || model.tag === undefined
    ? single(model, options)
    : sum(model.tag, model.variants, options)
