/** Deliveries: what consumers were given, judged against the truth. */
import type { StreamToken } from '../src/codec/streamToken'
import type { StreamRecord } from '../src/program/Operation'
import type { Gap } from '../src/program/stream/Gap'
import { covers, type Shards } from './shards'
import type { Truth, Written } from './truth'
import type { Defect } from './verdict'
import type { World } from './world'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A record as it was handed over. */
export interface Handed {
  readonly shard: string
  readonly record: StreamRecord
}

/** What one incarnation of a consumer was given. */
export interface Incarnation {
  /** It goes on from what was saved last. */
  readonly claimed: (value: unknown) => void
  /** A save of it succeeded, as far as it knows. */
  readonly saved: (value: unknown) => void
  /** It hands these over. */
  readonly handing: (records: ReadonlyArray<Handed>) => void
  /** They were taken, or refused. */
  readonly handled: (records: ReadonlyArray<Handed>, taken: boolean) => void
  readonly gap: (gap: Gap) => void
}

/** What all incarnations were given. */
export interface Deliveries {
  readonly incarnation: (name: string) => Incarnation
  /** Whether a place was saved: then it is known what has to be delivered. */
  readonly isBegun: () => boolean
  /** Changes that have to be delivered, and were not yet. */
  readonly missing: () => ReadonlyArray<Written>
  /** How many times something was taken, or a gap told of. */
  readonly progress: () => number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const day = 24 * 3_600_000

const tokenOf = (value: unknown): StreamToken | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if ('shards' in value && 'stream' in value) return value as StreamToken
  for (const part of Object.values(value)) {
    const token = tokenOf(part)
    if (token !== undefined) return token
  }
  return undefined
}

/** When a place was saved first, and in which stream. */
export interface FirstSave {
  readonly at: number
  readonly stream: string
}

/** What the judge has to know. */
export interface Case {
  readonly world: World
  readonly truth: Truth
  readonly shards: Shards
  /** Whether a change has to be delivered, by what was saved first; before there is a place, nothing is owed. */
  readonly owed: (written: Written, first: FirstSave) => boolean
  /** Whether anything can be lost. */
  readonly mayLose: () => boolean
  readonly onDefect: (defect: Defect, what: string) => void
}

/** Nothing was delivered yet. */
export const deliveriesOf = ({ world, truth, shards, owed, mayLose, onDefect }: Case): Deliveries => {
  const handled = new Set<Written>()
  const handledUpTo = new Map<string, number>()
  const gaps: Array<{ readonly at: number; readonly gap: Gap }> = []
  let first: FirstSave | undefined
  /** What each incarnation saved last, as far as it knows. */
  const saved = new Map<string, StreamToken>()
  let progress = 0
  const streams: Array<string> = []
  const generation = (stream: string | undefined) => streams.indexOf(stream ?? '')

  /** Whether a gap says that a change may be lost: the gap of its shard or one that its shard came from, or of its stream. */
  const excused = (written: Written): boolean =>
    gaps.some(({ at: told, gap }) => {
      if (written.stream === undefined) return gap.reason === 'streamReplaced' && told > written.at
      if (told < written.at + day) return false
      const shard = truth.shardOf(written)
      if (gap.reason === 'streamReplaced' || shard === undefined || gap.shard === undefined) return true
      return gap.stream === written.stream && shards.isFrom(shard, gap.shard)
    })

  const done = (token: StreamToken, written: Written, { shard, record }: Handed): boolean =>
    generation(token.stream) > generation(written.stream) ||
    (token.stream === written.stream && covers(shards, token)(shard, record.sequenceNumber))

  const isOwed = (written: Written): boolean => first !== undefined && owed(written, first)

  const show = ({ key, index }: Written) => `${key}#${index}`

  const incarnation = (name: string): Incarnation => {
    let from: ReadonlyArray<StreamToken> = []
    const taken = new Map<string, number>()
    const out = new Set<string>()
    let gapped = false

    const judge = (one: Handed, last: number | undefined): number | undefined => {
      const written = truth.find(one.record)
      if (written === undefined) {
        onDefect('invented', `${name} ${one.shard} ${JSON.stringify(one.record)}`)
        return last
      }
      if (written.stream !== undefined && !streams.includes(written.stream)) streams.push(written.stream)
      for (const token of from)
        if (done(token, written, one))
          onDefect(
            'duplicated_beyond_at_least_once',
            `${name} ${show(written)} is before ${JSON.stringify(token.shards)}`,
          )
      const before = taken.get(written.key)
      if (before !== undefined && written.index <= before)
        onDefect('duplicated_beyond_at_least_once', `${name} ${show(written)} was taken, up to ${before}`)
      const previous = last ?? before
      if (previous !== undefined && (written.index < previous + 1 || (written.index > previous + 1 && !gapped)))
        onDefect('out_of_order', `${name} ${show(written)} after ${previous}`)
      return written.index
    }

    return {
      claimed: (value) => {
        from = [...saved.values(), ...[tokenOf(value)].flatMap((token) => token ?? [])]
      },
      saved: (value) => {
        progress++
        const token = tokenOf(value)
        if (token === undefined) return
        saved.set(name, token)
        first ??= { at: world.now(), stream: token.stream }
        progress++
      },
      handing: (records) => {
        const lasts = new Map<string, number | undefined>()
        for (const one of records) {
          const written = truth.find(one.record)
          const key = written?.key ?? ''
          if (!lasts.has(key) && out.has(key)) onDefect('out_of_order', `${name} hands ${key} over twice at once`)
          lasts.set(key, judge(one, lasts.get(key)))
        }
        for (const key of lasts.keys()) out.add(key)
      },
      handled: (records, wereTaken) => {
        progress++
        for (const { record } of records) {
          const written = truth.find(record)
          out.delete(written?.key ?? '')
          if (written === undefined || !wereTaken) continue
          taken.set(written.key, Math.max(written.index, taken.get(written.key) ?? -1))
          const latest = handledUpTo.get(written.key) ?? -1
          // What need not be given at all may come late: 'latest' is resumed a little before.
          if (!handled.has(written) && written.index < latest && isOwed(written))
            onDefect('out_of_order', `${name} ${show(written)} is taken first after ${latest}`)
          handled.add(written)
          handledUpTo.set(written.key, Math.max(written.index, latest))
        }
      },
      gap: (gap) => {
        gapped = true
        progress++
        gaps.push({ at: world.now(), gap })
        if (!mayLose()) onDefect('spurious_gaps', `${name} ${JSON.stringify(gap)}`)
      },
    }
  }

  return {
    incarnation,
    isBegun: () => first !== undefined,
    missing: () => truth.all().filter((written) => !handled.has(written) && isOwed(written) && !excused(written)),
    progress: () => progress,
  }
}
