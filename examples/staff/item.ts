/** The whole item of a person as it is stored, whichever models keep something in it. */
import { Program, Value as V } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { room, wrap } from '../tour/text'
import { Employee } from './models'

const get = (id: string) =>
  Program.perform({ _tag: 'GetItem', table: Employee.schema.name, key: Employee.encodeKey({ id }), consistent: true })

/** All that is stored of a person. */
export const itemOf = (id: string) =>
  pipe(
    get(id),
    RTE.map(({ item = {} }) => item),
  )

/** Its attributes by their stored names, as lines. */
export const showStored = (item: V.Item): ReadonlyArray<string> =>
  wrap(
    Object.entries(item)
      .map(([name, value]) => `${name}: ${V.show(value)}`)
      .sort(),
    { separator: ', ', width: room, lines: 3 },
    (hidden) => `… ${hidden} more`,
  )
