/** The laws of a view's JSON: what is shown of values, and what is read. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import { lookup } from '../../src/value/record'
import { anyJson, damagedOf, type JsonObject, nearlyOf, sent } from '../json/inputs'
import { equation, type Law, property } from '../law'
import { sameValue } from '../sameValue'
import { replaced, type Sample, type Subject, type Values, without } from './subject'

/** The segments of a JSON pointer. */
export const segmentsOf = (pointer: string): ReadonlyArray<string> =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))

/** Whether a pointer leads to a place in JSON, or to one beside what is there. */
const leadsInto = (json: unknown, pointer: string): boolean => {
  let at: unknown = json
  for (const segment of segmentsOf(pointer)) {
    if (typeof at !== 'object' || at === null) return false
    at = lookup(at as Values, segment)
  }
  return pointer === '' || pointer.startsWith('/')
}

const isRight = (x: E.Either<unknown, unknown>, y: E.Either<unknown, unknown>): boolean =>
  E.isRight(x) && E.isRight(y) && sameValue(x.right, y.right)

/** A sample and one of the names. */
const withName = (samples: fc.Arbitrary<Sample>, names: ReadonlyArray<string>) =>
  fc.tuple(samples, fc.constantFrom(...names))

/** RFC 3986's characters: https://www.rfc-editor.org/rfc/rfc3986#appendix-A */
const isUri = (u: unknown): boolean =>
  typeof u === 'string' && /^([A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-F]{2})*$/.test(u)

/** The laws of what is shown. */
export const shownLaws = ({ view, fields, encode, samples }: Subject): ReadonlyArray<Law> => {
  const isWhole = view.mode === 'whole'
  const names = fields.flatMap(({ name, role }) =>
    role === 'Attribute' || (role === 'Computed' && isWhole) ? [name] : [],
  )
  return [
    property(
      'encode gives plain JSON with the names of the view, and nothing that is accepted',
      samples,
      ({ value }) => {
        const json = encode(value)
        const others = Object.keys(json).filter((name) => !names.includes(name))
        const missing = view.options.explicitNull === true ? names.filter((name) => !Object.hasOwn(json, name)) : []
        return others.length + missing.length === 0 && sameValue(sent(json), json) ? undefined : fc.stringify(json)
      },
    ),
    ...(isWhole && Object.keys(view.links).length > 0
      ? [
          property('hyperlinks are URI references', samples, ({ value }) => {
            const links = Object.values((lookup(encode(value), '_links') ?? {}) as JsonObject)
            const wrong = links.filter((link) => !isUri((link as JsonObject).href))
            return wrong.length === 0 ? undefined : fc.stringify(wrong)
          }),
        ]
      : []),
  ]
}

/** The laws of what is read. */
export const takenLaws = (subject: Subject): ReadonlyArray<Law> => {
  const { view, fields, isExact, decode, samples } = subject
  const isWhole = view.mode === 'whole'
  const froms = fields.flatMap(({ from }) => (from === undefined ? [] : [from]))
  const taken = fields.filter(({ role }) => role !== 'Computed' || isWhole)
  const computed = fields.filter(({ role }) => role === 'Computed')
  const omittable = fields.filter(({ isOmittable, role }) => isOmittable && role !== 'Computed')
  const written = samples.map(({ json }): Json => json as JsonObject & Json)
  const input: fc.Arbitrary<unknown> = fc.oneof(damagedOf(written), nearlyOf(written), written, anyJson, fc.anything())
  const roundTrip = equation<Sample, E.Either<unknown, unknown>>(
    'decode ∘ JSON.parse ∘ JSON.stringify ∘ encode = right, of the attributes that the view has',
    samples,
    ({ json, decoded }) => ({ left: decode(json), right: E.right(decoded) }),
    isRight,
  )
  return [
    ...(isExact ? [roundTrip] : []),
    property('decode is total, and gives attributes, or errors with pointers into the JSON', input, (u) => {
      const decoded = decode(u)
      if (E.isLeft(decoded))
        return decoded.left.length > 0 && decoded.left.every(({ pointer }) => leadsInto(u, pointer))
          ? undefined
          : fc.stringify(decoded.left)
      return Object.keys(decoded.right).every((name) => froms.includes(name)) ? undefined : fc.stringify(decoded.right)
    }),
    ...(taken.length === 0
      ? []
      : [
          property(
            'errors name their place, in the names of the JSON',
            fc.tuple(
              withName(
                samples,
                taken.map(({ name }) => name),
              ),
              fc.option(anyJson),
            ),
            ([[{ json }, name], other]) => {
              if (E.isLeft(decode(json))) return undefined
              const decoded = decode(other === null ? without(json, name) : replaced(json, name, other))
              const elsewhere = E.isRight(decoded)
                ? []
                : decoded.left.filter(({ pointer }) => segmentsOf(pointer)[0] !== name)
              return elsewhere.length === 0 ? undefined : fc.stringify(elsewhere)
            },
          ),
        ]),
    property('what is no field is refused, or ignored', fc.tuple(samples, anyJson), ([{ json }, other]) => {
      if (E.isLeft(decode(json))) return undefined
      const names = ['a field of nobody', ...(isWhole ? [] : computed.map(({ name }) => name))]
      const wrong = names.filter(
        (name) => E.isRight(decode(replaced(json, name, other))) !== (view.options.ignoreUnknown === true),
      )
      return wrong.length === 0 ? undefined : wrong.join(', ')
    }),
    ...(isWhole && computed.length > 0
      ? [
          equation<readonly [Sample, Sample], E.Either<unknown, unknown>>(
            'what is computed is not taken',
            fc.tuple(samples, samples),
            ([x, y]) => {
              const other = computed.reduce((json, { name }) => {
                const value = lookup(y.json, name)
                return value === undefined ? without(json, name) : replaced(json, name, value)
              }, x.json)
              return { left: decode(other), right: decode(x.json) }
            },
            (x, y) => E.isLeft(y) || isRight(x, y),
          ),
        ]
      : []),
    ...(omittable.length > 0
      ? [
          property(
            'what may be left out, and is, is not decoded',
            fc.tuple(samples, fc.subarray([...omittable])),
            ([{ json }, left]) => {
              if (E.isLeft(decode(json))) return undefined
              const decoded = decode(without(json, ...left.map(({ name }) => name)))
              const isGone = E.isRight(decoded) && left.every(({ from = '' }) => !Object.hasOwn(decoded.right, from))
              return isGone ? undefined : fc.stringify(decoded)
            },
          ),
        ]
      : []),
  ]
}
