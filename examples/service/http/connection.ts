/** What is answered to what is no HTTP, or too much of it: the whole message, since there is no request to reply to. */
import { STATUS_CODES } from 'node:http'
import { type Kind, problem, respond } from './problem'

/** By the codes of Node's parser: https://nodejs.org/api/http.html#event-clienterror */
const kinds: { readonly [code: string]: Kind } = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
}

/** The problem document, with its status line and headers; the connection ends after it. */
export const refusalOfConnection = (code: string): string => {
  const { status, headers, body = '' } = respond({})(problem(kinds[code] ?? 'malformed-request'))
  const fields = { ...headers, connection: 'close', 'content-length': `${Buffer.byteLength(body)}` }
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n')
}
