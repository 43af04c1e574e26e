/** What HTTP makes of the application's failures. */
import { type AnyError, showError } from 'bloop-ts'
import type { Failure } from '../failure'
import { type Problem, problem } from './problem'

/** Errors that pass: the same request may succeed later. */
const passing: ReadonlySet<AnyError['_tag']> = new Set([
  'Throttled',
  'ServiceFailed',
  'NetworkFailed',
  'TimedOut',
  'Aborted',
  'TransactionConflict',
  'TransactionInProgress',
  'TransactionCanceled',
])

const ofStore = (error: AnyError): Problem =>
  passing.has(error._tag)
    ? problem('unavailable', { headers: { 'retry-after': '1' }, cause: showError(error) })
    : problem('failed', { cause: showError(error) })

export const problemOf = (failure: Failure): Problem => {
  switch (failure._tag) {
    case 'NoSuchUser':
      return problem('no-such-user')
    case 'NoSuchPost':
      return problem('no-such-post')
    case 'UserExists':
      return problem('user-exists', { errors: [{ pointer: '#/id', detail: 'expected an id that is not taken' }] })
    case 'UserHasPosts':
      return problem('user-has-posts', { detail: `There are ${failure.posts}. Delete them first.` })
    case 'Changed':
      return problem('changed', { detail: 'Get it again, and see what is different.' })
    case 'InvalidCursor':
      return problem('invalid-parameters', {
        errors: [{ parameter: 'cursor', detail: 'expected a cursor of this list, as a link has it' }],
      })
    case 'HashFailed':
      return problem('failed', { cause: failure.message })
    case 'StoreFailed':
      return ofStore(failure.error)
  }
}
