/** Problems: what is answered instead of what was asked for, as RFC 9457 has it: https://www.rfc-editor.org/rfc/rfc9457 */
import type { View } from 'bloop-ts'
import type { Request, Response } from './message'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** All kinds, with what is the same each time, and what to do about it. */
export const kinds = {
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    advice: 'It is to be HTTP, its address percent-encoded UTF-8, and its body JSON.',
  },
  'invalid-parameters': {
    status: 400,
    title: 'A parameter or header is not valid',
    advice: 'Each one is named among the errors, with what was expected. Cursors are taken from links as they are.',
  },
  'no-such-address': {
    status: 404,
    title: 'There is nothing at this address',
    advice: 'The addresses are in the OpenAPI document, and in the links of what is answered.',
  },
  'no-such-user': {
    status: 404,
    title: 'There is no such user',
    advice: 'It was deleted, or never was. An id is one segment of the address, percent-encoded.',
  },
  'no-such-post': { status: 404, title: 'There is no such post', advice: 'It was deleted, or never was.' },
  'wrong-method': {
    status: 405,
    title: 'The method is not for this address',
    advice: 'The header Allow says which methods there are.',
  },
  'too-slow': { status: 408, title: 'The request did not come in time', advice: 'Send it again.' },
  'user-exists': {
    status: 409,
    title: 'There is a user with this id already',
    advice: 'Choose another id; or change the user who is there.',
  },
  'user-has-posts': { status: 409, title: 'The user has posts, and is not deleted', advice: 'Delete the posts first.' },
  changed: {
    status: 412,
    title: 'It was changed by somebody else',
    advice: 'Get it again, look at what is different, and send the change with the new ETag.',
  },
  'too-large': { status: 413, title: 'The body is larger than 1 MB', advice: 'Send less.' },
  'address-too-long': { status: 414, title: 'The address is too long', advice: 'Send a shorter one.' },
  'wrong-media-type': {
    status: 415,
    title: 'The body is not of a media type that is taken',
    advice: 'Send JSON, as it is, with the Content-Type that the OpenAPI document names.',
  },
  'invalid-fields': {
    status: 422,
    title: 'The body has fields that are not valid',
    advice: 'Each one is among the errors, with a JSON pointer to it and what was expected. Nothing was changed.',
  },
  'precondition-required': {
    status: 428,
    title: 'Changes need an If-Match header',
    advice: 'Get it, and send the change with its ETag in If-Match; or with * to change it whatever it is.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The address and headers are too large',
    advice: 'Send less: 16 KB in all.',
  },
  failed: {
    status: 500,
    title: 'The service failed',
    advice: 'It is not the fault of the request, and is in the log of the service.',
  },
  unavailable: {
    status: 503,
    title: 'The store cannot be reached, or has too much to do',
    advice: 'Send it again, after as many seconds as Retry-After says. What was to be changed may be changed or not.',
  },
} as const

export type Kind = keyof typeof kinds

/** Its type, which is also where it is explained: `/problems/` and the kind. */
export const typeOf = (kind: Kind): string => `/problems/${kind}`

/** What is wrong at one place: of the body (a JSON pointer as a URI fragment), a parameter, or a header. */
export type Wrong =
  | { readonly pointer: string; readonly detail: string }
  | { readonly parameter: string; readonly detail: string }
  | { readonly header: string; readonly detail: string }

export interface Problem {
  readonly _tag: 'Problem'
  readonly kind: Kind
  readonly detail?: string
  readonly errors?: ReadonlyArray<Wrong>
  readonly headers?: Response['headers']
  readonly cause?: string
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

export const problem = (kind: Kind, more: Omit<Problem, '_tag' | 'kind'> = {}): Problem => ({
  _tag: 'Problem',
  kind,
  ...more,
})

// Half of a surrogate pair has no UTF-8 form: in bytes it is U+FFFD, the replacement character.
const percent = (text: string): string => encodeURIComponent(Buffer.from(text).toString())

/** A place in the body: `#/name`. RFC 6901, section 6. */
export const wrongField = ({ pointer, detail }: View.Invalid): Wrong => ({
  pointer: `#${pointer.split('/').map(percent).join('/')}`,
  detail,
})

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The problem document, as the answer to a request for a target. */
export const respond =
  ({ target }: Partial<Pick<Request, 'target'>>) =>
  ({ kind, detail, errors, headers, cause }: Problem): Response => {
    const { status, title } = kinds[kind]
    return {
      status,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
      body: JSON.stringify({ type: typeOf(kind), title, status, detail, instance: target, errors }),
      ...(cause === undefined ? {} : { cause }),
    }
  }
