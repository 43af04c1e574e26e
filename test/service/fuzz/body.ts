/** Bodies: as their schema says, damaged, and what is none. */
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { hostileText } from './address'
import { type JsonValue, own } from './json'
import { type Operation, schemas, valuesOf } from './operations'
import { bad, good, type Part } from './part'

/** JSON with something in it replaced, added or left out. */
const damaged = (json: JsonValue): fc.Arbitrary<JsonValue> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return fc.jsonValue() as fc.Arbitrary<JsonValue>
  const names = Object.keys(json)
  const some = fc.oneof(fc.jsonValue() as fc.Arbitrary<JsonValue>, hostileText)
  const name = names.length === 0 ? fc.constant('name') : fc.constantFrom(...names)
  return fc.oneof(
    fc.tuple(name, some).map(([key, value]): JsonValue => ({ ...json, [key]: value })),
    name.map((key): JsonValue => Object.fromEntries(Object.entries(json).filter(([other]) => other !== key))),
    fc
      .tuple(fc.constantFrom('passwordHash', 'notes', 'posts', 'joined', 'author', 'initials', '_links', 'x'), some)
      .map(([key, value]): JsonValue => ({ ...json, [key]: value })),
    fc.jsonValue() as fc.Arbitrary<JsonValue>,
  )
}

export interface Body {
  readonly payload?: string | Buffer
  readonly type?: string
  readonly coding?: string
  readonly json?: JsonValue
}

const malformed = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.nat({ max: Math.max(0, text.length - 1) }).map((n) => text.slice(0, n)),
    fc.constantFrom('', '{', '[', '{"a":}', 'nul', '\u0000', '{"name":"a",}', "{'name':1}", '{"a":1}{"b":2}'),
  )

/** The same JSON with a property at its end that would pollute a prototype, were it assigned. */
const polluting = (json: JsonValue): ReadonlyArray<string> => {
  const text = JSON.stringify(json)
  const before = text.startsWith('{') && text !== '{}' ? `${text.slice(0, -1)},` : '{'
  return [
    `${before}"__proto__":{"isAdmin":true}}`,
    `${before}"constructor":{"prototype":{"isAdmin":true}}}`,
    `${before}"name":{"__proto__":{"isAdmin":true}}}`,
  ]
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const anyBody = ({ types }: Operation, component: string): fc.Arbitrary<Part<Body>> => {
  const type = types[0] ?? 'application/json'
  return valuesOf(own(schemas, component)).chain((json) =>
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .constantFrom(...types.flatMap((one) => [one, one.toUpperCase(), `${one}; charset=utf-8`, `${one};x="y"`]))
          .map((one) => good<Body>({ payload: JSON.stringify(json), type: one, json })),
      },
      {
        weight: 4,
        arbitrary: damaged(json).map((other) => good<Body>({ payload: JSON.stringify(other), type, json: other })),
      },
      {
        weight: 1,
        arbitrary: malformed(JSON.stringify(json))
          .filter((text) => !isJson(text))
          .map((payload) => bad<Body>('malformed JSON')({ payload, type })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...polluting(json)).map((payload) => bad<Body>('prototype')({ payload, type })),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom('text/plain', 'application/xml', 'multipart/form-data', 'application/json-patch+json', 'x')
          .map((other) => bad<Body>('media type')({ payload: JSON.stringify(json), type: other })),
      },
      { weight: 1, arbitrary: fc.constant(bad<Body>('no body')({})) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          bad<Body>('packed')({ payload: gzipSync(JSON.stringify(json)), type, coding: 'gzip' }),
          bad<Body>('packed')({ payload: JSON.stringify(json), type, coding: 'identity, gzip' }),
          bad<Body>('not UTF-8')({ payload: Buffer.from('{"name":"é"}', 'latin1'), type }),
          bad<Body>('not UTF-8')({ payload: Buffer.from(JSON.stringify(json), 'utf16le'), type }),
          good<Body>({ payload: `\ufeff${JSON.stringify(json)}`, type, json, coding: 'identity' }),
        ),
      },
    ),
  )
}

const tooLarge: Body = { payload: JSON.stringify({ name: 'x'.repeat(1_100_000) }), type: 'application/json' }

/** The body of an operation; where it has none, what it must not mind. */
export const bodyOf = (operation: Operation): fc.Arbitrary<Part<Body>> => {
  const { component } = operation
  return component === undefined
    ? fc.oneof(
        { weight: 9, arbitrary: fc.constant(good<Body>({})) },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom('', '{', '{}', '{"__proto__":1}')
            .chain((payload) =>
              fc.constantFrom('application/json', 'text/plain', 'x').map((type) => good<Body>({ payload, type })),
            ),
        },
      )
    : fc.oneof(
        { weight: 99, arbitrary: anyBody(operation, component) },
        { weight: 1, arbitrary: fc.constant(bad<Body>('too large')(tooLarge)) },
      )
}
