/** Records that the emulator takes for trimmed. */
import * as E from 'fp-ts/Either'
import type { Middleware } from '../../program/Interpreter'
import type { GetRecords } from '../../program/Operation'
import { quietly } from '../../program/quietly'
import { patch } from './parts'

/** Records live for 24 hours; an iterator of theirs for 15 minutes. */
const youngest = (24 * 60 - 15) * 60_000

/** When DynamoDB Local made a shard, in milliseconds: it is in its name. */
const madeAt = (shard: string): number => Number(/^shardId-(\d{20})-/.exec(shard)?.[1] ?? Number.NaN)

/** When DynamoDB Local made an iterator: `ARN|001|` and, in base64, `shard|sequence number|milliseconds`. */
const issuedAt = (iterator: string): number => {
  const [, , encoded = ''] = iterator.split('|')
  const [, , time] = quietly(() => atob(encoded).split('|')) ?? []
  return Number(time ?? Number.NaN)
}

/** Whether the shard was too young for anything in it to be trimmed. */
const isYoung = ({ shard, iterator }: GetRecords): boolean => issuedAt(iterator) - madeAt(shard) < youngest

/**
 * GetRecords of a young shard is never `RecordsTrimmed`: it answers what is at the shard's beginning.
 *
 * DynamoDB Local 3.3.1 counts the records of all tables together. An iterator of a shard that is empty stands at the next
 * number; where that becomes a record of another table, it takes the number for one that was trimmed, as soon as there is a
 * record in the shard. The iterator stood before it, and so at the beginning.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { Patches } from 'bloop-ts/local'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const store = Patches.untrimmed(inMemory())
 * const get = { _tag: 'GetRecords', table: 'users', stream: 'arn', shard: 'shardId', iterator: 'none' } as const
 * const answer = await Program.perform(get)(store)()
 * assert.strictEqual(answer._tag, 'Left')
 * ```
 */
export const untrimmed: Middleware = patch({
  GetRecords: (operation, next) => async () => {
    const answer = await next(operation)()
    if (E.isRight(answer) || answer.left._tag !== 'RecordsTrimmed' || !isYoung(operation)) return answer
    const { table, stream, shard } = operation
    const begin = await next({ _tag: 'GetShardIterator', table, stream, shard, from: { _tag: 'TrimHorizon' } })()
    return E.isLeft(begin) ? begin : next({ ...operation, iterator: begin.right.iterator })()
  },
})
