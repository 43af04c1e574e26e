/** What an HTTP response of DynamoDB's JSON protocol says: its body as an answer, or as the service's error. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { withBytes } from '../bytes'
import type { ServiceError, ServiceFailure } from '../Transport'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A response, as far as it matters here. */
export interface HttpAnswer {
  readonly statusCode: number
  body?: unknown
}

/** The status and the whole body of a response. */
export interface Raw {
  readonly status: number
  readonly body: Uint8Array
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const utf8 = new TextDecoder('utf-8', { fatal: true })

const parse = ({ body }: Raw): Either<ServiceError, unknown> => {
  try {
    const text = utf8.decode(body)
    const json: unknown = JSON.parse(text)
    return E.right(text.includes('"B"') || text.includes('"BS"') ? withBytes(json) : json)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return E.left({ _tag: 'Unreadable', message, text: new TextDecoder().decode(body.subarray(0, 200)) })
  }
}

const record = (u: unknown): { readonly [name: string]: unknown } =>
  typeof u === 'object' && u !== null ? (u as { readonly [name: string]: unknown }) : {}

const text = (u: unknown): string | undefined => (typeof u === 'string' && u !== '' ? u : undefined)

/** `com.amazonaws.dynamodb.v20120810#ValidationException:http://…` is `ValidationException`. */
const shortName = (type: string): string => type.replace(/^.*#/, '').replace(/:.*$/, '')

/** The error that a response with a status other than success is; a body that is no JSON is its message. */
const failure = (raw: Raw): ServiceFailure => {
  const parsed = parse(raw)
  const { __type, code, message, Message, Item, CancellationReasons } = record(E.isRight(parsed) ? parsed.right : {})
  const status = raw.status
  return {
    _tag: 'Service',
    name: shortName(text(__type) ?? text(code) ?? `HttpStatus${status}`),
    message: text(message) ?? text(Message) ?? (E.isLeft(parsed) && 'text' in parsed.left ? parsed.left.text : ''),
    status,
    ...(Item === undefined ? {} : { item: Item }),
    ...(CancellationReasons === undefined ? {} : { reasons: CancellationReasons }),
  }
}

/** The answer of a response: JSON with binary values as bytes, not validated further. */
export const answerOf = (raw: Raw): Either<ServiceError, unknown> =>
  raw.status >= 200 && raw.status < 300 ? parse(raw) : E.left(failure(raw))
