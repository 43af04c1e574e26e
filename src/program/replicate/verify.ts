/** verify: both sides are compared, in constant memory. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Item } from '../../value/AttributeValue'
import type { HandlerThrew } from '../errors'
import { keyIdentity } from '../identity'
import type { Models } from '../table/TablePlan'
import { paceOf } from '../time/Pace'
import * as Policy from '../time/Policy'
import { systemTimer, type Timer } from '../time/Timer'
import { total } from '../total'
import { differenceOf } from './compare'
import { itemsAt } from './copy'
import type { Difference } from './difference'
import type { VerifyError } from './errors'
import { type Give, merged } from './merged'
import type { Sides } from './model'
import { invalidOptions, rulesFor, sidesSeen } from './prepare'
import { imageOf, keyIn, type Rules } from './rules'
import { nextPage, type Part } from './scan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How two sides are compared: filter and transformation as they were replicated with. */
export interface VerifyOptions extends Sides {
  /** How many differences `verify` lists at most: 100. All are counted. */
  readonly limit?: number
  /** After which waits a read is repeated that failed for the moment: from 100 ms, doubling, 5 times. */
  readonly retry?: Policy.Policy
  /** Ends it: what is read then is `Aborted`. */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
}

/** What came of it. */
export interface Verified {
  /** Items at the source that are to be at the target. */
  readonly items: number
  readonly differences: number
  /** The first of them. */
  readonly listed: ReadonlyArray<Difference>
}

/** A page, compared: how many items of it are to be at the target, and how they differ. */
type Page = Either<VerifyError, { readonly items: number; readonly differences: ReadonlyArray<Difference> }>

// -----------------------------------------------------------------------------
// pages
// -----------------------------------------------------------------------------

interface Comparing {
  readonly asked: Parameters<typeof nextPage>[0]
  readonly options: VerifyOptions
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
const fromSource = async ({ asked, options, rules }: Comparing, items: ReadonlyArray<Item>): Promise<Page> => {
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
const fromTarget = async ({ asked, options, rules }: Comparing, items: ReadonlyArray<Item>): Promise<Page> => {
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
const comparing =
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

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const defaultRetry: Policy.Policy = pipe(Policy.exponential(100), Policy.jittered, Policy.concat(Policy.limit(5)))

/** All pages, in no order; a failure is the last one. */
async function* pagesOf(models: Models, options: VerifyOptions): AsyncGenerator<Page, void, undefined> {
  const { from, to, consistent = true, segments = 4, retry = defaultRetry, timer = systemTimer, signal } = options
  const asked: Comparing['asked'] = { pace: () => paceOf(retry, timer, signal), tell: () => undefined }
  const invalid = invalidOptions(options)
  if (invalid !== undefined) return yield E.left(invalid)
  const tables = rulesFor(models, options)
  if (E.isLeft(tables)) return yield tables
  for (const { spec, rules } of tables.right) {
    const seen = await sidesSeen(asked)(total(from), total(to), spec.schema, rules.target)
    if (E.isLeft(seen)) return yield seen
    const own: Comparing = { asked, options, rules }
    const loops = Array.from({ length: segments }, (_, index) => {
      const part = { key: rules.schema, consistent, segment: { index, total: segments } }
      return [
        comparing(asked, { ...part, interpreter: total(from), table: rules.table }, (items) => fromSource(own, items)),
        comparing(asked, { ...part, interpreter: total(to), table: rules.target }, (items) => fromTarget(own, items)),
      ]
    })
    for await (const page of merged(loops.flat())) {
      yield signal?.aborted ? E.left({ _tag: 'Aborted' }) : page
      if (signal?.aborted || E.isLeft(page)) return
    }
  }
}

/**
 * What is not at the target as it is to be: each difference as it is found, in no order; a failure is the last element.
 * Iterating never rejects, and who stops asking ends it. Both sides are scanned in segments, and what is found on one is looked up
 * on the other: memory for two pages a segment. It costs a read of all items on either side twice.
 *
 * While either side is written, what is on its way is told as a difference too.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Replicate, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const [from, to] = [inMemory(), inMemory()]
 * await T.bind(User)(from)()
 * await pipe(T.bind(User), RTE.flatMap(() => Write.run(Write.put(User)({ id: 'ann' }))))(to)()
 *
 * for await (const found of Replicate.differences(User, { from, to }))
 *   assert.ok(E.isRight(found) && found.right._tag === 'Extra')
 * ```
 */
export const differences = (
  models: Models,
  options: Omit<VerifyOptions, 'limit'>,
): AsyncIterable<Either<VerifyError, Difference>> => ({
  async *[Symbol.asyncIterator]() {
    for await (const page of pagesOf(models, options)) {
      if (E.isLeft(page)) yield page
      else for (const difference of page.right.differences) yield E.right(difference)
    }
  },
})

/** Compares both sides, as `differences` does: how many items there are, how many differ, and the first of those. */
export const verify =
  (models: Models, options: VerifyOptions): TaskEither<VerifyError, Verified> =>
  async () => {
    const { limit = 100 } = options
    const listed: Array<Difference> = []
    let [items, count] = [0, 0]
    for await (const page of pagesOf(models, options)) {
      if (E.isLeft(page)) return page
      items += page.right.items
      count += page.right.differences.length
      listed.push(...page.right.differences.slice(0, Math.max(0, limit - listed.length)))
    }
    return E.right({ items, differences: count, listed })
  }
