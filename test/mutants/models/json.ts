/** Mutants of a model's JSON. */
import type { Mutant } from '../mutant'

const nulls = 'JSON of Thing with {"explicitNull":true}'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.flatMap((name) => [`JSON of Thing with {} > ${name}`, `${nulls} > ${name}`])

const fields = 'src/model/json/fields.ts'
const codec = 'src/model/json/codec.ts'

/** Faults in JSON. */
export const json: ReadonlyArray<Mutant> = [
  {
    name: 'a renamed attribute is read from JSON as another one',
    file: fields,
    from: 'define(item, stored, made)',
    to: 'define(item, name, made)',
    kills: laws('decode ∘ JSON.parse ∘ JSON.stringify ∘ encode = right'),
  },
  {
    name: 'what cannot be stored is undefined in JSON',
    file: 'src/model/json/part.ts',
    from: 'isUnstorable(stored) ? { UNSTORABLE: stored.UNSTORABLE.expected } : null',
    to: 'undefined as never',
    kills: laws('encode gives plain JSON, and is total'),
  },
  {
    name: 'what was wrong in JSON is overlooked, and there are no errors',
    file: codec,
    from: 'return r.found.length > 0 || decoded === undefined ? r.found : decoded.model.explain(decoded.item, [])',
    to: 'return decoded === undefined || r.found.length > 0 ? [] : []',
    kills: laws('decode is total, and gives values, or errors'),
  },
  {
    name: 'errors in JSON do not name the attribute',
    file: fields,
    from: 'const made = part.decode(value, r)',
    to: 'const made = part.decode(value, { ...r, path: [] })',
    kills: laws('errors name their place'),
  },
  {
    name: 'integers are written one too high',
    file: fields,
    from: 'put(json, name, part.encode(value))',
    to: "put(json, name, 'N' in value && Number.isSafeInteger(Number(value.N)) && name === 's' ? Number(value.N) + 1 : part.encode(value))",
    kills: laws('what is decoded is encoded to what is decoded to the same JSON'),
  },
  {
    name: 'whole decimals are written in a form that is not read',
    file: 'src/model/json/number.ts',
    from: 'isNumberText(form, options) ? wire : rounded(wire)',
    to: "isNumberText(form, options) && (form !== 'Plain' || wire.includes('.')) ? wire : rounded(wire)",
    numRuns: 1000,
    kills: laws('what is decoded is encoded to what is decoded to the same JSON'),
  },
  {
    name: 'what is not declared is ignored without being asked to',
    file: fields,
    from: 'if (ignoreUnknown !== true)',
    to: 'if (ignoreUnknown === false)',
    kills: laws('what is not declared is refused, or ignored'),
  },
  {
    name: 'what is absent is left out, even where it is to be null',
    file: fields,
    from: 'else if (explicitNull === true) put(json, name, null)',
    to: '',
    kills: [`${nulls} > explicit nulls: every attribute is there`],
  },
]
