/**
 * observing: what programs do with the values of models, as typed events. An operation knows no models; here its items are
 * read by those that are given.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { type Event, observing } from 'bloop-ts/middleware'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, age: A.integer }
 * const User = M.model({ name: 'User', table: 'users', attributes, key: { partition: 'id' } })
 * const store = inMemory()
 * await T.bind(User)(store)()
 *
 * const seen: Array<Event<typeof User>> = []
 * const program = pipe(
 *   Write.run(Write.save(User)({ id: 'ann', age: 7 })),
 *   RTE.flatMap(() => Read.run(Read.load(User)({ id: 'ann' }))),
 *   RTE.flatMap(() => Write.run(Write.delete(User)({ id: 'ann' }))),
 * )
 * await program(observing([User], (event) => seen.push(event))(store))()
 * assert.deepStrictEqual(seen, [
 *   { _tag: 'ItemSaved', model: 'User', table: 'users', value: { id: 'ann', age: 7 } },
 *   { _tag: 'ItemLoaded', model: 'User', table: 'users', value: { id: 'ann', age: 7 } },
 *   { _tag: 'ItemDeleted', table: 'users', key: { id: { S: 'ann' } } },
 * ])
 * ```
 */
import type { AnyModel } from '../../model/AnyModel'
import type { Middleware } from '../../program/Interpreter'
import type { Event } from './observing/Event'
import { eventsOf } from './observing/events'
import { quietly, watched } from './watched'

export type { Event, ItemDeleted, ItemLoaded, ItemSaved, ItemUpdated, TableBound } from './observing/Event'

/**
 * Tells a listener what happened, once it is answered: nothing of what failed, of a transaction all or nothing, of a batch
 * what was processed. What the listener throws changes nothing.
 *
 * An item is a value of the first model, in the order given, that has its table and reads it; of a write the model must
 * also declare exactly what is written. A read is told where the whole value was read: not where a projection or an index
 * leaves out what the model declares. A page that is counted has no items. What is repeated (a transaction of the same
 * token) is told again.
 */
export const observing = <const Ms extends ReadonlyArray<AnyModel>>(
  models: Ms,
  listener: (event: Event<Ms[number]>) => unknown,
): Middleware =>
  watched(() => (exchange) => {
    for (const event of eventsOf<Ms[number]>(models, exchange)) quietly(() => listener(event))
  })
