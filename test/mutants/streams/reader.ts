/** Mutants of reading streams: order, places, and the tree of shards. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `reading streams > ${name}`)

const machine = 'src/program/stream/machine'

const resume = 'records = before ++ resume(token), at every place'
const expired = 'an expired token is a gap, and what follows it is not lost'
const replaced = 'a token of a stream that was replaced is a gap, and then the new one'
const latest = 'from latest on nothing is missed that is written once it is open'

/** Faults of the reader. */
export const reader: ReadonlyArray<Mutant> = [
  {
    name: 'a token is the place before the record that was pulled with it',
    file: 'src/program/stream/merging.ts',
    from: '    heads.next()\n    if (isLast) feed.done(shard)\n',
    to: '    const before = feed.snapshot(progress)\n    heads.next()\n    if (isLast) queueMicrotask(() => feed.done(shard))\n    if (isLast) return E.right({ value, token: before })\n',
    kills: laws(resume),
  },
  {
    name: 'a token is the place after all that is out, and not after what was pulled',
    file: `${machine}/token.ts`,
    from: 'for (const { id, phase, place } of chunk)',
    to: 'for (const { id, phase, cursor: place } of chunk)',
    kills: laws(resume),
  },
  {
    name: 'what is resumed begins at the record and not after it',
    file: `${machine}/ask.ts`,
    from: "{ _tag: 'After', sequenceNumber: cursor.after }",
    to: "{ _tag: 'At', sequenceNumber: cursor.after }",
    kills: laws(resume),
  },
  {
    name: 'a batch of a shard is given from its last record to its first',
    file: `${machine}/read.ts`,
    from: "{ _tag: 'Give', fed: { _tag: 'Batch', shard: id, records: given } }",
    to: "{ _tag: 'Give', fed: { _tag: 'Batch', shard: id, records: [...given].reverse() } }",
    kills: laws('of an item records are in order, and begin with what the one before left'),
  },
  {
    name: 'a deletion is decoded as a change',
    file: 'src/program/stream/decode.ts',
    from: "return { _tag: 'Removed', ...base, ...old, byTimeToLive }",
    to: "return { _tag: 'Modified', ...base, ...old, new: before?.value }",
    kills: laws(
      'records replayed give the table',
      'of an item records are in order, and begin with what the one before left',
    ),
  },
  {
    name: 'what an item was is not decoded',
    file: 'src/program/stream/decode.ts',
    from: 'const old = before === undefined ? {} : { old: before.value }',
    to: 'const old = {}',
    kills: laws('of an item records are in order, and begin with what the one before left'),
  },
  {
    name: 'the last record of a batch is left out',
    file: `${machine}/read.ts`,
    from: 'const given = skipped === 0 ? records : records.slice(skipped)',
    to: 'const given = records.length === 1 ? records : records.slice(0, -1)',
    kills: laws('records replayed give the table'),
  },
  {
    name: 'a child shard is read before its parent',
    file: `${machine}/first.ts`,
    from: 'return parent !== undefined && listed.has(parent) ? shard : at(shard, place)',
    to: 'return at(shard, place)',
    kills: laws('a shard begins when its parent is read'),
  },
  {
    name: 'a token has the place of every record so far',
    file: `${machine}/token.ts`,
    from: 'assign(places, id, showPlace(place))',
    to: "assign(places, id, `${showPlace(place)}${' '.repeat(1200)}`)",
    kills: laws('a token is under 1 KB for each open shard'),
  },
  {
    name: 'it is open before its place in the shards is fixed',
    file: `${machine}/step.ts`,
    from: 'counts.unfixed === 0)',
    to: 'counts.unfixed >= 0)',
    kills: laws(latest),
  },
  {
    name: 'from latest on the first records are passed over',
    file: `${machine}/read.ts`,
    from: 'const since = shard.latest ? undefined : shard.cursor.since',
    to: 'const since = shard.latest ? Number.POSITIVE_INFINITY : shard.cursor.since',
    kills: laws(latest),
  },
  {
    name: 'what is trimmed is passed over in silence',
    file: `${machine}/fail.ts`,
    from: "return gap(state, { ...shard, failures }, 'trimmed', {",
    to: "return renew(state, { ...shard, failures, cursor: {} }, now + wait)\n      return gap(state, { ...shard, failures }, 'trimmed', {",
    kills: laws(expired),
  },
  {
    name: 'what was not begun for a day is read from its oldest record in silence',
    file: `${machine}/ask.ts`,
    from: "return after === undefined && at !== undefined && isOld(cursor, now) ? 'trimmed' : undefined",
    to: 'return undefined',
    kills: laws(expired),
  },
  {
    name: 'a shard that is gone is taken for read to its end',
    file: `${machine}/vanish.ts`,
    from: 'return isOld(shard.cursor, now)',
    to: 'return isOld(shard.cursor, now) && since !== undefined',
    kills: laws(expired),
  },
  {
    name: 'after a gap it goes on with the newest record',
    file: `${machine}/ask.ts`,
    from: "phase: 'held', out: false, latest: false, cursor: onward",
    to: "phase: 'held', out: false, latest: true, cursor: onward",
    kills: laws(expired),
  },
  {
    name: 'what is trimmed ends it',
    file: `${machine}/fail.ts`,
    from: "return gap(state, { ...shard, failures }, 'trimmed', {",
    to: "return over(state, error)\n      return gap(state, { ...shard, failures }, 'trimmed', {",
    kills: laws(expired),
  },
  {
    name: 'a stream that was replaced goes over into the new one in silence',
    file: `${machine}/step.ts`,
    from: "const lost: Gap = { _tag: 'Gap', reason: 'streamReplaced'",
    to: "return list({ ...state, shards: noShards, position: 'trimHorizon', startedAt: now }, latestStream, now)\n  const lost: Gap = { _tag: 'Gap', reason: 'streamReplaced'",
    kills: laws(replaced),
  },
  {
    name: 'of a stream that replaces another only what is newest is read',
    file: `${machine}/step.ts`,
    from: "list({ ...rest, shards: noShards, position: 'trimHorizon', startedAt: now }, successor, now)",
    to: "list({ ...rest, shards: noShards, position: 'latest', startedAt: now }, successor, now)",
    kills: laws(replaced),
  },
]
