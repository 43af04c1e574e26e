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
 *   { _tag: 'ItemDeleted', models: ['User'], table: 'users', key: { id: { S: 'ann' } } },
 * ])
 * ```
 */
import type { AnyModel } from '../../model/AnyModel'
import type { Middleware } from '../../program/Interpreter'
import { quietly } from '../../program/quietly'
import type { Event } from './observing/Event'
import { eventsOf } from './observing/events'
import { newsOf } from './observing/news'
import { tapped } from './tapped'

export type { Event, ItemDeleted, ItemLoaded, ItemSaved, ItemUpdated, TableBound } from './observing/Event'

/**
 * Tells a listener what happened, once it is answered: nothing of what failed, of a transaction all or nothing, of a batch
 * what was processed. What the listener throws changes nothing.
 *
 * An item that is read is a value of the model, of those that have its table and read it, that declares most of its
 * attributes; of several the first in the order given. Of a write the model must declare exactly what is written: so what
 * is put is loaded as a value of the same model. A read is told where the whole value was read: not where a projection or an
 * index leaves out what the model declares. A page that is counted has no items. What is repeated (a transaction of the
 * same token) is told again; a table that is bound only once something of it has changed, however often it is described.
 */
export const observing =
  <const Ms extends ReadonlyArray<AnyModel>>(models: Ms, listener: (event: Event<Ms[number]>) => unknown): Middleware =>
  (interpreter) => {
    const news = newsOf(models)
    return tapped(() => (exchange) => {
      for (const event of news(exchange, eventsOf<Ms[number]>(models, exchange))) quietly(() => listener(event))
    })(interpreter)
  }
