/** Writes without end: batches of as many writes as a source gives, in constant memory. */
import * as E from 'fp-ts/Either'
import type { BulkOptions, Progress } from '../BatchOptions'
import type { Aborted, ReadError, SourceFailed, UnprocessedWrites } from '../errors'
import type { Program } from '../Program'
import { concurrencyOf } from '../rounds'
import { abortable } from '../time/abortable'
import { total } from '../total'
import { callWith } from './batch'
import { bulk } from './bulk'
import type { Source } from './model'
import { open, type Reader, requestsOf } from './source'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type BulkError = ReadError | UnprocessedWrites | SourceFailed

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const aborted: Aborted = { _tag: 'Aborted' }

type Given = Awaited<ReturnType<Reader['next']>>

/** What is given in this moment, though the signal fired: it is taken too, so that it can be told that it is not written. */
const orNothing = (given: Promise<Given>): Promise<Given | undefined> =>
  new Promise((resolve) => {
    given.then(resolve)
    const wait = (left: number): void => (left === 0 ? resolve(undefined) : queueMicrotask(() => wait(left - 1)))
    wait(8)
  })

/** Takes writes until there are no more, something is wrong with one of them or with their source, or it is over. */
const pump = async (
  { next, close }: Reader,
  signal: AbortSignal | undefined,
  { add, fail, hasFailed }: ReturnType<typeof bulk>,
): Promise<SourceFailed['cause'] | undefined> => {
  const once = abortable(signal)
  while (!hasFailed()) {
    if (signal?.aborted) {
      fail(aborted)
      break
    }
    const given = next()
    const ended = await once(() => given)
    const isAborted = E.isLeft(ended) && ended.left._tag === 'Aborted'
    if (isAborted) fail(aborted)
    const step = isAborted ? await orNothing(given) : await given
    if (step === undefined) break
    if (E.isLeft(step)) return step.left
    if (step.right.done === true) return undefined
    const requests = requestsOf(step.right.value)
    if (E.isLeft(requests)) {
      close()
      return requests.left
    }
    for (const request of requests.right) await add(request)
  }
  close()
  return undefined
}

/**
 * Writes all that a source gives, in batches of 25 and at most 16 MB, several side by side, in constant memory: a write is
 * taken from the source only when there is room for it. Items that are written more than once keep their order.
 *
 * It ends with the first call that fails or leaves something unprocessed, and when the signal fires, be it while the source
 * gives nothing: no further call is begun, the source is told to close and not waited for, and `UnprocessedWrites` has what
 * was taken from the source and is not known to be written, and how many are. A source that throws, and a write that is
 * invalid, end it too, once what was taken before is written: `SourceFailed`, or beside unprocessed writes their `source`.
 *
 * It can be run again with a list, or with a function that makes the source; a generator gives its writes once, and is
 * `InvalidRequest` the second time.
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
    if (options.signal?.aborted) return E.left({ _tag: 'UnprocessedWrites', cause: aborted, writes: [], written: 0 })
    const reader = open(source)
    if (E.isLeft(reader))
      return E.left(
        reader.left._tag === 'SourceThrew' ? { _tag: 'SourceFailed', cause: reader.left, written: 0 } : reader.left,
      )
    const running = bulk(callWith(total(interpreter), options), concurrency.right, options.onProgress)
    return running.end(await pump(reader.right, options.signal, running))
  }
