/** Laws of batches and transactions. */
import * as fc from 'fast-check'
import type { Condition } from '../../src/expression/condition/model'
import type { Operation, WriteAction } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { someItems } from '../arbitrary/operation'
import { at } from '../arbitrary/operationExpression'
import { item, key } from '../arbitrary/operationItem'
import type { Law } from '../law'
import type { KnownDifference } from './agreement'
import { get } from './items'
import { bagText, itemText } from './meaning'
import { showOperation, showOperations } from './show'
import { ask, contents, expectRight } from './store'
import { askText, type Opened, storeLaw } from './storeLaw'
import { keyOf } from './table'

const keyText = (i: Item): string => itemText(keyOf(i))

const distinctKeys = fc.uniqueArray(key, { minLength: 1, maxLength: 8, selector: keyText })

const distinctItems = fc.uniqueArray(item, { minLength: 1, maxLength: 8, selector: keyText })

const exists: Condition<never> = { _tag: 'Exists', path: at('p') }
const missing: Condition<never> = { _tag: 'Missing', path: at('p') }

const add = (table: string, k: Item): WriteAction => ({
  _tag: 'Update',
  table,
  key: k,
  update: {
    _tag: 'Update',
    actions: [{ _tag: 'Add', path: at('times'), value: { _tag: 'Value', value: { N: '1' } } }],
  },
  condition: { _tag: 'Always' },
})

const transaction = (actions: ReadonlyArray<WriteAction>, token?: string): Operation<'TransactWriteItems'> => ({
  _tag: 'TransactWriteItems',
  actions,
  itemOnFailure: false,
  ...(token === undefined ? {} : { token }),
})

const newToken = (): string => `law-${Math.random().toString(36).slice(2)}`

const batchGet = (table: string, keys: ReadonlyArray<Item>): Operation<'BatchGetItem'> => ({
  _tag: 'BatchGetItem',
  tables: [{ table, keys, consistent: true }],
})

const action = (table: string, kind: number, i: Item, condition: Condition<never>): WriteAction =>
  kind === 0
    ? { _tag: 'Put', table, item: i, condition }
    : kind === 1
      ? { ...add(table, keyOf(i)), condition }
      : { _tag: kind === 2 ? 'Delete' : 'Check', table, key: keyOf(i), condition }

