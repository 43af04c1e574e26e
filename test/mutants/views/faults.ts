/** Mutants of views, and of the schemas of JSON. */
import type { Mutant } from '../mutant'

const compiled = 'src/model/view/compile.ts'
const codec = 'src/model/view/codec.ts'
const schema = 'src/model/json/schema.ts'

const shapes = ['view Thing (whole)', 'view NewThing (creation)', 'view ThingPatch (patch)'] as const
const [whole, creation, patch] = shapes

/** A law of some views. */
const of = (law: string, ...views: ReadonlyArray<string>): ReadonlyArray<string> =>
  views.map((view) => `${view} > ${law}`)
/** A law of the schemas of all of them. */
const ofSchemas = (law: string): ReadonlyArray<string> =>
  of(law, ...[...shapes, 'Thing with {}'].map((name) => `JSON Schema of ${name}`))

const plain = 'encode gives plain JSON with the names of the view, and nothing that is accepted'
const total = 'decode is total, and gives attributes, or errors with pointers into the JSON'
const roundTrip = 'decode ∘ JSON.parse ∘ JSON.stringify ∘ encode = right, of the attributes that the view has'
const putGet = 'put-get: what was put is there'
const putPut = 'put-put: what was put last counts'
const getPut = 'get-put: what a value has, put into it, changes nothing'
const others = 'a view has its attributes, and leaves others as they are'
const patches = 'a patch replaces what it names, and null takes away'

/** Faults in what is shown and read. */
const json: ReadonlyArray<Mutant> = [
  {
    name: 'JSON has a field of the mapper itself',
    file: compiled,
    from: 'return shown.encode(item as Item)',
    to: "return { ...shown.encode(item as Item), _type: 'view' }",
    kills: of(plain, ...shapes),
  },
  {
    name: 'what clients send and nobody may see is shown',
    file: compiled,
    from: "field._tag !== 'Accepted'",
    to: "field._tag !== ('Nothing' as never)",
    kills: of(plain, creation),
  },
  {
    name: 'hyperlinks have values as they are',
    file: 'src/model/view/template.ts',
    from: 'href += percent(value)',
    to: 'href += (percent, value)',
    kills: of('hyperlinks are URI references', whole),
  },
  {
    name: 'what is computed is taken',
    file: compiled,
    from: "from: step.field._tag === 'Computed' ? undefined : step.field.from",
    to: "from: step.field._tag === 'Computed' ? step.name : step.field.from",
    kills: of('what is computed is not taken', whole),
  },
  {
    name: 'a renamed field is taken under its name in JSON',
    file: compiled,
    from: 'define(values, from, value)',
    to: 'define(values, name, value)',
    kills: of(roundTrip, whole),
  },
  {
    name: 'the numbers of values are rounded when they are shown',
    file: compiled,
    from: 'if (written !== undefined) item[stored] = written',
    to: "if (written !== undefined) item[stored] = 'N' in written ? { N: String(Math.round(Number(written.N)) || 0) } : written",
    kills: of(roundTrip, ...shapes),
  },
  {
    name: 'what is no field is ignored',
    file: 'src/model/json/fields.ts',
    from: 'if (ignoreUnknown !== true)',
    to: 'if (ignoreUnknown === false)',
    kills: of('what is no field is refused, or ignored', ...shapes),
  },
  {
    name: 'pointers have one part only',
    file: 'src/model/json/invalid.ts',
    from: ".join('')",
    to: ".slice(-1).join('')",
    kills: of('errors name their place, in the names of the JSON', ...shapes),
  },
  {
    name: 'what is wrong is not told',
    file: codec,
    from: 'E.left(invalid([...toValidationErrors(explain(json), json, [])]))',
    to: 'E.left(invalid([...toValidationErrors(explain(json), json, [])].slice(0, 0)))',
    kills: of(total, ...shapes),
  },
  {
    name: 'what is left out is decoded as nothing',
    file: compiled,
    from: 'if (isOmittable && own(json, name) === undefined) continue',
    to: 'if (isOmittable && name.length === 0) continue',
    kills: of('what may be left out, and is, is not decoded', creation, patch),
  },
]

/** Faults in how what was decoded is put into a value. */
const lens: ReadonlyArray<Mutant> = [
  {
    name: 'what is accepted is put into the value',
    file: codec,
    from: "field._tag === 'Attribute' ?",
    to: "field._tag !== 'Computed' ?",
    kills: of(others, creation),
  },
  {
    name: 'a patch takes away what it leaves out',
    file: codec,
    from: 'if (!isOmittable || Object.hasOwn(given, from))',
    to: 'if (!isOmittable || from.length > 0)',
    kills: of('an empty patch changes nothing', patch),
  },
  {
    name: 'what is there wins over what is put',
    file: codec,
    from: 'changes.has(name) ? changes.get(name) : values[name]',
    to: 'values[name] ?? changes.get(name)',
    kills: of(putGet, ...shapes),
  },
  {
    name: 'what is put and absent is not taken away',
    file: codec,
    from: 'changes.has(name) ? changes.get(name) : values[name]',
    to: 'changes.get(name) ?? values[name]',
    kills: of(putPut, ...shapes),
  },
  {
    name: 'attributes that the view does not have are lost',
    file: codec,
    from: 'changes.has(name) ? changes.get(name) : values[name]',
    to: 'changes.get(name)',
    kills: of(others, whole, patch),
  },
  {
    name: 'what was put before is counted up',
    file: codec,
    from: 'changes.has(name) ? changes.get(name) : values[name]',
    to: "changes.has(name) ? (typeof changes.get(name) === 'number' ? Number(changes.get(name)) + Number(values[name]) : changes.get(name)) : values[name]",
    kills: of(getPut, ...shapes),
  },
  {
    name: 'null does not take away',
    file: compiled,
    from: "isKept: isPatch || step.attribute.presence !== 'optional'",
    to: "isKept: step.attribute.presence !== 'optional'",
    kills: of(patches, patch),
  },
]

/** Faults in schemas. */
const schemas: ReadonlyArray<Mutant> = [
  {
    name: 'a schema requires nothing',
    file: schema,
    from: '(isRequired ? [name] : [])',
    to: "(isRequired && name === '' ? [name] : [])",
    kills: of(
      'accepts nothing else, but where approximations tell of it',
      ...[whole, creation, 'Thing with {}'].map((name) => `JSON Schema of ${name}`),
    ),
  },
  {
    name: 'a schema requires everything',
    file: schema,
    from: '(isRequired ? [name] : [])',
    to: "(isRequired || name !== '' ? [name] : [])",
    kills: ofSchemas('accepts what is decoded'),
  },
  {
    name: 'a schema has a type that there is not',
    file: schema,
    from: "    type: 'object',\n    properties: schemas,",
    to: "    type: 'object' as string as 'object',\n    minProperties: 'none',\n    properties: schemas,",
    kills: ofSchemas('is one'),
  },
  {
    name: 'exact numbers are to be JSON numbers',
    file: 'src/model/json/number.ts',
    from: "type: 'string'",
    to: "type: 'number'",
    kills: [
      ...of('accepts the examples', 'JSON Schema of view Thing (whole)'),
      ...ofSchemas('accepts what is encoded'),
      ...ofSchemas('accepts nothing else, but where approximations tell of it'),
    ],
  },
]

/** All of them. */
export const views: ReadonlyArray<Mutant> = [...json, ...lens, ...schemas]
