/** How the application can fail: what was asked cannot be done, as data. What HTTP makes of it is said in http/failing.ts. */
import type { HashFailed, StoreFailed } from './env'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

export interface NoSuchUser {
  readonly _tag: 'NoSuchUser'
  readonly id: string
}

export interface NoSuchPost {
  readonly _tag: 'NoSuchPost'
  readonly author: string
  readonly id: string
}

export interface UserExists {
  readonly _tag: 'UserExists'
  readonly id: string
}

export interface UserHasPosts {
  readonly _tag: 'UserHasPosts'
  readonly id: string
  readonly posts: number
}

/** It is not, or no longer, as the caller expects it to be. */
export interface Changed {
  readonly _tag: 'Changed'
}

/** The cursor is none of this list. */
export interface InvalidCursor {
  readonly _tag: 'InvalidCursor'
}

export type Failure =
  | NoSuchUser
  | NoSuchPost
  | UserExists
  | UserHasPosts
  | Changed
  | InvalidCursor
  | HashFailed
  | StoreFailed

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

export const noSuchUser = (id: string): NoSuchUser => ({ _tag: 'NoSuchUser', id })

export const noSuchPost = (author: string, id: string): NoSuchPost => ({ _tag: 'NoSuchPost', author, id })

export const changed: Changed = { _tag: 'Changed' }
