/** A real HTTP server on a loopback port that answers as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Respond = (request: IncomingMessage, response: ServerResponse, body: string) => void

export interface Server {
  readonly endpoint: string
  /** How many requests came. */
  readonly requests: () => number
  readonly close: () => Promise<void>
}

export const serve = (respond: Respond): Promise<Server> =>
  new Promise((resolve) => {
    let requests = 0
    const server = createServer((request, response) => {
      requests++
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => respond(request, response, body))
    })
    server.listen(0, '127.0.0.1', () =>
      resolve({
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        requests: () => requests,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections()
            server.close(() => done())
          }),
      }),
    )
  })

/** Answers with a status and a body. */
export const replying =
  (status: number, body: string | Uint8Array): Respond =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(body)
  }
