/** Laws of what goes wrong: every operation is answered, whatever it is. */

import * as fc from 'fast-check'
import { isLeft } from 'fp-ts/Either'
import type { Operation } from '../../src/program/Operation'
import type { TableSchema } from '../../src/value/TableSchema'
import { operation, shown, someItems } from '../arbitrary/operation'
import { changesTable } from '../arbitrary/operationTable'
import { absentTable } from '../arbitrary/operationWrite'
import { type Law, property } from '../law'
import { errorText } from './meaning'
import { showOperation } from './show'
import { ask } from './store'
import type { Opened } from './storeLaw'

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const isObject = (u: unknown): u is { readonly [name: string]: unknown } => typeof u === 'object' && u !== null

// The value with what stands at one place, found by going down by numbers, replaced.
const corrupt = (u: unknown, way: ReadonlyArray<number>, by: unknown): unknown => {
  const [first, ...rest] = way
  if (first === undefined || !isObject(u) || u instanceof Uint8Array) return by
  const names = Object.keys(u).filter((name) => name !== '_tag')
  const name = names[first % Math.max(names.length, 1)]
  if (name === undefined) return by
  const inner = corrupt(u[name], rest, by)
  return Array.isArray(u)
    ? u.map((v, i) => (String(i) === name ? inner : v))
    : Object.fromEntries(Object.entries(u).map(([n, v]) => [n, n === name ? inner : v]))
}

const rubbish = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, 0, -1, Number.NaN, '', 'x', [], {}, { N: 'one' }, { S: 1 }, { X: 1 }),
  fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true }),
)

// Tables are not made, changed or deleted: names that are rubbish could be those of others.
const malformed = (schema: TableSchema): fc.Arbitrary<Operation> =>
  fc
    .tuple(
      someItems.chain(operation(schema)).filter((good) => !changesTable(good)),
      fc.array(fc.nat(6), { minLength: 1, maxLength: 6 }),
      rubbish,
    )
    .map(([good, way, by]) => corrupt(good, way, by) as Operation)

const named = (schema: TableSchema): fc.Arbitrary<Operation> =>
  someItems
    .chain(operation({ ...schema, name: absentTable }))
    .filter(({ _tag }) => _tag !== 'CreateTable' && _tag !== 'TransactWriteItems')

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of what goes wrong. */
export const refusalLaws = (store: Opened, schema: TableSchema): ReadonlyArray<Law> => [
  property('an operation that is none is answered', shown(malformed(schema), fc.stringify), async ({ value }) => {
    const { interpreter } = await store()
    const answer: unknown = await interpreter(value)()
    return isObject(answer) && (answer._tag === 'Left' || answer._tag === 'Right')
      ? undefined
      : `the answer is ${fc.stringify(answer)}`
  }),
  property('where there is no table, every operation fails', shown(named(schema), showOperation), async ({ value }) => {
    const answer = await ask((await store()).interpreter, value)
    return isLeft(answer) ? undefined : 'it succeeds'
  }),
  property('a table that is there is not made again', fc.constant(schema), async () => {
    const answer = await ask((await store()).interpreter, { _tag: 'CreateTable', schema })
    const text = isLeft(answer) ? errorText(answer.left) : 'it is made'
    return text === `TableInUse ${schema.name}` ? undefined : text
  }),
]
