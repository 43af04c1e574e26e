// docs/laws.md, made of the laws themselves.
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { Ord } from 'fp-ts/string'
import * as Laws from '../../laws'
import * as A from '../../src/codec'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { identity } from '../../src/interpreter/middleware/compose'
import { model, oneOf } from '../../src/model'
import * as View from '../../src/model/View'
import * as Checkpoint from '../../src/program/Checkpoint'
import * as Write from '../../src/program/Write'

const User = model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })

const variant = <Kind extends string>(name: string, kind: Kind) =>
  model({ name, table: 'users', attributes: { id: A.string, kind: A.literal(kind) }, key: { partition: 'id' } })
const Account = oneOf('kind', [variant('Person', 'person'), variant('Company', 'company')])

/** What looks like a law and is none. */
interface NonLaw {
  readonly name: string
  readonly why: string
}

/** Some laws, under the code that gives them. */
interface Entry {
  readonly code: string
  readonly laws: Laws.Laws
}

/** Laws of one subject. */
interface Subject {
  readonly title: string
  readonly text: string
  readonly entries: ReadonlyArray<Entry>
  readonly nonLaws?: { readonly code: string; readonly list: ReadonlyArray<NonLaw> }
}

const store = inMemory()
const validate = () => () => true

const save = (id: string) => Write.run(Write.save(User)({ id }))
const savingModel: Laws.FunctionModel<number, typeof save> = {
  name: 'the name of the model',
  initial: 0,
  input: fc.string(),
  step: (n) => [n + 1, E.right(undefined)],
}

const subjects: ReadonlyArray<Subject> = [
  {
    title: 'Values',
    text: 'Equality, order and size, as DynamoDB has them. `valueLaws` is all of them.',
    entries: [
      { code: 'valueEqualityLaws()', laws: Laws.valueEqualityLaws() },
      { code: 'valueOrderLaws()', laws: Laws.valueOrderLaws() },
      { code: 'numberLaws()', laws: Laws.numberLaws() },
      { code: 'storableLaws()', laws: Laws.storableLaws() },
      { code: 'valueLaws()', laws: Laws.valueLaws() },
    ],
  },
  {
    title: 'Codecs',
    text: 'Of an attribute of your own, over values that follow from it, or that you hand in.',
    entries: [
      { code: 'codecLaws(codec, values?)', laws: Laws.codecLaws(A.string) },
      { code: 'keyCodecLaws(codec, values, order)', laws: Laws.keyCodecLaws(A.string, fc.string(), Ord) },
    ],
  },
  {
    title: 'Models',
    text: 'Of a model of your own; those of the codec of each attribute are its parents. Of a sum of models, those of each of them are.',
    entries: [
      { code: 'modelLaws(User, values?)', laws: Laws.modelLaws(User) },
      {
        code: "modelLaws(M.oneOf('kind', [Person, Company]), values?)",
        laws: { ...Laws.modelLaws(Account), parents: [] },
      },
    ],
  },
  {
    title: 'Conditions',
    text: 'Up to `≡`: the same verdict on every item. With a model, on its items, over its paths.',
    entries: [
      { code: 'conditionLatticeLaws()', laws: Laws.conditionLatticeLaws() },
      { code: 'conditionAlgebraLaws()', laws: Laws.conditionAlgebraLaws() },
      { code: 'conditionMeaningLaws()', laws: Laws.conditionMeaningLaws() },
      { code: 'conditionSimplifyLaws()', laws: Laws.conditionSimplifyLaws() },
      { code: 'conditionRenderLaws()', laws: Laws.conditionRenderLaws() },
      { code: 'conditionContravariantLaws()', laws: Laws.conditionContravariantLaws() },
      { code: 'conditionLaws()', laws: Laws.conditionLaws() },
      {
        code: 'conditionLaws(User, values?)',
        laws: { ...Laws.conditionPredicateLaws(User, Laws.arbitrary(User)), parents: [] },
      },
      {
        code: 'conditionPredicateLaws(User, values)',
        laws: Laws.conditionPredicateLaws(User, Laws.arbitrary(User)),
      },
    ],
    nonLaws: { code: 'conditionNonLaws', list: Laws.conditionNonLaws },
  },
  {
    title: 'Updates',
    text: 'As data, as functions on items, and as they are sent. With a model, on its items, with updates of its paths.',
    entries: [
      { code: 'updateMonoidLaws()', laws: Laws.updateMonoidLaws() },
      { code: 'updateMeaningLaws()', laws: Laws.updateMeaningLaws() },
      { code: 'updateRenderLaws()', laws: Laws.updateRenderLaws() },
      { code: 'updateLaws()', laws: Laws.updateLaws() },
      {
        code: 'updateLaws(User, values?)',
        laws: Laws.laws(
          '',
          [],
          Laws.updateLaws(User).parents.filter(({ name }) => name.endsWith('on values')),
        ),
      },
    ],
    nonLaws: { code: 'updateNonLaws', list: Laws.updateNonLaws },
  },
  {
    title: 'Interpreters',
    text: 'Any two agree on any operations; this one is compared with the one in memory. With them an emulator or a client is certified.',
    entries: [
      { code: 'interpreterLaws(interpreter)', laws: Laws.interpreterLaws(store) },
      { code: 'streamOperationLaws(interpreter)', laws: Laws.streamOperationLaws(store) },
    ],
  },
  {
    title: 'Programs',
    text: 'What reads, writes, queries, scans and tables promise together, on any interpreter.',
    entries: [
      { code: 'programLaws(interpreter)', laws: Laws.programLaws(store) },
      { code: 'tableLaws(interpreter)', laws: Laws.tableLaws(store) },
      { code: 'specLaws', laws: Laws.specLaws },
    ],
  },
  {
    title: 'Middleware',
    text: 'Of middleware of your own: `middlewareLaws`, which has the others as parents where you say that they hold, and `batchingLaws`.',
    entries: [
      { code: 'middlewareMonoidLaws', laws: Laws.middlewareMonoidLaws },
      { code: 'transparentLaws(middleware)', laws: Laws.transparentLaws(identity) },
      { code: 'retryingLaws(middleware, budget)', laws: Laws.retryingLaws(identity, 1) },
      { code: 'middlewareLaws(middleware)', laws: Laws.middlewareLaws(identity) },
      { code: 'batchingLaws(middleware, asks)', laws: Laws.batchingLaws(identity, 1) },
      { code: 'observingLaws', laws: Laws.observingLaws },
      { code: 'recordingLaws', laws: Laws.recordingLaws },
      { code: 'explainLaws', laws: Laws.explainLaws },
      { code: 'faultyLaws', laws: Laws.faultyLaws },
      { code: 'patchedLaws', laws: Laws.patchedLaws },
      { code: 'timeoutLaws', laws: Laws.timeoutLaws },
      { code: 'tracingLaws', laws: Laws.tracingLaws },
      { code: 'totalsLaws', laws: Laws.totalsLaws },
      { code: 'capacityLaws', laws: Laws.capacityLaws },
      { code: 'tokenBucketLaws', laws: Laws.tokenBucketLaws },
      { code: 'rateLimitedLaws', laws: Laws.rateLimitedLaws },
      { code: 'eventuallyConsistentLaws', laws: Laws.eventuallyConsistentLaws },
      { code: 'policyLaws', laws: Laws.policyLaws },
    ],
  },
  {
    title: 'Streams and replication',
    text: 'Reading of streams, the checkpoints that it is resumed from, and replication from one store to another.',
    entries: [
      {
        code: 'streamLaws(interpreter, { elapse })',
        laws: Laws.streamLaws(store, { elapse: () => undefined }),
      },
      { code: 'checkpointLaws(make)', laws: Laws.checkpointLaws(async () => Checkpoint.inMemory()) },
      { code: 'replicationLaws({ from, to })', laws: Laws.replicationLaws({ from: store, to: inMemory() }) },
    ],
  },
  {
    title: 'Views and JSON',
    text: 'Of a model in JSON, of its JSON Schema, and of views of it. `validate` is that of a validator of JSON Schemas, such as ajv.',
    entries: [
      { code: 'jsonLaws(User)', laws: Laws.jsonLaws(User) },
      { code: 'jsonSchemaLaws(User, { validate })', laws: Laws.jsonSchemaLaws(User, { validate }) },
      {
        code: 'viewLaws(view, values, { validate })',
        laws: Laws.viewLaws(View.make(User), Laws.arbitrary(User), { validate }),
      },
      { code: 'viewLaws(patch, values)', laws: Laws.viewLaws(View.patch(View.make(User)), Laws.arbitrary(User)) },
    ],
  },
  {
    title: 'Applications',
    text: 'Of functions of your own, compared with a pure model of what they do. How: [testing.md](testing.md#functions-and-their-model).',
    entries: [
      {
        code: 'agrees(functions, model, { concurrent, faults })',
        laws: Laws.agrees(save, savingModel, { concurrent: 3, faults: { Lost: 0.1 } }),
      },
    ],
  },
]