const planned = fc.record({
  items: someItems,
  plan: fc.uniqueArray(fc.record({ i: item, kind: fc.nat(3), condition: fc.constantFrom(exists, missing) }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ i }) => keyText(i),
  }),
})

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of batches and transactions. */
export const manyLaws = (store: Opened, table: string, known: ReadonlyArray<KnownDifference>): ReadonlyArray<Law> => {
  const law = storeLaw(store)
  return [
    law(
      'a batch reads all that is there, and nothing else',
      fc.record({ items: someItems, keys: distinctKeys }),
      ({ items, keys }) => `${bagText(items)}\n${showOperation(batchGet(table, keys))}`,
      async (s, { keys }) => {
        const { items, unprocessed } = await expectRight(s.interpreter, batchGet(table, keys))
        const wanted = new Set(keys.map(keyText))
        return {
          left: `${unprocessed.length} ${bagText(items.map(({ item: i }) => i))}`,
          right: `0 ${bagText((await contents(s)).filter((i) => wanted.has(keyText(i))))}`,
        }
      },
    ),
    law(
      'a batch writes all of it',
      fc.record({ items: someItems, puts: distinctItems, deletes: distinctKeys }),
      ({ items, puts, deletes }) => `${bagText(items)}\nput\n${bagText(puts)}\ndelete\n${bagText(deletes)}`,
      async (s, { puts, deletes }) => {
        const before = await contents(s)
        const written = new Set(puts.map(keyText))
        const gone = deletes.filter((k) => !written.has(keyText(k)))
        const changed = new Set([...written, ...gone.map(keyText)])
        const writes = [
          ...puts.map((i) => ({ _tag: 'Put' as const, table, item: i })),
          ...gone.map((k) => ({ _tag: 'Delete' as const, table, key: k })),
        ]
        const { unprocessed } = await expectRight(s.interpreter, { _tag: 'BatchWriteItem', writes })
        return {
          left: `${unprocessed.length} ${bagText(await contents(s))}`,
          right: `0 ${bagText([...before.filter((i) => !changed.has(keyText(i))), ...puts])}`,
        }
      },
    ),
    law(
      'a transaction does everything, or nothing with a reason at each place',
      planned,
      ({ items, plan }) =>
        `${bagText(items)}\n${showOperation(transaction(plan.map(({ i, kind, condition }) => action(table, kind, i, condition))))}`,
      async (s, { plan }) => {
        const before = await contents(s)
        const there = new Map(before.map((i) => [keyText(i), i]))
        const failed = plan.map(({ i, condition }) => there.has(keyText(i)) !== (condition === exists))
        const actions = plan.map(({ i, kind, condition }) => action(table, kind, i, condition))
        const answer = await askText(s, transaction(actions))
        for (const { i, kind } of plan) {
          if (kind === 0) there.set(keyText(i), i)
          else if (kind === 1) there.set(keyText(i), { ...(there.get(keyText(i)) ?? keyOf(i)), times: { N: '1' } })
          else if (kind === 2) there.delete(keyText(i))
        }
        const canceled = failed.includes(true)
        return {
          left: `${answer}\n${bagText(await contents(s))}`,
          right: canceled
            ? `TransactionCanceled: ${failed.map((f) => (f ? 'ConditionalCheckFailed' : 'None')).join(', ')}\n${bagText(before)}`
            : `done\n${bagText([...there.values()])}`,
        }
      },
    ),
    law(
      'a transaction with a token is done once, however often it is asked',
      fc.record({ items: fc.constant<ReadonlyArray<Item>>([]), keys: distinctKeys }),
      ({ keys }) =>
        showOperation(
          transaction(
            keys.map((k) => add(table, k)),
            'the same',
          ),
        ),
      async (s, { keys }) => {
        const once = transaction(
          keys.map((k) => add(table, k)),
          newToken(),
        )
        const answers = [await askText(s, once), await askText(s, once), await askText(s, once)]
        return {
          left: `${answers.join(', ')}\n${bagText(await contents(s))}`,
          right: `done, done, done\n${bagText(keys.map((k) => ({ ...k, times: { N: '1' } })))}`,
        }
      },
    ),
    law(
      'a token of another transaction is refused, and nothing is done',
      fc.record({ items: fc.constant<ReadonlyArray<Item>>([]), k: key, other: item }),
      ({ k, other }) =>
        showOperations([
          transaction([add(table, k)], 't'),
          transaction([{ ...action(table, 0, other, missing) }], 't'),
        ]),
      async (s, { k, other }) => {
        const token = newToken()
        await expectRight(s.interpreter, transaction([add(table, k)], token))
        const before = bagText(await contents(s))
        const answer = await askText(s, transaction([action(table, 0, other, { _tag: 'Always' })], token))
        return { left: `${answer}\n${bagText(await contents(s))}`, right: `IdempotentMismatch\n${before}` }
      },
    ),
    law(
      'a transaction with an item twice is refused, and nothing is done',
      fc.record({ items: someItems, i: item, kinds: fc.tuple(fc.nat(3), fc.nat(3)), others: distinctItems }),
      ({ i, kinds: [x, y] }) =>
        showOperation(transaction([action(table, x, i, { _tag: 'Always' }), action(table, y, i, { _tag: 'Always' })])),
      async (s, { i, kinds: [x, y], others }) => {
        const always: Condition<never> = { _tag: 'Always' }
        const before = await contents(s)
        const rest = others.filter((o) => keyText(o) !== keyText(i)).map((o) => action(table, 0, o, always))
        const operation = transaction([action(table, x, i, always), ...rest, action(table, y, i, always)])
        const expected = 'RequestRefused ValidationException'
        if (known.some(({ applies }) => applies({ operation, before, expected }))) return { left: '', right: '' }
        const answer = await ask(s.interpreter, operation)
        return { left: `${answer._tag}\n${bagText(await contents(s))}`, right: `Left\n${bagText(before)}` }
      },
    ),
    law(
      'a transaction reads what single reads do, in the order asked',
      fc.record({ items: someItems, keys: distinctKeys }),
      ({ items, keys }) => `${bagText(items)}\n${keys.map(itemText).join('\n')}`,
      async (s, { keys }) => {
        const gets = keys.map((k) => ({ table, key: k }))
        const { items } = await expectRight(s.interpreter, { _tag: 'TransactGetItems', gets })
        const single = await Promise.all(keys.map((k) => expectRight(s.interpreter, get(table, k))))
        const text = (i: Item | undefined): string => (i === undefined ? 'none' : itemText(i))
        return { left: items.map(text).join('\n'), right: single.map(({ item: i }) => text(i)).join('\n') }
      },
    ),
  ]
}
