/** Requests and responses as plain data: what the routes are written with. Only server.ts knows what they come from. */

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Request {
  readonly method: string
  /** The path and query as they were asked for. */
  readonly target: string
  /** The variables of the route's path, decoded. */
  readonly params: { readonly [name: string]: string | undefined }
  readonly query: URLSearchParams
  /** By lower case names. */
  readonly headers: { readonly [name: string]: string | undefined }
  /** Its bytes; none where there is no body. */
  readonly body: Uint8Array
}

export interface Response {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  /** Text, or none. */
  readonly body?: string
  /** For the log, and nobody else: why the service failed. */
  readonly cause?: string
}

/** The media type of a request's body, without its parameters. */
export const mediaType = ({ headers }: Request): string | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase()

/** A response of JSON, which is not kept. */
export const json = (status: number, value: unknown, headers: Response['headers'] = {}): Response => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(value),
})

/** A response without anything. */
export const noContent: Response = { status: 204, headers: { 'cache-control': 'no-store' } }
