/** How a law about a store is made: it begins with given items in the table, and its two sides are texts. */
import type * as fc from 'fast-check'
import type { Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { shown } from '../arbitrary/operation'
import { type Equation, equation, type Law } from '../law'
import { answerText } from './meaning'
import { ask, reset, type Store } from './store'

/** A store that is opened once, when the first law asks. */
export type Opened = () => Promise<Store>

/** What a law begins with. */
export interface Given {
  readonly items: ReadonlyArray<Item>
}

/** A law about a table that holds the items of what is given; `show` prints the rest of it in a failure. */
export const storeLaw =
  (store: Opened) =>
  <A extends Given>(
    name: string,
    arbitrary: fc.Arbitrary<A>,
    show: (a: A) => string,
    sides: (store: Store, a: A) => Promise<Equation<string>>,
  ): Law =>
    equation(
      name,
      shown(arbitrary, show),
      async ({ value }) => {
        const opened = await store()
        await reset(opened, value.items)
        return sides(opened, value)
      },
      (x, y) => x === y,
      (text) => text,
    )

/** The meaning of the answer to an operation, as text. */
export const askText = async <Op extends Operation>({ interpreter }: Store, operation: Op): Promise<string> =>
  answerText(operation, await ask(interpreter, operation))
