/** Posts: what can be done with them. Each write goes together with its author's counter, all or nothing. */
import { type AnyError, Condition as C, Query as Q, Read, Update as U, Write } from 'bloop-ts'
import type { Endomorphism } from 'fp-ts/Endomorphism'
import { pipe } from 'fp-ts/function'
import type { Predicate } from 'fp-ts/Predicate'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { type App, newId, now, type StoreFailed, stored } from './env'
import {
  type Changed,
  changed,
  type InvalidCursor,
  type NoSuchPost,
  type NoSuchUser,
  noSuchPost,
  noSuchUser,
} from './failure'
import { guarded } from './guarded'
import { Account, Post } from './models'
import { aboutCursor, type Slice } from './paging'
import { find as findUser } from './users'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is said of a new post. */
export type NewPost = Pick<Post, 'title' | 'body' | 'tags'>

/** Where a post is. */
export type PostKey = Pick<Post, 'author' | 'id'>

/** Texts of one length, in the order of the time: nine digits to the base of 36 last until the year 5188. */
export const postId = (published: Date, unique: string): string =>
  `${published.getTime().toString(36).padStart(9, '0')}-${unique}`

// -----------------------------------------------------------------------------
// reading
// -----------------------------------------------------------------------------

/** Newest first. */
export const list = (author: string, slice: Slice): App<NoSuchUser | InvalidCursor | StoreFailed, Q.Page<Post>> =>
  pipe(
    findUser(author),
    RTE.flatMap(() =>
      stored(
        pipe(Q.query(Post, { author }), Q.descending, Q.limit(slice.limit), Q.startAt(slice.cursor), Q.page),
        aboutCursor(slice),
      ),
    ),
  )

export const find = ({ author, id }: PostKey): App<NoSuchPost | StoreFailed, Post> =>
  pipe(
    stored(Read.run(Read.find(Post)({ author, id }, { consistent: true }))),
    RTE.flatMap(RTE.fromOption(() => noSuchPost(author, id))),
  )

// -----------------------------------------------------------------------------
// writing
// -----------------------------------------------------------------------------

/** One more post of somebody who is there, or one fewer. */
const count = (author: string, by: 1 | -1) =>
  Write.update(Account)({ id: author }, U.increment(Account.at.posts, by), { condition: C.exists(Account.at.id) })

/** The failure of the first, or second, action of a transaction whose condition did not hold. */
const onAction =
  <F>(action: 0 | 1, failure: F) =>
  (error: AnyError): F | undefined =>
    error._tag === 'TransactionCanceled' && error.reasons[action]?.code === 'ConditionalCheckFailed'
      ? failure
      : undefined

export const create = (author: string, said: NewPost): App<NoSuchUser | StoreFailed, Post> =>
  pipe(
    RTE.Do,
    RTE.apS('published', now),
    RTE.apS('unique', newId),
    RTE.map(({ published, unique }): Post => ({ ...said, author, id: postId(published, unique), published })),
    RTE.tap((post) =>
      stored(
        Write.transact(
          Write.sequence([Write.put(Post)(post, { condition: Write.ifNotExists(Post) }), count(author, 1)]),
        ),
        onAction(1, noSuchUser(author)),
      ),
    ),
  )

/** A post changed, if it is as `expected`, and stays so until it is written. */
export const edit = (
  key: PostKey,
  expected: Predicate<Post>,
  change: Endomorphism<Post>,
): App<NoSuchPost | Changed | StoreFailed, Post> =>
  guarded(find(key), expected, (before) => {
    const after = change(before)
    const write = Write.change(Post)(before, after, { condition: Write.snapshot(Post)(before) })
    return pipe(
      stored(Write.run(write), (error) => (error._tag === 'ConditionFailed' ? changed : undefined)),
      RTE.map(() => after),
    )
  })

/** A post deleted, if it is as `expected`. */
export const remove = (key: PostKey, expected: Predicate<Post>): App<NoSuchPost | Changed | StoreFailed, void> =>
  guarded(find(key), expected, (post) =>
    pipe(
      stored(
        Write.transact(
          Write.sequence([Write.delete(Post)(post, { condition: Write.snapshot(Post)(post) }), count(key.author, -1)]),
        ),
        onAction(0, changed),
      ),
      RTE.map(() => undefined),
    ),
  )
