/** Users: what can be done with them. There is no HTTP in here, and nothing happens: these are values, run at the edge. */
import { type AnyError, type Query as Q, Read, Scan, Write } from 'bloop-ts'
import type { Endomorphism } from 'fp-ts/Endomorphism'
import { pipe } from 'fp-ts/function'
import type { Predicate } from 'fp-ts/Predicate'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { type App, type HashFailed, hash, now, type StoreFailed, stored } from './env'
import {
  type Changed,
  changed,
  type InvalidCursor,
  type NoSuchUser,
  noSuchUser,
  type UserExists,
  type UserHasPosts,
} from './failure'
import { guarded } from './guarded'
import { Account, User } from './models'
import { aboutCursor, type Slice } from './paging'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is said of a new user. */
export interface NewUser extends Omit<User, 'joined' | 'passwordHash' | 'notes'> {
  readonly password: string
}

// -----------------------------------------------------------------------------
// reading
// -----------------------------------------------------------------------------

/** In no order that means anything: it is a scan. */
export const list = (slice: Slice): App<InvalidCursor | StoreFailed, Q.Page<User>> =>
  stored(pipe(Scan.scan(User), Scan.limit(slice.limit), Scan.startAt(slice.cursor), Scan.page), aboutCursor(slice))

export const find = (id: string): App<NoSuchUser | StoreFailed, User> =>
  pipe(
    stored(Read.run(Read.find(User)({ id }, { consistent: true }))),
    RTE.flatMap(RTE.fromOption(() => noSuchUser(id))),
  )

const findAccount = (id: string): App<NoSuchUser | StoreFailed, Account> =>
  pipe(
    stored(Read.run(Read.find(Account)({ id }, { consistent: true }))),
    RTE.flatMap(RTE.fromOption(() => noSuchUser(id))),
  )

// -----------------------------------------------------------------------------
// writing
// -----------------------------------------------------------------------------

const onCondition =
  <F>(failure: F) =>
  ({ _tag }: AnyError): F | undefined =>
    _tag === 'ConditionFailed' ? failure : undefined

export const create = ({ password, ...said }: NewUser): App<UserExists | HashFailed | StoreFailed, User> =>
  pipe(
    RTE.Do,
    RTE.apS('joined', now),
    RTE.apSW('passwordHash', hash(password)),
    RTE.map((given): Account => ({ ...said, ...given, posts: 0 })),
    RTE.tap((account) =>
      stored(
        Write.run(Write.put(Account)(account, { condition: Write.ifNotExists(Account) })),
        onCondition<UserExists>({ _tag: 'UserExists', id: said.id }),
      ),
    ),
  )

/** A user changed, if he is as `expected`, and stays so until he is written. Only what differs is written. */
export const edit = (
  id: string,
  expected: Predicate<User>,
  change: Endomorphism<User>,
): App<NoSuchUser | Changed | StoreFailed, User> =>
  guarded(find(id), expected, (before) => {
    const after = change(before)
    const write = Write.change(User)(before, after, { condition: Write.snapshot(User)(before) })
    return pipe(
      stored(Write.run(write), onCondition(changed)),
      RTE.map(() => after),
    )
  })

/** A user without posts is deleted, if he is as `expected`. The condition sees the counter too: a post may come in between. */
export const remove = (
  id: string,
  expected: Predicate<User>,
): App<NoSuchUser | Changed | UserHasPosts | StoreFailed, void> =>
  guarded(
    findAccount(id),
    expected,
    (account): App<Changed | UserHasPosts | StoreFailed, void> =>
      account.posts > 0
        ? RTE.left({ _tag: 'UserHasPosts', id, posts: account.posts })
        : stored(
            Write.run(Write.delete(Account)(account, { condition: Write.snapshot(Account)(account) })),
            onCondition(changed),
          ),
  )
