/** News: a table that is bound is told once, however often it is described; and again once something of it has changed. */
import type { AnyModel } from '../../../model/AnyModel'
import type { OperationName } from '../../../program/Operation'
import { tablesOf } from '../../../program/tablesOf'
import { canonical } from '../recording/json'
import type { Exchange } from '../tapped'
import type { Event, TableBound } from './Event'

const ofTables: ReadonlySet<OperationName> = new Set<OperationName>([
  'CreateTable',
  'DescribeTable',
  'UpdateTable',
  'DeleteTable',
])

// What a table is said to be, but for how many items it has.
const stateOf = ({ description: { itemCount: _, ...state } }: TableBound): string => canonical(state)

const keyOf = (model: string, table: string): string => JSON.stringify([model, table])

/** The events that are news, of those of one exchange after another. A table that is no longer bound is forgotten. */
export const newsOf = (
  models: ReadonlyArray<AnyModel>,
): (<M extends AnyModel>(exchange: Exchange, events: ReadonlyArray<Event<M>>) => ReadonlyArray<Event<M>>) => {
  const known = new Map<string, string>()
  return (exchange, events) => {
    if (!ofTables.has(exchange._tag) || exchange.answer._tag === 'Left') return events
    const [table] = tablesOf(exchange.operation)
    const bound = new Map(
      events.flatMap((one) => (one._tag === 'TableBound' ? [[keyOf(one.model, one.table), one] as const] : [])),
    )
    const before = new Map(known)
    for (const { name, schema } of models) {
      const key = keyOf(name, schema.name)
      const event = bound.get(key)
      if (event !== undefined) known.set(key, stateOf(event))
      else if (schema.name === table) known.delete(key)
    }
    return events.filter((one) => one._tag !== 'TableBound' || before.get(keyOf(one.model, one.table)) !== stateOf(one))
  }
}
