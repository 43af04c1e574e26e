/** Consumption: what several requests consumed, told as one. */
import type { ConsumedCapacity, Consumption } from './Operation'

/** The units that were consumed of each table, in the order in which the tables come first. */
export const byTable = (parts: ReadonlyArray<ConsumedCapacity>): ReadonlyArray<ConsumedCapacity> => {
  const sums = new Map<string, number>()
  for (const { table, units } of parts) sums.set(table, (sums.get(table) ?? 0) + units)
  return Array.from(sums, ([table, units]) => ({ table, units }))
}

/** What several requests consumed, summed by table; absent where none of them says. */
export const together = (all: ReadonlyArray<Consumption>): Consumption => {
  const known = all.flatMap(({ consumed }) => (consumed === undefined ? [] : [consumed]))
  return known.length === 0 ? {} : { consumed: byTable(known.flat()) }
}
