/** The children of a shard. */
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { Middleware } from '../../program/Interpreter'
import type { DescribeStream } from '../../program/Operation'
import { ofValid, patch } from './parts'

/** All shards of the page: without the filter. */
const unfiltered = ({ childrenOf: _, ...operation }: DescribeStream): DescribeStream => operation

/**
 * DescribeStream with `childrenOf` answers the children of the shard. DynamoDB Local 3.3.1 answers none, whether there are some
 * or not: it is asked for all shards, and those that are no children are left out. A page may be empty that is not the last.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { Patches } from 'bloop-ts/local'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const store = Patches.shards(inMemory())
 * const children = { _tag: 'DescribeStream', table: 'users', stream: 'arn', childrenOf: 'shardId' } as const
 * const answer = await Program.perform(children)(store)()
 * assert.deepStrictEqual(answer, { _tag: 'Left', left: { _tag: 'StreamNotFound', table: 'users', stream: 'arn' } })
 * ```
 */
export const shards: Middleware = patch({
  DescribeStream: ofValid<'DescribeStream'>((operation, next) =>
    operation.childrenOf === undefined
      ? next(operation)
      : pipe(
          next(unfiltered(operation)),
          TE.map((description) => ({
            ...description,
            shards: description.shards.filter(({ parent }) => parent === operation.childrenOf),
          })),
        ),
  ),
})
