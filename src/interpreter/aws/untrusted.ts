/** What a transport that was handed in answers, whatever its type says. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Fields } from './decode/guards'
import type { ServiceError } from './Transport'

const isFields = (u: unknown): u is Fields => typeof u === 'object' && u !== null

const isServiceError = (u: unknown): u is ServiceError => {
  if (!isFields(u)) return false
  switch (u._tag) {
    case 'Service':
      return (
        typeof u.name === 'string' &&
        typeof u.message === 'string' &&
        (u.status === undefined || typeof u.status === 'number')
      )
    case 'Network':
      return typeof u.message === 'string'
    case 'Unreadable':
      return typeof u.message === 'string' && typeof u.text === 'string'
    case 'TimedOut':
      return typeof u.milliseconds === 'number'
    default:
      return u._tag === 'Aborted'
  }
}

const isAnswer = (u: unknown): u is Either<ServiceError, unknown> =>
  isFields(u) && (u._tag === 'Right' ? 'right' in u : u._tag === 'Left' && isServiceError(u.left))

/** The answer; `Unreadable` for what is no Either of a ServiceError, since the request may have been applied. */
export const answerOf = (u: unknown): Either<ServiceError, unknown> =>
  isAnswer(u)
    ? u
    : E.left({
        _tag: 'Unreadable',
        message: 'from the transport, an Either of a ServiceError',
        text: (JSON.stringify(u) ?? String(u)).slice(0, 200),
      })
