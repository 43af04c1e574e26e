/** Looking at a table: what its store says of it, and of what it does not want to say. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { unknownSettings } from '../../model/settingDifferences'
import type { TableSettings } from '../../value/TableSettings'
import type { TableDescription, TableSpec } from '../../value/TableSpec'
import type { RequestRefused, TableReadError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Unverified, ValidatedTable } from './ValidatedTable'

// -----------------------------------------------------------------------------
// settings that have operations of their own
// -----------------------------------------------------------------------------

type Asked<A> = Promise<Either<TableReadError, A>>

/** What is known of one setting: its value, or why it is not known. */
interface Answer {
  readonly settings: TableSettings
  readonly refused?: readonly [path: string, cause: RequestRefused]
}

/** A store that has no such operation, or does not permit it, refuses; any other failure is one. */
const known = async <A>(
  path: string,
  asked: Asked<A>,
  settings: (a: A) => TableSettings,
): Promise<Either<TableReadError, Answer>> => {
  const answer = await asked
  if (E.isRight(answer)) return E.right({ settings: settings(answer.right) })
  return answer.left._tag === 'RequestRefused'
    ? E.right({ settings: {}, refused: [path, answer.left] })
    : E.left(answer.left)
}

const apart = (
  interpreter: Interpreter,
  { schema: { name: table }, settings: { timeToLive, backups, tags } }: TableSpec,
): ReadonlyArray<Promise<Either<TableReadError, Answer>>> => [
  ...(timeToLive === undefined
    ? []
    : [
        known('timeToLive', interpreter({ _tag: 'DescribeTimeToLive', table })(), ({ status, attribute }) => {
          if (status === 'DISABLED' || status === 'DISABLING') return { timeToLive: 'off' }
          return attribute === undefined ? {} : { timeToLive: { attribute } }
        }),
      ]),
  ...(backups === undefined
    ? []
    : [
        known('backups', interpreter({ _tag: 'DescribeContinuousBackups', table })(), ({ enabled }) => ({
          backups: enabled,
        })),
      ]),
  ...(tags === undefined
    ? []
    : [known('tags', interpreter({ _tag: 'ListTagsOfResource', table })(), (list) => ({ tags: list.tags }))]),
]

const unverified = (
  spec: TableSpec,
  table: Pick<ValidatedTable, 'schema' | 'settings'>,
  answers: ReadonlyArray<Answer>,
): ReadonlyArray<Unverified> =>
  unknownSettings(spec.settings, table).map((unknown) => {
    const cause = answers.find(({ refused }) => refused !== undefined && unknown.path.startsWith(refused[0]))
      ?.refused?.[1]
    return { _tag: 'Unverified', ...unknown, ...(cause === undefined ? {} : { cause }) }
  })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** A table that was described, with those settings that a spec needs and that have operations of their own. */
export const completed =
  (interpreter: Interpreter, spec: TableSpec) =>
  async (described: TableDescription): Promise<Either<TableReadError, ValidatedTable>> => {
    const answers: Array<Answer> = []
    for (const answer of await Promise.all(apart(interpreter, spec))) {
      if (E.isLeft(answer)) return answer
      answers.push(answer.right)
    }
    const settings: TableSettings = Object.assign({}, described.settings, ...answers.map((answer) => answer.settings))
    const table = { ...described, settings }
    return E.right({ ...table, unverified: unverified(spec, table, answers) })
  }

/**
 * A table as it is, with those settings that a spec needs. Time to live, continuous backups and tags are asked for only
 * where they are needed; what a store refuses to say is `Unverified`.
 */
export const look = async (
  interpreter: Interpreter,
  spec: TableSpec,
): Promise<Either<TableReadError, ValidatedTable>> => {
  const described = await interpreter({ _tag: 'DescribeTable', table: spec.schema.name })()
  return E.isLeft(described) ? described : completed(interpreter, spec)(described.right)
}
