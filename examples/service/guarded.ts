/** Acting on what was read, as long as it is still so: optimistic locking by the library's snapshot condition. */
import { pipe } from 'fp-ts/function'
import type { Predicate } from 'fp-ts/Predicate'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { App } from './env'
import { type Changed, changed } from './failure'

interface Tagged {
  readonly _tag: string
}

const attempts = 5

/**
 * Reads, looks whether it is what the caller expects, and acts on it. Where the act finds that it has `Changed` in between, all
 * of that is done again: the caller may not mind the change (`If-Match: *`), and otherwise the new value is not what is expected.
 */
export const guarded = <E extends Tagged, A, F extends Tagged, B>(
  find: App<E, A>,
  expected: Predicate<A>,
  act: (a: A) => App<F | Changed, B>,
): App<E | F | Changed, B> => {
  const attempt = (left: number): App<E | F | Changed, B> =>
    pipe(
      find,
      RTE.filterOrElseW(expected, () => changed),
      RTE.flatMap((a) =>
        pipe(
          act(a),
          RTE.orElse(
            (error): App<E | F | Changed, B> =>
              error._tag === 'Changed' && left > 1 ? attempt(left - 1) : RTE.left(error),
          ),
        ),
      ),
    )
  return attempt(attempts)
}
