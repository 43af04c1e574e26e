/** The laws of `set`: with `decode` of what is encoded, a view is a lens. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { lookup } from '../../src/value/record'
import type { JsonObject } from '../json/inputs'
import { equation, type Law, property } from '../law'
import { sameValue } from '../sameValue'
import { replaced, type Sample, type Subject, type Values, without } from './subject'

const frozen = (values: Values): Values => Object.freeze({ ...values })

const freezing = (samples: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> =>
  samples.map(({ value, json, decoded }) => ({ value: frozen(value), json, decoded: frozen(decoded) }))

/** The laws of a lens. Of what may be left out, `put-put` is of what both say. */
export const lensLaws = ({ fields, set, decode, samples: given }: Subject): ReadonlyArray<Law> => {
  const samples = freezing(given)
  const two = fc.tuple(samples, samples)
  const attributes = fields.flatMap(({ role, from, name, isOmittable }) =>
    role === 'Attribute' && from !== undefined ? [{ from, name, isOmittable }] : [],
  )
  const names = attributes.map(({ from }) => from)
  return [
    equation<Sample, Values>(
      'get-put: what a value has, put into it, changes nothing',
      samples,
      ({ value, json }) => {
        const decoded = decode(json)
        return { left: E.isRight(decoded) ? set(frozen(decoded.right))(value) : {}, right: value }
      },
      sameValue,
    ),
    equation<readonly [Sample, Sample], Values>(
      'put-get: what was put is there',
      two,
      ([x, y]) => {
        const after = set(x.decoded)(y.value)
        const said = attributes.filter(({ from, isOmittable }) => !isOmittable || Object.hasOwn(x.decoded, from))
        const of = (values: Values) => Object.fromEntries(said.map(({ from }) => [from, lookup(values, from)]))
        return { left: of(after), right: of(x.decoded) }
      },
      sameValue,
    ),
    equation<readonly [Sample, Sample, Sample], Values>(
      'put-put: what was put last counts',
      fc.tuple(samples, samples, samples),
      ([x, y, z]) => {
        const unsaid = attributes.flatMap(({ from, isOmittable }) =>
          isOmittable && !Object.hasOwn(y.decoded, from) ? [from] : [],
        )
        return { left: set(y.decoded)(set(without(x.decoded, ...unsaid))(z.value)), right: set(y.decoded)(z.value) }
      },
      sameValue,
    ),
    equation<readonly [Sample, Sample], Values>(
      'a view has its attributes, and leaves others as they are',
      two,
      ([x, y]) => {
        const after = set(x.decoded)(y.value)
        return {
          left: without(after, ...names),
          right: without(y.value, ...names),
        }
      },
      (x, y) => sameValue(x, y) && Object.keys(x).every((name) => lookup(x, name) === lookup(y, name)),
    ),
  ]
}

/** The laws of a patch: RFC 7396, but for maps within, which are replaced as a whole. */
export const patchLaws = ({ fields, set, encode, decode, samples }: Subject): ReadonlyArray<Law> => {
  const attributes = fields.filter(({ role }) => role === 'Attribute')
  const shown = (value: Values, name: string) => lookup(encode(value), name) ?? null
  return [
    equation<Sample, Values>(
      'an empty patch changes nothing',
      samples,
      ({ value }) => {
        const decoded = decode({})
        return { left: E.isRight(decoded) ? set(decoded.right)(value) : {}, right: value }
      },
      sameValue,
    ),
    property(
      'a patch replaces what it names, and null takes away',
      fc.tuple(samples, samples, fc.subarray([...attributes]), fc.subarray([...attributes])),
      ([{ value }, other, some, nulls]) => {
        let patch: JsonObject = Object.fromEntries(
          some.flatMap(({ name }) => {
            const json = lookup(other.json, name)
            return json === undefined ? [] : [[name, json]]
          }),
        )
        for (const { name } of nulls) if (E.isRight(decode({ [name]: null }))) patch = replaced(patch, name, null)
        const decoded = decode(patch)
        if (E.isLeft(decoded)) return fc.stringify(decoded.left)
        const after = set(decoded.right)(value)
        const wrong = attributes.filter(
          ({ name }) => !sameValue(shown(after, name), Object.hasOwn(patch, name) ? patch[name] : shown(value, name)),
        )
        return wrong.length === 0 ? undefined : `${fc.stringify(patch)}: ${wrong.map(({ name }) => name).join(', ')}`
      },
    ),
  ]
}
