/**
 * recording and replay: what a program asked and was answered, kept, and answered again without a store.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { parseLog, recorder, replay, showLog } from 'bloop-ts/middleware'
 * import { pipe } from 'fp-ts/function'
 * import * as E from 'fp-ts/Either'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const program = pipe(T.bind(User), RTE.flatMap(() => Write.run(Write.put(User)({ id: 'ann' }))))
 *
 * const { middleware, read } = recorder()
 * const answer = await program(middleware(inMemory()))()
 * const log = parseLog(showLog(read()))
 * assert.ok(E.isRight(log))
 * assert.deepStrictEqual(await program(replay(log.right))(), answer)
 *
 * const other = await Write.run(Write.put(User)({ id: 'bob' }))(replay(log.right))()
 * assert.ok(E.isLeft(other) && other.left._tag === 'RequestRefused' && other.left.name === 'NotRecorded')
 * ```
 */
import type { IO } from 'fp-ts/IO'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { Operation } from '../../program/Operation'
import { total } from '../../program/total'
import { failed } from './answer'
import { explainOperation } from './explain/operation'
import { canonical, fromJson, toJson } from './recording/json'
import type { Entry, Log } from './recording/log'
import { type AnyAnswer, tapped } from './tapped'

export { type Entry, type InvalidLog, type Log, parseLog, showEntry, showLog } from './recording/log'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Middleware that keeps a log, and the log so far. */
export interface Recorder {
  readonly middleware: Middleware
  readonly read: IO<Log>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

// Of its own, so that nobody who changes what they asked or were answered changes what was.
const copied = <A>(data: A): A => fromJson(toJson(data)) as A

/**
 * Tells a sink each operation as it was asked, with its answer, once it is answered; both are copies. What the sink throws
 * changes nothing. Keys and values are in it.
 *
 * Laws: the answers are as without it; `replay` of what a program recorded answers the program as it was answered.
 */
export const recording = (sink: (entry: Entry) => unknown): Middleware => {
  let asked = 0
  let answered = 0
  return tapped((operation) => {
    const place = asked++
    const kept = copied(operation)
    return ({ answer }) => sink({ asked: place, answered: answered++, operation: kept, answer: copied(answer) })
  })
}

/** A recorder of its own. */
export const recorder = (): Recorder => {
  const log: Array<Entry> = []
  return { middleware: recording((entry) => log.push(entry)), read: () => log.map(copied) }
}

// When a token was made is no part of what is asked.
const timeless = (operation: Operation): Operation => {
  if (operation?._tag !== 'TransactWriteItems') return operation
  const { tokenSince: _, ...rest } = operation
  return rest
}

const withoutToken = (operation: Operation): Operation => {
  if (operation?._tag !== 'TransactWriteItems') return operation
  const { token: _, tokenSince: __, ...rest } = operation
  return rest
}

/**
 * An interpreter that answers from a log, at once: the same operation as it was answered, and where it was asked several
 * times in the order in which it was asked. Operations are the same where they are equal as data, whatever the order of
 * their fields. A transaction is the one with its token, or else the next that is equal but for the token: `retrying` makes
 * another one each time.
 *
 * What the log has not, or has no more, is `RequestRefused` with the name `NotRecorded`, and its message says which operation.
 * So a program is replayed if it asks what it asked before: what it makes itself (times, random values) must be
 * handed to it, the same as before. Which of two operations that overlap is answered first is not replayed; `answered` says it.
 *
 * What was recorded outside of `retrying` is replayed by itself; what was recorded inside, attempt by attempt, within `retrying`.
 */
export const replay = (log: Log): Interpreter => {
  const places = new Map<string, Array<Entry>>()
  const used = new Set<Entry>()
  const keep = (key: string, entry: Entry): void => {
    const known = places.get(key)
    if (known === undefined) places.set(key, [entry])
    else known.push(entry)
  }
  const exactly = (operation: Operation): string => `= ${canonical(timeless(operation))}`
  const nearly = (operation: Operation): string => `~ ${canonical(withoutToken(operation))}`
  // From the last to the first, so that the next is at the end.
  for (const entry of [...log].sort((x, y) => y.asked - x.asked)) {
    keep(exactly(entry.operation), entry)
    if (entry.operation._tag === 'TransactWriteItems') keep(nearly(entry.operation), entry)
  }
  const take = (key: string): AnyAnswer | undefined => {
    const known = places.get(key)
    for (let entry = known?.pop(); entry !== undefined; entry = known?.pop())
      if (!used.has(entry)) {
        used.add(entry)
        return entry.answer
      }
    return undefined
  }
  return total((operation) => () => {
    const answer = take(exactly(operation)) ?? take(nearly(operation))
    return Promise.resolve(
      // What was answered to an operation is an answer to it.
      (answer as ReturnType<typeof failed<typeof operation>> | undefined) ??
        failed({ _tag: 'RequestRefused', name: 'NotRecorded', message: explainOperation(operation) }),
    )
  })
}
