/** Answers about streams and their shards. */
import type { DescribeStream, Shard, ShardIterator, StreamDescription } from '../../../program/Operation'
import { decoder, type Found, fields, list, oneOf, optionalText, text } from './guards'
import { sequenceNumber } from './records'
import { views } from './settings'
import { sameTable } from './table'

type Path = ReadonlyArray<string | number>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const statuses = ['ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'] as const

const optionalNumber = (u: unknown, path: Path, found: Found): string | undefined =>
  u === undefined || u === null ? undefined : sequenceNumber(u, path, found)

const shard = (u: unknown, path: Path, found: Found): Shard => {
  const { ShardId, ParentShardId, SequenceNumberRange } = fields(u, path, found)
  const at = [...path, 'SequenceNumberRange']
  const range =
    SequenceNumberRange === undefined || SequenceNumberRange === null ? {} : fields(SequenceNumberRange, at, found)
  const parent = optionalText(ParentShardId, [...path, 'ParentShardId'], found)
  const starting = optionalNumber(range.StartingSequenceNumber, [...at, 'StartingSequenceNumber'], found)
  const ending = optionalNumber(range.EndingSequenceNumber, [...at, 'EndingSequenceNumber'], found)
  return {
    id: text(ShardId, [...path, 'ShardId'], found),
    ...(parent === undefined ? {} : { parent }),
    ...(starting === undefined ? {} : { starting }),
    ...(ending === undefined ? {} : { ending }),
  }
}

const view = (u: unknown, path: Path, found: Found): StreamDescription['view'] => {
  const name = oneOf([...views.keys()], u, path, found)
  return views.get(name ?? '') ?? 'keys'
}

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

/** DescribeStream: of the stream that was asked for, and of its table. */
export const streamDescribed = ({ stream }: DescribeStream, stored: string) =>
  decoder((answer, found): StreamDescription => {
    const at = 'StreamDescription'
    const d = fields(answer[at], [at], found)
    sameTable(d.TableName, stored, [at, 'TableName'], found)
    const arn = text(d.StreamArn, [at, 'StreamArn'], found)
    if (arn !== '' && arn !== stream) found.push({ path: [at, 'StreamArn'], expected: stream, actual: arn })
    const all = d.Shards === undefined || d.Shards === null ? [] : list(d.Shards, [at, 'Shards'], found)
    const next = optionalText(d.LastEvaluatedShardId, [at, 'LastEvaluatedShardId'], found)
    return {
      status: oneOf(statuses, d.StreamStatus, [at, 'StreamStatus'], found) ?? 'DISABLED',
      view: view(d.StreamViewType, [at, 'StreamViewType'], found),
      shards: all.map((one, i) => shard(one, [at, 'Shards', i], found)),
      ...(next === undefined || next === '' ? {} : { next }),
    }
  })

/** GetShardIterator. */
export const shardIterator = decoder(
  ({ ShardIterator }, found): ShardIterator => ({ iterator: text(ShardIterator, ['ShardIterator'], found) }),
)
