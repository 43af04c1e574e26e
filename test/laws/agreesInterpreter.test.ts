import { flatten, interpreterLaws, type Law } from 'bloop-ts/laws'
import { inMemory } from 'bloop-ts/memory'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operations } from '../../laws/arbitrary/operation'
import { schemaOf } from '../../laws/interpreter/table'
import type { Interpreter, Middleware, Operation } from '../../src'
import type { Condition } from '../../src/expression/condition/model'

const always: Condition<never> = { _tag: 'Always' }
const isConditional = ({ condition }: { readonly condition: Condition<never> }): boolean => condition._tag !== 'Always'

/** What an operation is a case of. */
const kindsOf = (operation: Operation): ReadonlyArray<string> => {
  const conditional = (name: string, write: { readonly condition: Condition<never> }) =>
    isConditional(write) ? [name, `${name} IF`] : [name]
  switch (operation._tag) {
    case 'PutItem':
      return conditional('put', operation.put)
    case 'UpdateItem':
      return conditional('update', operation.update)
    case 'DeleteItem':
      return conditional('delete', operation.delete)
    case 'TransactWriteItems':
      return operation.actions.flatMap((action) => conditional(`transaction: ${action._tag}`, action))
    case 'Query':
    case 'Scan':
      return [
        `${operation._tag} ${operation.index ?? 'table'}`,
        ...(operation.limit === undefined ? [] : [`${operation._tag} with pages`]),
        ...(isConditional({ condition: operation.filter }) ? [`${operation._tag} with filter`] : []),
        ...(operation._tag === 'Query' ? [`Query ${operation.direction}`] : []),
        ...(operation._tag === 'Scan' && operation.segment !== undefined ? ['Scan of a segment'] : []),
      ]
    default:
      return [operation._tag]
  }
}

describe('the operations that interpreters are compared by', () => {
  it('have every kind: conditional writes, every index, pages, batches, transactions', () => {
    const counts = new Map<string, number>()
    const samples = fc.sample(operations(schemaOf('t', true), false), { numRuns: 1000, seed: 1 })
    for (const { value } of samples)
      for (const kind of new Set(value.flatMap(kindsOf))) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const wanted = [
      ...['put', 'update', 'delete'].flatMap((name) => [name, `${name} IF`]),
      ...['Put', 'Update', 'Delete', 'Check'].map((name) => `transaction: ${name}`),
      ...['Put', 'Update', 'Delete', 'Check'].map((name) => `transaction: ${name} IF`),
      ...['Query', 'Scan'].flatMap((name) => [
        ...['table', 'byGroup', 'byLevel', 'byPair'].map((source) => `${name} ${source}`),
        `${name} with pages`,
        `${name} with filter`,
      ]),
      ...['Query forward', 'Query backward', 'Scan of a segment'],
      ...['GetItem', 'BatchGetItem', 'BatchWriteItem', 'TransactGetItems', 'DescribeTable'],
    ]
    // Each in at least one of a hundred sequences.
    expect(wanted.filter((kind) => (counts.get(kind) ?? 0) < 10).map((kind) => [kind, counts.get(kind)])).toEqual([])
  })
})

// -----------------------------------------------------------------------------
// interpreters that are wrong in one way, and how little shows it
// -----------------------------------------------------------------------------

const agreement = (interpreter: Interpreter): Law | undefined =>
  flatten(interpreterLaws(interpreter))
    .flatMap(({ laws }) => laws)
    .find(({ name }) => name === 'operations are answered as in memory, and leave the same items')

const found = async (wrong: Middleware) => {
  const details = await agreement(wrong(inMemory()))?.check({ seed: 1, numRuns: 2000 })
  const text = details?.failed && details.errorInstance instanceof Error ? details.errorInstance.message : ''
  return { text, operations: text.split('\n').filter((line) => /^ +\d+\. /.test(line)).length }
}

const asking =
  (change: (operation: Operation) => Operation): Middleware =>
  (interpreter) =>
  (operation) =>
    interpreter(change(operation) as typeof operation)

describe('a counterexample is minimal, and text', () => {
  it('of deletes whose condition is forgotten: one operation', async () => {
    const { text } = await found(
      asking((o) => (o._tag === 'DeleteItem' ? { ...o, delete: { ...o.delete, condition: always } } : o)),
    )
    expect(text).toMatchInlineSnapshot(`
      "  1. Delete bloop-laws-operations { p: 'a', n: 0 } IF 'y' = g
      the last one is answered otherwise
      expected: ConditionFailed bloop-laws-operations
      actual:   no attributes"
    `)
  })

  it.each<readonly [string, number, Middleware]>([
    [
      'puts are forgotten',
      1,
      asking((o) =>
        o._tag === 'PutItem' ? { ...o, put: { ...o.put, condition: { _tag: 'Not', condition: always } } } : o,
      ),
    ],
    ['queries read forward only', 3, asking((o) => (o._tag === 'Query' ? { ...o, direction: 'forward' } : o))],
    ['filters are dropped', 2, asking((o) => (o._tag === 'Query' || o._tag === 'Scan' ? { ...o, filter: always } : o))],
    [
      'the last action of a transaction is forgotten',
      1,
      asking((o) =>
        o._tag === 'TransactWriteItems' && o.actions.length > 1 ? { ...o, actions: o.actions.slice(0, -1) } : o,
      ),
    ],
  ])('where %s: %i operations', async (_, most, wrong) => {
    const { operations: count, text } = await found(wrong)
    expect(count, text).toBeGreaterThan(0)
    expect(count, text).toBeLessThanOrEqual(most)
    expect(text).toContain('expected: ')
  })
})
