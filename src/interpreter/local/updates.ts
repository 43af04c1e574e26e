/** Updates, where DynamoDB Local 3.3.1 does not do as AWS does. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { evaluate } from '../../expression/condition/evaluate'
import type { Condition } from '../../expression/condition/model'
import { project } from '../../expression/projection/apply'
import { apply } from '../../expression/update/apply'
import { showFailure } from '../../expression/update/failure'
import type { ConditionFailed, WriteError } from '../../program/errors'
import type { Middleware } from '../../program/Interpreter'
import type { UpdateAt, UpdateItem, Written } from '../../program/Operation'
import { invalid, ofValid, patch } from './parts'

// -----------------------------------------------------------------------------
// creation
// -----------------------------------------------------------------------------

/**
 * Removals, and deletions from sets, do not create the item that they find missing. DynamoDB Local creates it. Of the key
 * it refuses them, as AWS does, and it refuses a key that is none.
 */
const onlyTakesAway = ({ key, update: { actions } }: UpdateAt): boolean =>
  actions.length > 0 &&
  Object.keys(key).length > 0 &&
  actions.every(({ _tag, path }) => (_tag === 'Remove' || _tag === 'Delete') && !Object.hasOwn(key, path.segments[0]))

/** The operation, on an item that exists: whether it does is then known from its failure. */
const onExisting = (operation: UpdateItem): UpdateItem => {
  const [attribute = ''] = Object.keys(operation.update.key)
  const exists: Condition<never> = { _tag: 'Exists', path: { _tag: 'Path', attribute, segments: [attribute] } }
  const { condition } = operation.update
  return {
    ...operation,
    itemOnFailure: true,
    update: {
      ...operation.update,
      condition: condition._tag === 'Always' ? exists : { _tag: 'And', conditions: [exists, condition] },
    },
  }
}

/**
 * What an update of nothing answers: nothing, for the least that a write consumes.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
const ofNothing = ({ returnConsumed, update: { table } }: UpdateItem): Written =>
  returnConsumed === true ? { consumed: [{ table, units: 1 }] } : {}

/** What the failure means to the operation as it was asked. */
const asAsked =
  (operation: UpdateItem) =>
  (error: WriteError): E.Either<WriteError, Written> => {
    if (error._tag !== 'ConditionFailed') return E.left(error)
    const { itemOnFailure } = operation
    const { table, key, update, condition } = operation.update
    if (error.item === undefined && evaluate(condition)({})) {
      // The emulator would have found that the place cannot be updated; it was kept from looking.
      const applied = apply(update)(key)
      return E.isRight(applied) ? E.right(ofNothing(operation)) : E.left(invalid(showFailure(applied.left)))
    }
    const failed: ConditionFailed = { _tag: 'ConditionFailed', table }
    return E.left(itemOnFailure ? error : failed)
  }

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

/** Of an attribute in which something was updated, DynamoDB Local answers all. */
const onlyUpdated =
  ({ returning, update: { update } }: UpdateItem) =>
  (written: Written): Written => {
    const { attributes: all = {}, ...rest } = written
    const [first, ...others] = update.actions.map(({ path }) => path)
    if ((returning !== 'updatedOld' && returning !== 'updatedNew') || first === undefined) return written
    const attributes = project({ _tag: 'Projection', paths: [first, ...others] })(all)
    return Object.keys(attributes).length === 0 ? rest : { ...rest, attributes }
  }

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * UpdateItem as on AWS: what only takes away does not create the item that it misses, and `updatedOld` and `updatedNew`
 * answer what was updated.
 *
 * DynamoDB Local 3.3.1 creates the item, and answers all of the attribute in which something was updated.
 *
 * @example
 * ```ts
 * import { Path as P, Program, Update as U } from 'bloop-ts'
 * import { Patches, patched } from 'bloop-ts/local'
 * import { inMemory } from 'bloop-ts/memory'
 * import { flow, pipe } from 'fp-ts/function'
 * import * as TE from 'fp-ts/TaskEither'
 * import * as assert from 'node:assert'
 *
 * const item = { home: { M: { city: { S: 'Nice' }, street: { S: 'Rue Droite' } } } }
 * const whole = patched({ UpdateItem: () => TE.right({ attributes: item }) })
 * const repaired = flow(whole, Patches.updates)
 * const answer = await Program.perform({
 *   _tag: 'UpdateItem',
 *   update: {
 *     _tag: 'Update',
 *     table: 'users',
 *     key: { id: { S: 'ann' } },
 *     update: U.set(pipe(P.path('home'), P.field('city')), { S: 'Nice' }),
 *     condition: { _tag: 'Always' },
 *   },
 *   returning: 'updatedNew',
 *   itemOnFailure: false,
 * })(repaired(inMemory()))()
 * assert.deepStrictEqual(answer, { _tag: 'Right', right: { attributes: { home: { M: { city: { S: 'Nice' } } } } } })
 * ```
 */
export const updates: Middleware = patch({
  UpdateItem: ofValid<'UpdateItem'>((operation, next) =>
    pipe(
      onlyTakesAway(operation.update)
        ? pipe(
            next(onExisting(operation)),
            TE.orElse((error) => TE.fromEither(asAsked(operation)(error))),
          )
        : next(operation),
      TE.map(onlyUpdated(operation)),
    ),
  ),
})
