/** Abortable: what is under way may go on, but nobody waits for it once the signal fires. */
import { type Either, left } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Aborted } from '../errors'
import { onAbort } from './onAbort'

const aborted: Aborted = { _tag: 'Aborted' }

/** The answer of a task that never rejects, or `Aborted` once the signal fires; one that fired begins nothing. */
export const abortable =
  (signal: AbortSignal | undefined) =>
  <E, A>(task: TaskEither<E, A>): Promise<Either<E | Aborted, A>> =>
    signal === undefined
      ? task()
      : new Promise((resolve) => {
          if (signal.aborted) return resolve(left(aborted))
          const forget = onAbort(signal, () => resolve(left(aborted)))
          task().then((answer) => {
            forget()
            resolve(answer)
          })
        })
