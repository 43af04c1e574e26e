/** table: one table's replication, phase after phase. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { ReplicationPlace } from '../../codec/replicationPlace'
import type { NamedSpec } from '../../model/contradictions'
import { attempted } from '../stream/consume/attempted'
import { type Context, isAborted, patiently } from './context'
import { copy, remove, type Working } from './copy'
import type { Phase } from './Event'
import type { ReplicateError } from './errors'
import { follow, latest } from './follow'
import { guardedWriter } from './guarded'
import { keeperOf } from './keeper'
import { plainWriter } from './lastRecordWins'
import type { ReplicatedTable } from './model'
import { prepared } from './prepare'
import { type Tally, tallyOf } from './tally'
import { gate, type Writer } from './writer'
import { lastRecordWins } from './writes'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const writerOf = <P>(context: Context<P>): Writer<P> => {
  const { writes = lastRecordWins, concurrency = 8 } = context.options
  const own = gate(concurrency)
  return writes._tag === 'Guarded' ? guardedWriter(context, writes, own) : plainWriter(context, own)
}

const isDone = ({ segments }: ReplicationPlace): boolean => segments.every((place) => place === 'done')

const startsOf = <P>({ options: { segments = 4 } }: Context<P>): ReadonlyArray<string> =>
  Array.from({ length: segments }, () => 'start')

type Phased<P> = Promise<Either<ReplicateError<P>, ReplicationPlace | undefined>>

/**
 * The place before a copy, after the one before it where there was one: the stream's position is fixed first, so that nothing
 * falls between the copy and the stream.
 */
const begun = async <P>(
  { context, keeper }: Working<P>,
  before: ReplicationPlace | undefined,
  isGap: boolean,
): Promise<Either<ReplicateError<P>, ReplicationPlace>> => {
  const { rules, now, options } = context
  const token = await latest(context)
  if (E.isLeft(token)) return token
  const last = before === undefined ? 0 : Date.parse(before.generation)
  const when = options.remove ?? 'afterGap'
  const place: ReplicationPlace = {
    version: 1,
    table: rules.table,
    target: rules.target,
    generation: new Date(Math.max(now(), last + 1)).toISOString(),
    phase: 'copying',
    remove: when === 'afterCopy' || (when === 'afterGap' && isGap),
    segments: startsOf(context),
    token: token.right,
  }
  const saved = await patiently(context)(keeper.save(place))
  return E.isLeft(saved) ? saved : E.right(place)
}

/** Goes through a phase of pages; the place after it, or nothing where the signal fired. */
const paged = async <P>(
  working: Working<P>,
  place: ReplicationPlace,
  phase: (working: Working<P>, place: ReplicationPlace) => Promise<Either<ReplicateError<P>, ReplicationPlace>>,
): Phased<P> => {
  const { context, keeper } = working
  const through = await phase(working, place)
  if (E.isLeft(through)) return through
  const isOver = isDone(through.right)
  const next: ReplicationPlace = isOver
    ? place.phase === 'copying' && place.remove
      ? { ...place, phase: 'removing', segments: startsOf(context) }
      : { ...place, phase: 'following', segments: [] }
    : through.right
  const saved = await patiently(context)(keeper.save(next))
  return E.isLeft(saved) ? saved : E.right(isOver ? next : undefined)
}

/** Does one phase; the place after it, or nothing where it is over. */
const phased = async <P>(working: Working<P>, place: ReplicationPlace): Phased<P> => {
  const { context, tally } = working
  context.tell({ _tag: 'PhaseBegan', phase: place.phase })
  if (place.phase === 'copying') return paged(working, place, copy)
  if (place.phase === 'removing') return paged(working, place, remove)
  const followed = await follow(working, place)
  if (E.isLeft(followed)) return followed
  if (followed.right._tag === 'Ended') return E.right(undefined)
  context.tell({ _tag: 'GapFound', gap: followed.right.gap })
  tally.add({ gaps: 1 })
  return begun(working, place, true)
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const phases = async <P>(
  context: Context<P>,
  spec: NamedSpec,
  isNew: boolean,
  tally: Tally,
  reached: (phase: Phase) => void,
): Promise<Either<ReplicateError<P>, void>> => {
  const looked = await prepared(context, spec)
  if (E.isLeft(looked)) return looked
  const { options, rules } = context
  const checkpoint = await attempted(async () => E.right(options.checkpoint?.(rules.table)))
  if (E.isLeft(checkpoint)) return checkpoint
  const kept = await keeperOf(context, checkpoint.right)
  if (E.isLeft(kept)) return kept
  const keeper = kept.right
  const working: Working<P> = { context, keeper, writer: writerOf(context), tally }
  const { saved } = keeper
  // A table that was made just now has nothing of what was replicated before.
  let place: Either<ReplicateError<P>, ReplicationPlace | undefined> = saved === undefined || isNew
    ? await begun(working, saved, false)
    : E.right(saved)
  while (E.isRight(place) && place.right !== undefined && !context.signal.aborted) {
    reached(place.right.phase)
    place = await phased(working, place.right)
  }
  return E.isLeft(place) ? place : E.right(undefined)
}

/** Replicates a table until its signal fires, or something fails; `isNew`: its target was made just now. */
export const replicateTable = async <P>(
  context: Context<P>,
  spec: NamedSpec,
  isNew: boolean,
): Promise<Either<ReplicateError<P>, ReplicatedTable>> => {
  const tally = tallyOf()
  let phase: Phase = 'copying'
  const done = context.signal.aborted
    ? E.right(undefined)
    : await phases(context, spec, isNew, tally, (next) => {
        phase = next
      })
  // Who stops waits for nothing: what was under way then is not an error.
  const isStopped = E.isLeft(done) && context.signal.aborted && isAborted(done.left)
  return E.isLeft(done) && !isStopped ? done : E.right({ table: context.rules.table, phase, ...tally.counts() })
}
