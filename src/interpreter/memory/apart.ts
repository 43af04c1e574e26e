/** What is set apart from tables: their time to live, their continuous backups and their tags. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { RequestRefused, TableNotFound } from '../../program/errors'
import type {
  DescribeContinuousBackups,
  DescribeTimeToLive,
  ListTagsOfResource,
  TagResource,
  UntagResource,
  UpdateContinuousBackups,
  UpdateTimeToLive,
} from '../../program/Operation'
import { maxTags } from '../../value/settingFaults'
import type { TimeToLive } from '../../value/TableSettings'
import type { Answer } from './answer'
import { copyTags } from './copied'
import { scheduled } from './expiry'
import { invalid, noTable } from './refuse'
import type { Settings } from './settings'
import { type State, type Table, tableOf, withTable } from './state'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Refused = RequestRefused | TableNotFound

const read = <A>(state: State, name: string, f: (settings: Settings) => A): readonly [State, Either<Refused, A>] => {
  const table = tableOf(state, name)
  return [state, table === undefined ? left(noTable(name)) : right(f(table.settings))]
}

const change = <A>(
  state: State,
  name: string,
  f: (table: Table) => Either<RequestRefused, Partial<Settings>>,
  answer: A,
): readonly [State, Either<Refused, A>] => {
  const table = tableOf(state, name)
  if (table === undefined) return [state, left(noTable(name))]
  const settings = f(table)
  return isLeft(settings)
    ? [state, settings]
    : [withTable(state, { ...table, settings: { ...table.settings, ...settings.right } }), right(answer)]
}

// -----------------------------------------------------------------------------
// interpreters: time to live
// -----------------------------------------------------------------------------

/** The time to live of a table, which is at once as it is to be. */
export const describeTimeToLive = (state: State, { table }: DescribeTimeToLive): Answer<'DescribeTimeToLive'> =>
  read(state, table, ({ timeToLive }) =>
    timeToLive === 'off' ? { status: 'DISABLED' } : { status: 'ENABLED', attribute: timeToLive.attribute },
  )

const refusedTimeToLive = (current: TimeToLive, { attribute, enabled }: UpdateTimeToLive): string | undefined => {
  if (current === 'off') return enabled ? undefined : 'TimeToLive is already disabled'
  if (current.attribute !== attribute) {
    return `TimeToLive is active on a different AttributeName: current AttributeName is ${current.attribute}`
  }
  return enabled ? 'TimeToLive is already enabled' : undefined
}

/** Switches the time to live on or off. Items expire as the time of the state goes on. */
export const updateTimeToLive = (state: State, operation: UpdateTimeToLive): Answer<'UpdateTimeToLive'> => {
  const { table: name, attribute, enabled } = operation
  const table = tableOf(state, name)
  if (table === undefined) return [state, left(noTable(name))]
  const { settings } = table
  const refused = refusedTimeToLive(settings.timeToLive, operation)
  if (refused !== undefined) return [state, left(invalid(refused))]
  return [
    scheduled(state, { ...table, settings: { ...settings, timeToLive: enabled ? { attribute } : 'off' } }),
    right({}),
  ]
}

// -----------------------------------------------------------------------------
// interpreters: continuous backups
// -----------------------------------------------------------------------------

/** Whether the table has continuous backups. */
export const describeContinuousBackups = (
  state: State,
  { table }: DescribeContinuousBackups,
): Answer<'DescribeContinuousBackups'> => read(state, table, ({ backups }) => ({ enabled: backups }))

/** Switches continuous backups on or off, or leaves them so. */
export const updateContinuousBackups = (
  state: State,
  { table, enabled }: UpdateContinuousBackups,
): Answer<'UpdateContinuousBackups'> => change(state, table, () => right({ backups: enabled }), { enabled })

// -----------------------------------------------------------------------------
// interpreters: tags
// -----------------------------------------------------------------------------

/** All tags of a table. */
export const listTagsOfResource = (state: State, { table }: ListTagsOfResource): Answer<'ListTagsOfResource'> =>
  read(state, table, ({ tags }) => ({ tags: copyTags(tags) }))

const tooManyTags = invalid('Number of Tags exceed the current limit for the provided ResourceArn')

/** Adds tags, and gives those that are there another value; over 50 are refused. */
export const tagResource = (state: State, { table, tags }: TagResource): Answer<'TagResource'> =>
  change(
    state,
    table,
    ({ settings }) => {
      const all = Object.fromEntries([...Object.entries(settings.tags), ...Object.entries(tags)])
      return Object.keys(all).length > maxTags ? left(tooManyTags) : right({ tags: all })
    },
    {},
  )

/** Takes tags away; those that are not there are no matter. */
export const untagResource = (state: State, { table, names }: UntagResource): Answer<'UntagResource'> =>
  change(
    state,
    table,
    ({ settings }) =>
      right({
        tags: Object.fromEntries(Object.entries(settings.tags).filter(([name]) => !names.includes(name))),
      }),
    {},
  )