/** A name as Markdown takes it. */
const cell = (text: string): string => text.replaceAll('|', '\\|')

const render = (): string => {
  const seen = new Map<string, string>()
  const group = ({ name, laws, parents }: Laws.Laws): ReadonlyArray<string> => {
    const known = seen.get(name)
    if (name === '' || known !== undefined) return []
    seen.set(name, name)
    const from = parents.length === 0 ? '' : ` (also: ${parents.map((parent) => parent.name).join(', ')})`
    return [`*${name}*${from}`, '', ...laws.map((law) => `- ${law.name}`), '']
  }
  const entry = ({ code, laws }: Entry): ReadonlyArray<string> => {
    const groups = Laws.flatten(laws)
    const lines = groups.flatMap(group)
    const all = groups.map(({ name }) => name).filter((name) => name !== '')
    return [`### \`${code}\``, '', ...(lines.length === 0 ? [`All of: ${all.join('; ')}.`, ''] : lines)]
  }
  return [
    '# The laws',
    '',
    '<!-- Made by test/laws/docs.test.ts: `npx vitest run test/laws/docs.test.ts -u` -->',
    '',
    'All laws of `bloop-ts/laws`, by subject. Each is a value with a name and a `check`; `suite(describe, it)(laws)` runs them, and',
    'those of their parents first, under vitest, node:test, jest, or any other runner.',
    '',
    'One that fails prints both sides as text, the values that it was shrunk to, the seed and path, and the line that runs it again,',
    'alone. How to use them with models of your own is in [testing.md](testing.md).',
    '',
    ...subjects.flatMap(({ title, text, entries, nonLaws }) => [
      `## ${title}`,
      '',
      text,
      '',
      ...entries.flatMap(entry),
      ...(nonLaws === undefined
        ? []
        : [
            `### \`${nonLaws.code}\``,
            '',
            'What looks like a law and is none; each has an item on which the sides differ.',
            '',
            '| no law | why |',
            '|---|---|',
            ...nonLaws.list.map(({ name, why }) => `| ${cell(name)} | ${cell(why)} |`),
            '',
          ]),
    ]),
  ].join('\n')
}

/** The page. */
export const page = (): string => render()
