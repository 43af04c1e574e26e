/** The store of the service, before it serves: its tables, and something in them to look at. */
import { Scan, Table as T, Write } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { type App, now, type StoreFailed, stored } from './env'
import { Account, Post, User } from './models'
import { accounts, postsOf } from './samples'

/** Makes the tables where they are missing, and looks whether they are as the models need them. */
export const prepare: App<StoreFailed, void> = pipe(
  stored(T.bind([User, Account, Post])),
  RTE.map(() => undefined),
)

/** Samples, if there is nobody yet: so many users and their posts. Answers how many were made. */
export const seed = (users: number): App<StoreFailed, number> =>
  pipe(
    stored(pipe(Scan.scan(User), Scan.first)),
    RTE.flatMap((found) => (found._tag === 'Some' ? RTE.right(0) : make(users))),
  )

const make = (users: number): App<StoreFailed, number> =>
  pipe(
    now,
    RTE.flatMap((time) => {
      const all = accounts(users, time)
      return stored(
        Write.all([
          ...all.map((account) => Write.put(Account)(account)),
          ...all.flatMap(postsOf).map((post) => Write.put(Post)(post)),
        ]),
      )
    }),
    RTE.map(() => users),
  )
