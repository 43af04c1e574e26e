/** comparing: pages of one side, compared with what the other side has. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Item } from '../../value/AttributeValue'
import type { HandlerThrew } from '../errors'
import { keyIdentity } from '../identity'
import { total } from '../total'
import { differenceOf } from './compare'
import { itemsAt } from './copy'
import type { Difference } from './difference'
import type { VerifyError } from './errors'
import type { Give } from './merged'
import type { Sides } from './model'
import { imageOf, keyIn, type Rules } from './rules'
import { nextPage, type Part } from './scan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A page, compared: how many items of it are to be at the target, and how they differ. */
export type Page = Either<VerifyError, { readonly items: number; readonly differences: ReadonlyArray<Difference> }>

// -----------------------------------------------------------------------------
// pages
// -----------------------------------------------------------------------------

/** What a table is compared by. */
export interface Comparing {
  readonly asked: Parameters<typeof nextPage>[0]
  readonly options: Sides
  readonly rules: Rules
}

/** What is to be at the target of an item. A key that the transformation changed is never there: its item is left as it is made. */
const expectedOf = (rules: Rules, key: Item, item: Item | undefined): Either<HandlerThrew, Item | undefined> => {
  if (item === undefined) return E.right(undefined)
  const image = imageOf(rules)(key, item)
  return E.isRight(image) ? image : image.left._tag === 'KeyChanged' ? E.right(image.left.item) : E.left(image.left)
}

const keyed = (rules: Rules, items: ReadonlyArray<Item>): ReadonlyArray<readonly [Item, Item]> =>
  items.map((item) => [keyIn(rules, item), item])

/** Items of the source that the target does not have so. */
export const fromSource = async ({ asked, options, rules }: Comparing, items: ReadonlyArray<Item>): Promise<Page> => {
  const expected: Array<readonly [Item, Item]> = []
  for (const [key, item] of keyed(rules, items)) {
    const image = expectedOf(rules, key, item)
    if (E.isLeft(image)) return image
    if (image.right !== undefined) expected.push([key, image.right])
  }
  const keys = expected.map(([key]) => key)
  const found = await itemsAt(asked)(total(options.to), rules.target, keys, options.consistent ?? true)
  if (E.isLeft(found)) return found
  const differences = expected.flatMap(([key, item]) => {
    const other = found.right.get(keyIdentity(rules.target, key))
    return differenceOf(rules.table, key, item, other) ?? []
  })
  return E.right({ items: expected.length, differences })
}

/** Items of the target that the source does not have; those that both have are compared from the other side. */
export const fromTarget = async ({ asked, options, rules }: Comparing, items: ReadonlyArray<Item>): Promise<Page> => {
  const there = keyed(rules, items)
  const keys = there.map(([key]) => key)
  const found = await itemsAt(asked)(total(options.from), rules.table, keys, options.consistent ?? true)
  if (E.isLeft(found)) return found
  const differences: Array<Difference> = []
  for (const [key, actual] of there) {
    const expected = expectedOf(rules, key, found.right.get(keyIdentity(rules.table, key)))
    if (E.isLeft(expected)) return expected
    if (expected.right === undefined) differences.push({ _tag: 'Extra', table: rules.table, key, actual })
  }
  return E.right({ items: 0, differences })
}

/** Compares a part, page by page. */
export const comparing =
  (asked: Comparing['asked'], part: Part, compare: (items: ReadonlyArray<Item>) => Promise<Page>) =>
  async (give: Give<Page>): Promise<void> => {
    let place = 'start'
    while (place !== 'done') {
      const page = await nextPage(asked)(part, place)
      const compared = E.isLeft(page) ? page : await compare(page.right.items)
      if (!(await give(compared)) || E.isLeft(compared) || E.isLeft(page)) return
      place = page.right.place
    }
  }
