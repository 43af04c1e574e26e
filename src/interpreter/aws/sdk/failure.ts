/** What an exception of the SDK means where no answer was received. */
import type { ServiceError } from '../Transport'

/** The request cannot have reached the service. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as { readonly [name: string]: unknown })[name] : undefined

const text = (u: unknown): string => (typeof u === 'string' ? u : '')

/** Codes of sockets and TLS, but not of Node's own argument errors. */
const isNetworkCode = (code: string): boolean =>
  code !== '' && (!code.startsWith('ERR_') || /^ERR_(TLS|SSL|STREAM|SOCKET|HTTP2)/.test(code))

/**
 * The typed failure of anything that was thrown: connections are `Network`, an abort is `Aborted`, and what the SDK refuses
 * itself (no region, no credentials) is a `Service` error without status.
 */
export const failureOf = (error: unknown): ServiceError => {
  const name = text(field(error, 'name')) || 'UnknownError'
  const code = text(field(error, 'code'))
  const message = text(field(error, 'message')) || code || String(error)
  if (name === 'AbortError') return { _tag: 'Aborted' }
  if (name === 'TimeoutError' || isNetworkCode(code) || (name === 'TypeError' && /fetch/i.test(message)))
    return unsent.has(code) ? { _tag: 'Network', message, unsent: true } : { _tag: 'Network', message }
  const status = field(field(error, '$metadata'), 'httpStatusCode')
  const item = field(error, 'Item')
  const reasons = field(error, 'CancellationReasons')
  return {
    _tag: 'Service',
    name,
    message,
    ...(typeof status === 'number' ? { status } : {}),
    ...(item === undefined ? {} : { item }),
    ...(reasons === undefined ? {} : { reasons }),
  }
}
