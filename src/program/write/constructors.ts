/** The writes of one item. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { always } from '../../expression/condition/constructors'
import type { Condition } from '../../expression/condition/model'
import { simplify } from '../../expression/condition/simplify'
import { diff } from '../../expression/update/diff'
import type { Action, Update } from '../../expression/update/model'
import type { AnyModel } from '../../model/AnyModel'
import type { Item } from '../../value/AttributeValue'
import { keyNames } from '../../value/TableSchema'
import { decodeItem } from '../decode'
import type { DecodeFailed, InvalidRequest } from '../errors'
import { keyIdentity } from '../identity'
import type { Returning, WriteAction } from '../Operation'
import { invalidKey } from './keys'
import type { Request, Way, Write } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A write without a condition. */
interface Plain {
  readonly condition?: never
  readonly returning?: never
}
/** A write that may have a condition on the item as it is: not for a batch. */
export interface Conditional<M extends AnyModel> {
  readonly condition?: Condition<M['_Row']>
  readonly returning?: never
  /** Whether `ConditionFailed` carries the item. */
  readonly itemOnFailure?: boolean
}
/** A write that answers the item as it was, or as it is then: only for `run`. */
export interface Returns<M extends AnyModel, R extends 'old' | 'new'> {
  readonly condition?: Condition<M['_Row']>
  readonly returning: R
  /** Whether `ConditionFailed` carries the item. */
  readonly itemOnFailure?: boolean
}

/** A write of a `V` that can be run in the ways `W` while it has no condition; `R`: the values that it can answer. */
export interface WriteConstructor<M extends AnyModel, V, W extends Way, R extends 'old' | 'new'> {
  (value: V, options?: Plain): Write<W, DecodeFailed, void>
  (value: V, options: Conditional<M>): Write<'run' | 'transact', DecodeFailed, void>
  (value: V, options: Returns<M, R>): Write<'run', DecodeFailed, O.Option<M['_A']>>
}

/** A write of a `V` to what an `X` says. */
export interface ChangeConstructor<M extends AnyModel, X, V> {
  (x: X, value: V, options?: Plain): Write<'run' | 'transact', DecodeFailed, void>
  (x: X, value: V, options: Conditional<M>): Write<'run' | 'transact', DecodeFailed, void>
  (x: X, value: V, options: Returns<M, 'old' | 'new'>): Write<'run', DecodeFailed, O.Option<M['_A']>>
}

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

interface AnyOptions {
  readonly condition?: Condition<never>
  readonly returning?: 'old' | 'new'
  readonly itemOnFailure?: boolean
}

/** What is wrong with options that passed by the types: a condition that is nothing must not be no condition. */
const invalidOptions = (options: AnyOptions): InvalidRequest | undefined => {
  const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })
  if (typeof options !== 'object' || options === null) return invalid('the options of a write are no record')
  const { condition, returning } = options
  if (Object.hasOwn(options, 'condition') && (typeof condition !== 'object' || condition === null))
    return invalid('the condition of a write is none')
  return returning === undefined || returning === 'old' || returning === 'new'
    ? undefined
    : invalid("a write answers 'old' or 'new' values")
}

/**
 * A write of one item, in one action, or in none where there is nothing to do; the key is validated first. What it answers, and how it
 * may be run, is said by the types of the constructors.
 */
const one = (
  model: AnyModel,
  key: Item,
  options: AnyOptions,
  actions: () => ReadonlyArray<WriteAction>,
  item?: Item,
): Write<Way, DecodeFailed, never> => {
  const invalid = invalidOptions(options) ?? invalidKey(model, key, item)
  const returning: Returning = invalid === undefined ? (options.returning ?? 'none') : 'none'
  const request = (action: WriteAction): Request => ({
    action,
    key,
    returning,
    itemOnFailure: options.itemOnFailure ?? false,
  })
  return {
    _tag: 'Write',
    requests: invalid === undefined ? E.right(actions().map(request)) : E.left(invalid),
    build: (answers) => {
      const answer = returning === 'old' ? answers[0] : answers[answers.length - 1]
      const found = answer === undefined ? E.right(O.none) : pipe(decodeItem(model)(answer), E.map(O.some))
      return (returning === 'none' ? E.right(undefined) : found) as E.Either<DecodeFailed, never>
    },
  }
}

const conditionOf = (options: AnyOptions): Condition<never> => options.condition ?? always

const pathOf = (name: string) => ({ _tag: 'Path', attribute: name, segments: [name] }) as const

