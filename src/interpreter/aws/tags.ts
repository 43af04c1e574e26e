/** Tags. The store knows the tables that have them by their ARNs only. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { TableReadError, TableWriteError } from '../../program/errors'
import type { ListTagsOfResource, TagList, TagResource, UntagResource } from '../../program/Operation'
import type { Tags } from '../../value/TableSettings'
import { tableArn, tagPage } from './decode/control'
import { done } from './decode/item'
import { tags as encodeTags } from './encode/settings'
import { type Env, read } from './env'
import { type Asked, common, table as failureOfTable, invalidAnswer } from './failures'
import { isArn } from './tableNames'
import type { WireInputs } from './wire'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** A table that is asked for, with its ARN. */
interface Resource {
  readonly asked: Asked
  readonly arn: string
}

/** The ARN of a table: a table that is named by it needs no asking. */
const resourceOf = async (
  env: Env,
  operation: Asked['operation'],
  table: string,
): Promise<Either<TableReadError, Resource>> => {
  const stored = env.storedName(table)
  if (E.isLeft(stored)) return stored
  const asked: Asked = { operation, tables: [table], stored: () => stored.right }
  if (isArn(stored.right)) return E.right({ asked, arn: stored.right })
  const answer = await env.send('DescribeTable', { TableName: stored.right }, true)
  return E.map((arn: string) => ({ asked, arn }))(read(asked, common(asked), tableArn, answer))
}

/** A table has 50 tags, and those of AWS: more pages than this are none that DynamoDB gives. */
const mostPages = 100

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** ListTagsOfResource, page after page, to the end. It may be repeated: it reads. */
export const listTagsOfResource =
  (env: Env) =>
  (operation: ListTagsOfResource): TaskEither<TableReadError, TagList> =>
  async () => {
    const resource = await resourceOf(env, operation._tag, operation.table)
    if (E.isLeft(resource)) return resource
    const { asked, arn } = resource.right
    let tags: Tags = {}
    let token: string | undefined
    for (let pages = 0; pages < mostPages; pages++) {
      const wire = token === undefined ? { ResourceArn: arn } : { ResourceArn: arn, NextToken: token }
      const page = read(asked, common(asked), tagPage, await env.send('ListTagsOfResource', wire, true))
      if (E.isLeft(page)) return page
      tags = { ...tags, ...page.right.tags }
      token = page.right.next
      if (token === undefined) return E.right({ tags })
    }
    return E.left(
      invalidAnswer(asked.operation, [{ path: ['NextToken'], expected: `at most ${mostPages} pages`, actual: token }]),
    )
  }

const changing =
  <K extends 'TagResource' | 'UntagResource', O extends { readonly _tag: K; readonly table: string }>(
    encode: (arn: string, operation: O) => WireInputs[K],
  ) =>
  (env: Env) =>
  (operation: O): TaskEither<TableWriteError, Record<never, never>> =>
  async () => {
    const resource = await resourceOf(env, operation._tag, operation.table)
    if (E.isLeft(resource)) return resource
    const { asked, arn } = resource.right
    const answer = await env.send(operation._tag, encode(arn, operation), true)
    return read(asked, failureOfTable(asked), done, answer)
  }

/** TagResource. It may be repeated: a tag that is given twice is given once. */
export const tagResource = changing((arn, { tags }: TagResource) => ({ ResourceArn: arn, Tags: encodeTags(tags) }))

/** UntagResource. It may be repeated: a tag that is taken twice is taken once. */
export const untagResource = changing((arn, { names }: UntagResource) => ({ ResourceArn: arn, TagKeys: names }))
