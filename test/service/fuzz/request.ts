/** Requests, good and bad, as the OpenAPI document describes them. */
import * as fc from 'fast-check'
import { pathOf, query } from './address'
import { bodyOf } from './body'
import { besides, type Headers, precondition } from './headers'
import type { JsonValue } from './json'
import { type Known, type Operation, operations } from './operations'

/** A request as it goes over the wire, and why it must be refused; no reasons: it may succeed. */
export interface FuzzRequest {
  readonly operation: string
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly payload?: string | Buffer
  /** What JSON the payload is, if it is some. */
  readonly json?: JsonValue
  /** The component that the body is to be. */
  readonly component?: string
  readonly faults: ReadonlyArray<string>
}

const ofOperation = (operation: Operation, known: Known): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      path: pathOf(operation, known),
      asked: query(operation, known.cursors),
      match: precondition(operation, known.tags),
      body: bodyOf(operation),
      more: besides,
      isHead: fc.nat({ max: 9 }).map((n) => n === 0 && operation.method === 'GET'),
    })
    .map(({ path, asked, match, body: { value, faults }, more, isHead }) => ({
      operation: operation.id,
      method: isHead ? 'HEAD' : operation.method,
      url: `${path}${asked.value}`,
      headers: {
        ...more,
        ...match.value,
        ...(value.type === undefined ? {} : { 'content-type': value.type }),
        ...(value.coding === undefined ? {} : { 'content-encoding': value.coding }),
      },
      ...(value.payload === undefined ? {} : { payload: value.payload }),
      ...(value.json === undefined ? {} : { json: value.json }),
      ...(operation.component === undefined ? {} : { component: operation.component }),
      faults: [...asked.faults, ...match.faults, ...faults],
    }))

/** What there is no operation for. */
const others: fc.Arbitrary<FuzzRequest> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    fc.oneof(
      fc.constantFrom(
        '/user',
        '/users/a/b/c/d',
        '/%2e%2e/etc/passwd',
        '/users/',
        '/page/..%2fserver.ts',
        '//',
        '/problems/none',
      ),
      fc.webPath().map((path) => `/x${path}`),
    ),
  )
  .map(([method, url]) => ({ operation: 'none', method, url, headers: {}, faults: ['no such address'] }))

/** Requests of all operations, and of none. */
export const requests = (known: Known): fc.Arbitrary<FuzzRequest> =>
  fc.oneof(...operations.map((operation) => ({ weight: 4, arbitrary: ofOperation(operation, known) })), {
    weight: 3,
    arbitrary: others,
  })
