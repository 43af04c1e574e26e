/** Mutants of events. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `events > ${name}`)

const file = 'src/interpreter/middleware/observing/events.ts'
const values = 'src/interpreter/middleware/observing/values.ts'

/** Faults of what is told. */
export const events: ReadonlyArray<Mutant> = [
  {
    name: 'puts are not told',
    file,
    from: "case 'PutItem':\n      return E.isLeft(exchange.answer) ? [] : writes(models, exchange.operation.put)",
    to: "case 'PutItem':\n      return []",
    kills: laws('what is put is told'),
  },
  {
    name: 'of a batch the first write is told',
    file,
    from: 'processed(models, operation, answer.right.unprocessed).flatMap',
    to: 'processed(models, operation, answer.right.unprocessed).slice(0, 1).flatMap',
    kills: laws('what is put in a batch is told'),
  },
  {
    name: 'an update that removes an attribute is told to be none of a model',
    file: values,
    from: "(action._tag !== 'Set' && action._tag !== 'Remove')",
    to: "action._tag !== 'Set'",
    kills: laws('what is saved is told', 'what is saved in a transaction is told'),
  },
  {
    name: 'transactions are told where they were cancelled',
    file,
    from: "case 'TransactWriteItems':\n      return E.isLeft(exchange.answer) ? [] :",
    to: "case 'TransactWriteItems':\n      return E.isRight(exchange.answer) ? [] :",
    kills: laws('what is saved in a transaction is told'),
  },
  {
    name: 'a read is told where it projects, and only there',
    file,
    from: 'loads(models, operation.table, seenBy(operation.projection), [answer.right.item])',
    to: 'operation.projection === undefined ? [] : loads(models, operation.table, seenBy(operation.projection), [answer.right.item])',
    kills: laws('what is read is told'),
  },
  {
    name: 'what is read in a batch is told as of the first item',
    file,
    from: 'return answer.right.items.flatMap(({ table, item }) =>',
    to: 'return answer.right.items.flatMap(({ table }, _, [{ item }]) =>',
    kills: laws('what is read in a batch is told'),
  },
  {
    name: 'of a transaction the items are told that stand one place on',
    file,
    from: '[answer.right.items[i]]',
    to: '[answer.right.items[i + 1]]',
    kills: laws('what is read in a transaction is told'),
  },
  {
    name: 'what is scanned is not told, and what is queried neither',
    file,
    from: 'loads(models, table, seenBy(projection, index), answer.right.items)',
    to: "loads(models, table, seenBy(projection, index ?? ''), answer.right.items)",
    kills: laws('what is scanned is told', 'what is queried is told'),
  },
]
