/** Laws of operations on one item, which ask nothing but the interpreter itself and the algebras. */

import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { evaluate } from '../../src/expression/condition/evaluate'
import type { Condition } from '../../src/expression/condition/model'
import { apply } from '../../src/expression/update/apply'
import type { Update } from '../../src/expression/update/model'
import type { Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { someItems } from '../arbitrary/operation'
import { at, condition, update } from '../arbitrary/operationExpression'
import { item, key } from '../arbitrary/operationItem'
import type { Law } from '../law'
import { bagText, itemText } from './meaning'
import { showOperation, showOperations } from './show'
import { ask, contents, expectRight, type Store } from './store'
import { askText, type Opened, storeLaw } from './storeLaw'
import { keyOf } from './table'

const always: Condition<never> = { _tag: 'Always' }

const put = (table: string, i: Item, c: Condition<never> = always): Operation<'PutItem'> => ({
  _tag: 'PutItem',
  put: { _tag: 'Put', table, item: i, condition: c },
  returning: 'none',
  itemOnFailure: false,
})

const remove = (table: string, k: Item): Operation<'DeleteItem'> => ({
  _tag: 'DeleteItem',
  delete: { _tag: 'Delete', table, key: k, condition: always },
  returning: 'none',
  itemOnFailure: false,
})

/** A consistent read of a key. */
export const get = (table: string, k: Item): Operation<'GetItem'> => ({
  _tag: 'GetItem',
  table,
  key: k,
  consistent: true,
})

const got = async ({ interpreter, schema }: Store, k: Item): Promise<Item | undefined> =>
  (await expectRight(interpreter, get(schema.name, keyOf(k)))).item

const gotText = async (store: Store, k: Item): Promise<string> => textOf(await got(store, k))
const textOf = (i: Item | undefined): string => (i === undefined ? 'no item' : itemText(i))

const find = (items: ReadonlyArray<Item>, k: Item): Item | undefined =>
  [...items].reverse().find((i) => itemText(keyOf(i)) === itemText(keyOf(k)))

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const nothing: ReadonlyArray<Item> = []
const one = item.map((i) => ({ items: nothing, i }))
const guarded = someItems.chain((items) =>
  fc.record({
    items: fc.constant(items),
    i: fc.oneof(fc.constantFrom(...items), item),
    c: condition(items),
    kind: fc.constantFrom('put' as const, 'update' as const, 'delete' as const),
  }),
)

const guardedWrite = (table: string, kind: 'put' | 'update' | 'delete', i: Item, c: Condition<never>): Operation => {
  const k = keyOf(i)
  if (kind === 'put') return put(table, i, c)
  if (kind === 'delete') return { ...remove(table, k), delete: { _tag: 'Delete', table, key: k, condition: c } }
  const a = { _tag: 'Set' as const, path: at('a'), value: { _tag: 'Value' as const, value: { S: 'set' } } }
  return {
    _tag: 'UpdateItem',
    update: { _tag: 'Update', table, key: k, update: { _tag: 'Update', actions: [a] }, condition: c },
    returning: 'none',
    itemOnFailure: false,
  }
}

const isGiving = ({ _tag }: Update<never>['actions'][number]): boolean => _tag === 'Set' || _tag === 'Add'

const rightOf = (table: string, i: Item, u: Update<never>): Operation<'UpdateItem'> => ({
  _tag: 'UpdateItem',
  update: { _tag: 'Update', table, key: keyOf(i), update: u, condition: always },
  returning: 'none',
  itemOnFailure: false,
})

/** The laws of operations on one item. */
export const itemLaws = (store: Opened, table: string): ReadonlyArray<Law> => {
  const law = storeLaw(store)
  return [
    law(
      'put; get = the item',
      one,
      ({ i }) => showOperation(put(table, i)),
      async (s, { i }) => {
        await expectRight(s.interpreter, put(table, i))
        return { left: await gotText(s, i), right: itemText(i) }
      },
    ),
    law(
      'put; put = the last put',
      fc.tuple(item, item).map(([x, y]) => ({ items: nothing, x, y: { ...y, ...keyOf(x) } })),
      ({ x, y }) => showOperations([put(table, x), put(table, y)]),
      async (s, { x, y }) => {
        await expectRight(s.interpreter, put(table, x))
        await expectRight(s.interpreter, put(table, y))
        return { left: bagText(await contents(s)), right: itemText(y) }
      },
    ),
    law(
      'delete; get = nothing, and deleting again succeeds',
      item.map((i) => ({ items: [i], i })),
      ({ i }) => showOperation(remove(table, keyOf(i))),
      async (s, { i }) => {
        await expectRight(s.interpreter, remove(table, keyOf(i)))
        await expectRight(s.interpreter, remove(table, keyOf(i)))
        return { left: await gotText(s, i), right: 'no item' }
      },
    ),
    law(
      'a write is done exactly where its condition holds; where it does not, nothing changes',
      guarded,
      ({ items, i, c, kind }) => showOperations([...items.map((x) => put(table, x)), guardedWrite(table, kind, i, c)]),
      async (s, { items, i, c, kind }) => {
        const before = find(items, i)
        const answer = await ask(s.interpreter, guardedWrite(table, kind, i, c))
        const refused = E.isLeft(answer) && answer.left._tag !== 'ConditionFailed'
        const done = !refused && evaluate(c)(before ?? {})
        const after = kind === 'put' ? i : kind === 'delete' ? undefined : { ...(before ?? keyOf(i)), a: { S: 'set' } }
        return {
          left: `${refused ? 'refused' : answer._tag} ${await gotText(s, i)}`,
          right: `${refused ? 'refused' : done ? 'Right' : 'Left'} ${textOf(done ? after : before)}`,
        }
      },
    ),
    law(
      'of many puts at once where nothing is, exactly one is done',
      fc.record({ items: fc.constant(nothing), k: key, n: fc.integer({ min: 2, max: 8 }) }),
      ({ k, n }) => `${n} times at once: ${showOperation(put(table, k, { _tag: 'Missing', path: at('p') }))}`,
      async (s, { k, n }) => {
        const all = Array.from({ length: n }, (_, i): Item => ({ ...k, a: { N: String(i) } }))
        const answers = await Promise.all(
          all.map((i) => ask(s.interpreter, put(table, i, { _tag: 'Missing', path: at('p') }))),
        )
        const winners = all.filter((_, i) => E.isRight(answers[i] ?? E.left(0)))
        const losers = answers.filter((a) => E.isLeft(a) && a.left._tag === 'ConditionFailed')
        return {
          left: `${winners.length} done, ${losers.length} failed, ${bagText(await contents(s))}`,
          right: `1 done, ${n - 1} failed, ${bagText(winners.slice(0, 1))}`,
        }
      },
    ),
    law(
      'an update does what it means, or nothing',
      item.chain((i) => fc.tuple(update([i]), fc.nat(3)).map(([u, n]) => ({ items: n === 0 ? [] : [i], i, u }))),
      ({ items, i, u }) => showOperations([...items.map((x) => put(table, x)), rightOf(table, i, u)]),
      async (s, { items, i, u }) => {
        const [before] = items
        const answer = await ask(s.interpreter, rightOf(table, i, u))
        const meant = apply(u)(before ?? keyOf(i))
        // One that only takes away creates no item.
        const stays = before !== undefined || u.actions.length === 0 || u.actions.some(isGiving)
        return {
          left: `${answer._tag} ${await gotText(s, i)}`,
          right:
            E.isLeft(answer) || E.isLeft(meant)
              ? `Left ${textOf(before)}`
              : `Right ${textOf(stays ? meant.right : undefined)}`,
        }
      },
    ),
    law(
      'an update answers the item as it was and as it is',
      item.chain((i) => update([i]).map((u) => ({ items: [i], i, u }))),
      ({ i, u }) => showOperations([put(table, i), rightOf(table, i, u)]),
      async (s, { i, u }) => {
        const old = await askText(s, { ...rightOf(table, i, u), returning: 'old' })
        const next = await askText(s, { ...rightOf(table, i, u), returning: 'new' })
        const known = (text: string, x: Item | undefined) =>
          text.startsWith('attributes') ? `attributes ${textOf(x)}` : text
        return { left: `${old}\n${next}`, right: `${known(old, i)}\n${known(next, await got(s, i))}` }
      },
    ),
  ]
}
