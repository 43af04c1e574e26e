/** Answers of queries and scans. */
import * as E from 'fp-ts/Either'
import type { KeyEquals } from '../../../expression/key/model'
import type { Page } from '../../../program/Operation'
import { count, decoder, type Found, item, items } from './guards'
import { agreeing } from './key'

/**
 * A page. `Count` says how many items there are; where only that was asked for there are no items. A key to go on from
 * that is empty would go on from the start, and is refused. So are items that a query's key, `asked`, does not have.
 */
export const page = (select: 'items' | 'count', asked: ReadonlyArray<KeyEquals> = []) =>
  decoder((answer, found): Page => {
    const all = select === 'count' ? [] : items(answer.Items, ['Items'], found)
    const matched = count(answer.Count, ['Count'], found)
    const scanned = count(answer.ScannedCount, ['ScannedCount'], found)
    agree(all.length, matched, scanned, select, found)
    if (found.length === 0) agreeing(asked)(all, ['Items'], found)
    if (answer.LastEvaluatedKey === undefined) return { items: all, count: matched, scanned }
    const next = item(answer.LastEvaluatedKey, ['LastEvaluatedKey'], found)
    if (found.length === 0 && Object.keys(next).length === 0)
      found.push({ path: ['LastEvaluatedKey'], expected: 'key', actual: next })
    return { items: all, count: matched, scanned, next }
  })

/** A page that was counted because its filter rejects all of it. */
export const emptyPage = (answer: unknown) =>
  E.map((counted: Page): Page => ({ ...counted, count: 0 }))(page('count')(answer))

const agree = (length: number, matched: number, scanned: number, select: 'items' | 'count', found: Found): void => {
  if (found.length > 0) return
  if (select === 'items' && matched !== length)
    found.push({ path: ['Count'], expected: `${length}, as many as there are items`, actual: matched })
  if (scanned < matched) found.push({ path: ['ScannedCount'], expected: `at least ${matched}`, actual: scanned })
}
