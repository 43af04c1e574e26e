/** The server: the only file that knows Fastify. It makes requests of its requests, runs the routes, and sends their responses. */
import { METHODS } from 'node:http'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import * as E from 'fp-ts/Either'
import { policy, readAssets } from './assets'
import type { Env } from './env'
import { refusalOfConnection } from './http/connection'
import { json, type Request, type Response } from './http/message'
import { type Problem, problem, respond } from './http/problem'
import { problemPages } from './http/problemPages'
import type { Route } from './http/route'
import { openApi } from './openapi'
import { routes } from './routes'

export interface ServerOptions {
  /** Where it is told why the service failed, and which requests there are if the level says so; nowhere if it is left out. */
  readonly logger?: FastifyServerOptions['logger']
}

// -----------------------------------------------------------------------------
// requests and responses
// -----------------------------------------------------------------------------

const requestOf = (request: FastifyRequest<{ Params: Request['params'] }>): Request => ({
  method: request.method,
  target: request.url,
  params: request.params,
  query: new URLSearchParams(request.url.split('?').slice(1).join('?')),
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  ),
  body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
})

const send = (reply: FastifyReply, { status, headers, body, cause }: Response): FastifyReply => {
  if (cause !== undefined) reply.log.error(cause)
  return reply.code(status).headers(headers).send(body)
}

const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: Problem): FastifyReply =>
  send(reply, respond({ target: request.url })(refusal))

/** What Fastify refuses before a route sees it. */
const problemOf = ({ code, statusCode = 500, message }: FastifyError): Problem => {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('too-large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('wrong-media-type')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return problem('address-too-long')
    default:
      return statusCode < 500 ? problem('malformed-request', { detail: message }) : problem('failed')
  }
}

// -----------------------------------------------------------------------------
// routes
// -----------------------------------------------------------------------------

/** `/users/{id}` as Fastify has it: `/users/:id`. */
const pattern = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1')

const register = (app: FastifyInstance, env: Env, { method, path, handler }: Route): void => {
  app.route<{ Params: Request['params'] }>({
    method,
    url: pattern(path),
    handler: async (request, reply) => {
      const response = await handler(requestOf(request))(env)()
      return E.isRight(response) ? send(reply, response.right) : refuse(request, reply, problem('failed'))
    },
  })
}

/** All other methods of a path: `405`, before a body is read. */
const registerOthers = (app: FastifyInstance, path: string, methods: ReadonlyArray<string>): void => {
  const known = methods.includes('GET') ? ['HEAD', ...methods] : methods
  app.route({
    method: app.supportedMethods.filter((method) => !known.includes(method)),
    url: pattern(path),
    onRequest: async (request, reply) =>
      refuse(request, reply, problem('wrong-method', { headers: { allow: [...known].sort().join(', ') } })),
    handler: () => {},
  })
}

// -----------------------------------------------------------------------------
// the server
// -----------------------------------------------------------------------------

/** What is wrong, for people: of the same origin as the page, and with its style. */
const explanations = [...problemPages].map(([path, { headers, ...response }]): [string, Response] => [
  path,
  { ...response, headers: { ...headers, 'content-security-policy': policy } },
])

const page = new URL('./page/', import.meta.url)

/** Swagger UI styles its elements inline. */
const policyOfDocs = `${policy}; style-src 'self' 'unsafe-inline'`

/** A server of the service in an environment; it does not listen yet. */
export const serve = (env: Env, { logger = false }: ServerOptions = {}): FastifyInstance => {
  const app = fastify({
    logger,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    // Refused below, so that it is a problem document.
    http: { requireHostHeader: false },
    routerOptions: { maxParamLength: 1_024 },
    frameworkErrors: (error, request, reply) => void refuse(request, reply, problemOf(error)),
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(refusalOfConnection(error.code))
      else socket.destroy()
    },
  })
  // What else is expected is not for this service to know, and may be passed over: RFC 9110, section 10.1.1.
  app.server.on('checkExpectation', app.routing)
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if ((error.statusCode ?? 500) >= 500) request.log.error(error)
    return refuse(request, reply, problemOf(error))
  })
  app.setNotFoundHandler((request, reply) => refuse(request, reply, problem('no-such-address')))
  app.addHook('onRequest', async (request, reply) => {
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined)
      return refuse(request, reply, problem('malformed-request', { detail: 'It has no Host header.' }))
  })
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    // Else who is answered last keeps the server until the connection times out.
    if (isClosing) reply.header('connection', 'close')
  })

  // All methods that Node reads, so that they are refused as such; of DELETE no body is looked at, as of GET.
  app.addHttpMethod('DELETE', { hasBody: false, overrideExisting: true })
  for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method)
  // Bodies are read by the routes: http/body.ts.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))

  const document = openApi(routes)
  app.register(swagger, { mode: 'static', specification: { document } })
  app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP: () => policyOfDocs,
    uiConfig: { validatorUrl: null },
  })
  const files = new Map([...readAssets(page), ...explanations, ['/openapi.json', json(200, document)]])
  for (const [path, response] of files) app.get(path, async (_, reply) => send(reply, response))
  for (const route of routes) register(app, env, route)

  const paths = new Set([...files.keys(), ...routes.map(({ path }) => path)])
  for (const path of paths) {
    const methods = routes.flatMap((route) => (route.path === path ? [route.method] : []))
    registerOthers(app, path, methods.length === 0 ? ['GET'] : methods)
  }
  return app
}
