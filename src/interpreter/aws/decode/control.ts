/** Answers about what is set apart from tables: time to live, continuous backups, tags. */
import type { ContinuousBackups, TimeToLiveDescription } from '../../../program/Operation'
import { assign } from '../../../value/record'
import type { Tags } from '../../../value/TableSettings'
import { decoder, fields, list, oneOf, optionalText, text } from './guards'

// -----------------------------------------------------------------------------
// time to live
// -----------------------------------------------------------------------------

const ttlStatuses = ['ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'] as const

/** DescribeTimeToLive. */
export const timeToLive = decoder((answer, found): TimeToLiveDescription => {
  const at = ['TimeToLiveDescription']
  const { TimeToLiveStatus, AttributeName } = fields(answer.TimeToLiveDescription, at, found)
  const status = oneOf(ttlStatuses, TimeToLiveStatus, [...at, 'TimeToLiveStatus'], found) ?? 'DISABLED'
  const attribute = optionalText(AttributeName, [...at, 'AttributeName'], found)
  return attribute === undefined ? { status } : { status, attribute }
})

/** UpdateTimeToLive: what it says is what was asked for, but it must say something. */
export const timeToLiveUpdated = decoder((answer, found): Record<never, never> => {
  fields(answer.TimeToLiveSpecification, ['TimeToLiveSpecification'], found)
  return {}
})

// -----------------------------------------------------------------------------
// continuous backups
// -----------------------------------------------------------------------------

const onOrOff = ['ENABLED', 'DISABLED'] as const

/**
 * Whether a table can be restored to any moment; where that is not said, it cannot. `ContinuousBackupsStatus` is on for every
 * table and says nothing.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ContinuousBackupsDescription.html
 */
export const backups = decoder((answer, found): ContinuousBackups => {
  const at = ['ContinuousBackupsDescription']
  const { PointInTimeRecoveryDescription: recovery } = fields(answer.ContinuousBackupsDescription, at, found)
  if (recovery === undefined || recovery === null) return { enabled: false }
  const inner = [...at, 'PointInTimeRecoveryDescription']
  const { PointInTimeRecoveryStatus } = fields(recovery, inner, found)
  const status = oneOf(onOrOff, PointInTimeRecoveryStatus, [...inner, 'PointInTimeRecoveryStatus'], found)
  return { enabled: status === 'ENABLED' }
})

// -----------------------------------------------------------------------------
// tags
// -----------------------------------------------------------------------------

/** The ARN in the description of a table. */
export const tableArn = decoder((answer, found): string => {
  const { TableArn } = fields(answer.Table, ['Table'], found)
  return text(TableArn, ['Table', 'TableArn'], found)
})

/** A page of tags, and where the next one is. */
export interface TagPage {
  readonly tags: Tags
  readonly next: string | undefined
}

/** ListTagsOfResource. A table without tags may have no list of them. */
export const tagPage = decoder((answer, found): TagPage => {
  const tags: { [name: string]: string } = {}
  const all = answer.Tags === undefined || answer.Tags === null ? [] : list(answer.Tags, ['Tags'], found)
  all.forEach((tag, i) => {
    const { Key, Value } = fields(tag, ['Tags', i], found)
    const name = text(Key, ['Tags', i, 'Key'], found)
    if (typeof Value === 'string') assign(tags, name, Value)
    else found.push({ path: ['Tags', i, 'Value'], expected: 'text', actual: Value })
  })
  const next = optionalText(answer.NextToken, ['NextToken'], found)
  return { tags, next: next === '' ? undefined : next }
})
