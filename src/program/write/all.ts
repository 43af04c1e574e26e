/** Writes without end: batches of as many writes as a source gives, in constant memory. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { BatchOptions } from '../BatchOptions'
import type { ReadError, SourceFailed, UnprocessedWrites } from '../errors'
import { keyIdentity } from '../identity'
import type { BatchWrite } from '../Operation'
import type { Program } from '../Program'
import { concurrencyOf } from '../rounds'
import { total } from '../total'
import { type InvalidOperation, maxBatchWrites } from '../validate'
import { callWith, type Written } from './batch'
import type { Request, Write } from './model'
import { batchWriteOf, invalidBatch } from './plan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How far a bulk has come. */
export interface Progress {
  /** Writes that are known to be applied. */
  readonly written: number
  /** Calls that were made for them, repetitions not counted. */
  readonly calls: number
}

/** How a bulk is run. Everything may be left out. */
export interface BulkOptions extends BatchOptions {
  /** Told after each call; what it throws is not heard. */
  readonly onProgress?: (progress: Progress) => void
}

/** Where writes come from: a list, a generator, or anything that gives them in its time. */
export type Source = Iterable<Write<'batch', unknown, unknown>> | AsyncIterable<Write<'batch', unknown, unknown>>

// -----------------------------------------------------------------------------
// state
// -----------------------------------------------------------------------------

/** A call that is being filled, or is under way: no item is in two of them. */
interface Call {
  readonly writes: Array<BatchWrite>
  readonly items: Set<string>
}

type BulkError = InvalidOperation | ReadError | UnprocessedWrites | SourceFailed

const emptyCall = (): Call => ({ writes: [], items: new Set() })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** One bulk: calls are filled from the source, and sent as long as there is a place among those under way. */
const bulk = (send: (call: Call) => Promise<Written>, concurrency: number, onProgress: BulkOptions['onProgress']) => {
  const underWay = new Map<Call, Promise<void>>()
  const left: Array<BatchWrite> = []
  let cause: ReadError | undefined
  let written = 0
  let calls = 0
  let filling = emptyCall()

  const told = (): void => {
    try {
      onProgress?.({ written, calls })
    } catch {}
  }
  const finished = (call: Call, outcome: Written): void => {
    underWay.delete(call)
    calls++
    written += call.writes.length - outcome.left.length
    left.push(...outcome.left)
    cause ??= outcome.failure
    told()
  }
  const flush = async (): Promise<void> => {
    if (filling.writes.length === 0) return
    while (underWay.size >= concurrency) await Promise.race(underWay.values())
    const call = filling
    filling = emptyCall()
    underWay.set(
      call,
      send(call).then((outcome) => finished(call, outcome)),
    )
  }
  // An item that is written again waits for the write before it, so that the last one wins.
  const settled = async (item: string): Promise<void> => {
    if (filling.items.has(item)) await flush()
    for (const [call, done] of underWay) if (call.items.has(item)) await done
  }
  return {
    hasFailed: () => left.length > 0,
    written: () => written,
    add: async (request: Request): Promise<void> => {
      const item = keyIdentity(request.action.table, request.key)
      await settled(item)
      filling.writes.push(batchWriteOf(request))
      filling.items.add(item)
      if (filling.writes.length >= maxBatchWrites) await flush()
    },
    /** Writes what was taken; after a failure what was taken and not sent is left. */
    end: async (): Promise<Either<UnprocessedWrites, Progress>> => {
      if (left.length === 0) await flush()
      else left.push(...filling.writes.splice(0))
      await Promise.all(underWay.values())
      return left.length === 0
        ? E.right({ written, calls })
        : E.left({ _tag: 'UnprocessedWrites', writes: left, written, ...(cause === undefined ? {} : { cause }) })
    },
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Takes writes until there are no more, or something is wrong with one of them, with the source or with a call. */
const pump = async (
  source: Source,
  { add, hasFailed, written }: ReturnType<typeof bulk>,
): Promise<InvalidOperation | SourceFailed | undefined> => {
  try {
    for await (const write of source) {
      if (E.isLeft(write.requests)) return write.requests.left
      const invalid = invalidBatch(write.requests.right)
      if (invalid !== undefined) return invalid
      for (const request of write.requests.right) await add(request)
      if (hasFailed()) return undefined
    }
    return undefined
  } catch (error) {
    return { _tag: 'SourceFailed', message: messageOf(error), written: written() }
  }
}

/**
 * Writes all that a source gives, in batches of 25, several side by side, in constant memory: a write is taken from the source only
 * when there is room for it. Items that are written more than once keep their order.
 *
 * It ends with the first call that fails or leaves something unprocessed: `UnprocessedWrites` has what was taken from
 * the source and is not known to be written, and how many are; the source is closed. A write that is invalid, and a source that throws
 * (`SourceFailed`), end it too, once what was taken before is written.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.integer }, key: { partition: 'id' } })
 * const users = async function* () {
 *   for (let id = 0; id < 60; id++) yield Write.put(User)({ id })
 * }
 * const seen: Array<number> = []
 * const onProgress = ({ written }: Write.Progress) => void seen.push(written)
 * const program = pipe(T.bind(User), RTE.flatMap(() => Write.all(users(), { onProgress })))
 * assert.deepStrictEqual(await program(inMemory())(), E.right({ written: 60, calls: 3 }))
 * assert.deepStrictEqual(seen, [25, 50, 60])
 * ```
 */
export const all =
  (source: Source, options: BulkOptions = {}): Program<BulkError, Progress> =>
  (interpreter) =>
  async () => {
    const concurrency = concurrencyOf(options)
    if (E.isLeft(concurrency)) return concurrency
    const call = callWith(total(interpreter), options)
    const send = ({ writes }: Call) => call({ _tag: 'BatchWriteItem', writes })
    const running = bulk(send, concurrency.right, options.onProgress)
    const wrong = await pump(source, running)
    const ended = await running.end()
    if (E.isLeft(ended) || wrong === undefined) return ended
    return E.left(wrong._tag === 'SourceFailed' ? { ...wrong, written: ended.right.written } : wrong)
  }
