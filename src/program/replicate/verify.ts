/** verify: both sides are compared, in constant memory. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Models } from '../table/TablePlan'
import { linked } from '../time/linked'
import { paceOf } from '../time/Pace'
import * as Policy from '../time/Policy'
import { systemTimer, type Timer } from '../time/Timer'
import { total } from '../total'
import { invalidSegments, rulesFor } from './checked'
import { type Comparing, comparing, fromSource, fromTarget, type Page } from './comparing'
import type { Difference } from './difference'
import type { VerifyError } from './errors'
import { merged } from './merged'
import type { Sides } from './model'
import { sidesSeen } from './prepare'

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

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const defaultRetry: Policy.Policy = pipe(Policy.exponential(100), Policy.jittered, Policy.concat(Policy.limit(5)))

/** All pages, in no order; a failure is the last one. */
async function* pagesOf(
  models: Models,
  options: VerifyOptions,
  signal: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  const { from, to, consistent = true, segments = 4, retry = defaultRetry, timer = systemTimer } = options
  const asked: Comparing['asked'] = { pace: () => paceOf(retry, timer, signal), tell: () => undefined }
  const invalid = invalidSegments(options)
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
      yield signal.aborted ? E.left({ _tag: 'Aborted' }) : page
      if (signal.aborted || E.isLeft(page)) return
    }
  }
}

/** The same, until nobody asks any more: then no read waits to be repeated. */
async function* pagesAsked(models: Models, options: VerifyOptions): AsyncGenerator<Page, void, undefined> {
  const { signal, abort, end } = linked(options.signal)
  try {
    yield* pagesOf(models, options, signal)
  } finally {
    abort()
    end()
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
    for await (const page of pagesAsked(models, options)) {
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
    for await (const page of pagesAsked(models, options)) {
      if (E.isLeft(page)) return page
      items += page.right.items
      count += page.right.differences.length
      listed.push(...page.right.differences.slice(0, Math.max(0, limit - listed.length)))
    }
    return E.right({ items, differences: count, listed })
  }
