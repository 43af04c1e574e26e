/** The socket under an answer of Node's HTTP client. */

/** What is used of a socket. */
interface Socket {
  readonly on: (event: 'error', listener: () => void) => unknown
  readonly listeners: (event: 'error') => ReadonlyArray<unknown>
}

const isSocket = (u: unknown): u is Socket =>
  typeof u === 'object' && u !== null && 'on' in u && typeof u.on === 'function' && 'listeners' in u

const ignore = (): void => undefined

/**
 * Lets the socket of an answer fail unheard once the answer is there. Where a service answers before it has the whole request
 * (413, say) and closes, what is still being written fails later (EPIPE); Node's agent has then taken every listener off the
 * socket, and an error that nobody listens to ends the process. What fails earlier is the request's failure as before.
 */
export const unheard = (body: unknown): void => {
  const socket: unknown = typeof body === 'object' && body !== null && 'socket' in body ? body.socket : undefined
  if (isSocket(socket) && !socket.listeners('error').includes(ignore)) socket.on('error', ignore)
}