/** An update; one that writes nothing sends nothing, or only checks its condition and reads the values it is to answer. */
const updateOrCheck = (
  model: AnyModel,
  key: Item,
  update: Update<never>,
  options: AnyOptions,
): ReadonlyArray<WriteAction> => {
  const table = model.schema.name
  const condition = simplify(conditionOf(options))
  if (update.actions.length > 0) return [{ _tag: 'Update', table, key, update, condition: conditionOf(options) }]
  return condition._tag === 'Always' && options.returning === undefined
    ? []
    : [{ _tag: 'Check', table, key, condition }]
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Puts the whole item: attributes that the model does not declare are lost.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const once = Write.run(Write.put(User)({ id: 'ann' }, { condition: Write.ifNotExists(User) }))
 * const twice = pipe(T.bind(User), RTE.flatMap(() => once), RTE.flatMap(() => once))
 * assert.deepStrictEqual(await twice(inMemory())(), { _tag: 'Left', left: { _tag: 'ConditionFailed', table: 'users' } })
 * ```
 */
export const put =
  <M extends AnyModel>(model: M): WriteConstructor<M, M['_A'], Way, 'old'> =>
  (value: M['_A'], given: AnyOptions = {}) => {
    const item = model.encode(value as never)
    const key = model.encodeKey(value as never)
    return one(
      model,
      key,
      given,
      () => [{ _tag: 'Put', table: model.schema.name, item, condition: conditionOf(given) }],
      item,
    )
  }

/**
 * Saves the attributes that the model declares: sets what is present, removes what is absent, and leaves alone what other
 * models keep in the same item. Creates the item where there is none.
 *
 * One request, except where the value has nothing but its key and the model has other attributes: DynamoDB needs one
 * request to create the item and one to remove them, so that such a save is not for a transaction.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as O from 'fp-ts/Option'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, nick: A.optional(A.string) },
 *   key: { partition: 'id' },
 * })
 * const saved = Write.run(Write.save(User)({ id: 'ann' }, { returning: 'new' }))
 * const program = pipe(T.bind(User), RTE.flatMap(() => saved))
 * assert.deepStrictEqual(await program(inMemory())(), { _tag: 'Right', right: O.some({ id: 'ann' }) })
 * ```
 */
export const save =
  <M extends AnyModel>(model: M): WriteConstructor<M, M['_A'], 'run' | 'transact', 'old' | 'new'> =>
  (value: M['_A'], given: AnyOptions = {}) => {
    const item = model.encode(value as never)
    const key = model.encodeKey(value as never)
    const keys = new Set(keyNames(model.schema.key))
    const actions = model
      .declared(value as never)
      .filter((name) => !keys.has(name))
      .map((name): Action => {
        const stored = Object.hasOwn(item, name) ? item[name] : undefined
        return stored === undefined
          ? { _tag: 'Remove', path: pathOf(name) }
          : { _tag: 'Set', path: pathOf(name), value: { _tag: 'Value', value: stored } }
      })
    const update = (some: ReadonlyArray<Action>, condition: Condition<never>): WriteAction => ({
      _tag: 'Update',
      table: model.schema.name,
      key,
      update: { _tag: 'Update', actions: some },
      condition,
    })
    const creates = actions.length === 0 || actions.some(({ _tag }) => _tag === 'Set')
    // An update that only removes does not create the item; one without actions does.
    const requests = () =>
      creates ? [update(actions, conditionOf(given))] : [update([], conditionOf(given)), update(actions, always)]
    return one(model, key, given, requests, item)
  }

/** Writes the difference of two values of one item, attribute by attribute; nothing is sent where there is none. */
export const change =
  <M extends AnyModel>(model: M): ChangeConstructor<M, M['_A'], M['_A']> =>
  (before: M['_A'], after: M['_A'], given: AnyOptions = {}) => {
    const table = model.schema.name
    const key = model.encodeKey(after as never)
    const [old, item] = [model.encode(before as never), model.encode(after as never)]
    const write = one(model, key, given, () => updateOrCheck(model, key, diff(old, item), given), item)
    return keyIdentity(table, key) === keyIdentity(table, model.encodeKey(before as never))
      ? write
      : {
          ...write,
          requests: E.left({ _tag: 'InvalidRequest', reason: `the two values have different keys in '${table}'` }),
        }
  }

/** Updates the item at a key, which is created where there is none; an update that writes nothing sends nothing. */
export const update =
  <M extends AnyModel>(model: M): ChangeConstructor<M, M['_Key'], Update<M['_NonKeyRow']>> =>
  (key: M['_Key'], changes: Update<M['_NonKeyRow']>, given: AnyOptions = {}) => {
    const stored = model.encodeKey(key as never)
    return Array.isArray((changes as Partial<Update<never>> | undefined)?.actions)
      ? one(model, stored, given, () => updateOrCheck(model, stored, changes, given))
      : {
          ...one(model, stored, {}, () => []),
          requests: E.left({ _tag: 'InvalidRequest', reason: 'the update is none' }),
        }
  }

/** Deletes the item at a key; deleting what is not there succeeds. */
const delete_ =
  <M extends AnyModel>(model: M): WriteConstructor<M, M['_Key'], Way, 'old'> =>
  (key: M['_Key'], given: AnyOptions = {}) => {
    const stored = model.encodeKey(key as never)
    return one(model, stored, given, () => [
      { _tag: 'Delete', table: model.schema.name, key: stored, condition: conditionOf(given) },
    ])
  }

export { delete_ }

/** Writes nothing, and fails where the condition does not hold: for transactions. */
export const check =
  <M extends AnyModel>(model: M) =>
  (
    key: M['_Key'],
    condition: Condition<M['_Row']>,
    options: { readonly itemOnFailure?: boolean } = {},
  ): Write<'run' | 'transact', DecodeFailed, void> => {
    const stored = model.encodeKey(key as never)
    return one(model, stored, { ...options, condition }, () => [
      { _tag: 'Check', table: model.schema.name, key: stored, condition },
    ])
  }
