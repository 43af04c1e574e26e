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
import { total } from '../../program/total'
import { failed } from './answer'
import { explainOperation } from './explain/operation'
import { canonical } from './recording/json'
import type { Entry, Log } from './recording/log'
import { type AnyAnswer, watched } from './watched'

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

/**
 * Tells a sink each operation with its answer, once it is answered. What the sink throws changes nothing. Keys and values
 * are in it.
 *
 * Laws: the answers are as without it; `replay` of what a program recorded answers the program as it was answered.
 */
export const recording = (sink: (entry: Entry) => unknown): Middleware => {
  let asked = 0
  let answered = 0
  return watched((operation) => {
    const place = asked++
    return ({ answer }) => sink({ asked: place, answered: answered++, operation, answer })
  })
}

/** A recorder of its own. */
export const recorder = (): Recorder => {
  const log: Array<Entry> = []
  return { middleware: recording((entry) => log.push(entry)), read: () => [...log] }
}

/**
 * An interpreter that answers from a log, at once: the same operation as it was answered, and where it was asked several
 * times in the order in which it was asked. Operations are the same where they are equal as data, whatever the order of
 * their fields.
 *
 * What the log has not, or has no more, is `RequestRefused` with the name `NotRecorded`, and its message says which operation.
 * So a program is replayed if it asks what it asked before: what it makes itself (tokens, times, random values) must be
 * handed to it, the same as before. Which of two operations that overlap is answered first is not replayed; `answered` says it.
 */
export const replay = (log: Log): Interpreter => {
  const answers = new Map<string, Array<AnyAnswer>>()
  for (const { operation, answer } of [...log].sort((x, y) => x.asked - y.asked)) {
    const key = canonical(operation)
    const known = answers.get(key)
    if (known === undefined) answers.set(key, [answer])
    else known.push(answer)
  }
  for (const list of answers.values()) list.reverse()
  return total(
    (operation) => () =>
      Promise.resolve(
        // What was answered to an operation is an answer to it.
        (answers.get(canonical(operation))?.pop() as ReturnType<typeof failed<typeof operation>> | undefined) ??
          failed({ _tag: 'RequestRefused', name: 'NotRecorded', message: explainOperation(operation) }),
      ),
  )
}
