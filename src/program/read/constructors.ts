/** Reads of one model: by a key or by many, found or demanded. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { AnyModel } from '../../model/AnyModel'
import { decodeItem } from '../decode'
import type { DecodeFailed, MissingItems } from '../errors'
import { keyIdentity } from '../identity'
import { map } from './combinators'
import type { Get, Read, ReadOptions } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * The item at each key, where there is one.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const read = Read.findMany(User)([{ id: 'ann' }, { id: 'bob' }])
 * assert.deepStrictEqual(read.gets.map(({ key }) => key), [{ id: { S: 'ann' } }, { id: { S: 'bob' } }])
 * ```
 */
export const findMany =
  <M extends AnyModel>(model: M) =>
  (
    keys: ReadonlyArray<M['_Key']>,
    options: ReadOptions = {},
  ): Read<DecodeFailed, ReadonlyArray<O.Option<M['_A']>>> => ({
    _tag: 'Read',
    gets: keys.map((key) => ({
      table: model.schema.name,
      key: model.encodeKey(key as never),
      consistent: options.consistent ?? false,
    })),
    build: (answers) => {
      const found: Array<O.Option<M['_A']>> = []
      for (const answer of answers) {
        if (answer === undefined) found.push(O.none)
        else {
          const decoded = decodeItem(model)(answer)
          if (E.isLeft(decoded)) return decoded
          found.push(O.some(decoded.right))
        }
      }
      return E.right(found)
    },
  })

/** The item at a key, where there is one. */
export const find =
  <M extends AnyModel>(model: M) =>
  (key: M['_Key'], options: ReadOptions = {}): Read<DecodeFailed, O.Option<M['_A']>> =>
    pipe(
      findMany(model)([key], options),
      map(([found]) => found ?? O.none),
    )

/** Each key once, though it was asked for twice. */
const distinctKeys = (gets: ReadonlyArray<Get>): MissingItems['keys'] => [
  ...new Map(gets.map(({ table, key }) => [keyIdentity(table, key), { table, key }])).values(),
]

/** The items at the keys; `MissingItems` names all that do not exist. */
export const loadMany =
  <M extends AnyModel>(model: M) =>
  (
    keys: ReadonlyArray<M['_Key']>,
    options: ReadOptions = {},
  ): Read<DecodeFailed | MissingItems, ReadonlyArray<M['_A']>> => {
    const { gets, build } = findMany(model)(keys, options)
    return {
      _tag: 'Read',
      gets,
      build: (answers) => {
        const missing = gets.filter((_, index) => answers[index] === undefined)
        return missing.length > 0
          ? E.left({ _tag: 'MissingItems', keys: distinctKeys(missing) })
          : pipe(
              build(answers),
              E.map((found) =>
                found.flatMap(
                  O.match(
                    () => [],
                    (a) => [a],
                  ),
                ),
              ),
            )
      },
    }
  }

/** The item at a key; `MissingItems` where it does not exist. */
export const load =
  <M extends AnyModel>(model: M) =>
  (key: M['_Key'], options: ReadOptions = {}): Read<DecodeFailed | MissingItems, M['_A']> =>
    pipe(
      loadMany(model)([key], options),
      map((as) => as[0] as M['_A']),
    )
