/** Stage: the source of a run, what is written to it, and what becomes of its stream meanwhile. */
import { splitShards } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import type { Shard, StreamRecord } from '../src/program/Operation'
import { type Faults, faultsOf, type Kind } from './faults'
import { randomOf } from './random'
import type { Nap, Scenario } from './scenario'
import { type Shards, shardsOf } from './shards'
import { numberIn, type Store, storeOf } from './store'
import { Thing, writerOf } from './tables'
import { type Truth, truth } from './truth'
import { beginning, type World, world } from './world'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A source, and all that knows of it. */
export interface Stage {
  readonly scenario: Scenario
  readonly world: World
  readonly faults: Faults
  readonly source: Store
  readonly truth: Truth
  readonly shards: Shards
  /** Whether all was written, and all that was to become of the stream became of it. */
  readonly over: () => boolean
  /** Whether something may be lost: records were old enough to be trimmed, or the stream was switched off. */
  readonly mayLose: () => boolean
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const minute = 60_000

/** How long everyone sleeps. */
const lengths: { readonly [N in Nap]: readonly [shortest: number, longest: number] } = {
  iterators: [15 * minute, 30 * minute],
  shards: [4 * 60 * minute, 9 * 60 * minute],
  records: [24 * 60 * minute, 26 * 60 * minute],
}

const table = Thing.schema.name

/** The newest stream of the table. */
const streamOf = (source: Store): string | undefined => {
  const described = source.peek({ _tag: 'DescribeTable', table })
  return E.isRight(described) && described.right.settings.stream !== 'off' ? described.right.latestStream : undefined
}

/** All shards of the newest stream. */
const shardsIn = (source: Store): ReadonlyArray<Shard> => {
  const stream = streamOf(source)
  if (stream === undefined) return []
  const described = source.peek({ _tag: 'DescribeStream', table, stream })
  return E.isRight(described) ? described.right.shards : []
}

/** All records of a shard that are not trimmed. */
const recordsIn = (source: Store, stream: string, shard: string): ReadonlyArray<StreamRecord> => {
  const of = { table, stream, shard }
  const begun = source.peek({ _tag: 'GetShardIterator', ...of, from: { _tag: 'TrimHorizon' } })
  if (E.isLeft(begun)) return []
  const answer = source.peek({ _tag: 'GetRecords', ...of, iterator: begun.right.iterator })
  return E.isRight(answer) ? answer.right.records : []
}

/** Makes the source of a scenario, and plans what happens to it. */
export const stageOf = (scenario: Scenario, line?: (text: string) => void): Stage => {
  const { seed, workload } = scenario
  const random = randomOf(seed, 1)
  const scene = world(randomOf(seed, 2), line)
  const faults = faultsOf(randomOf(seed, 3), scenario.chances)
  const written = truth()
  const shards = shardsOf()
  let stream: string | undefined
  let switched = false
  let left = 0

  const source = storeOf(scene, table, (change) => {
    if (change.expired) faults.happened('timeToLive')
    // What time deletes, it deletes as soon as it may.
    const due = change.expired ? Number(numberIn(change.old, 'expires')) * 1_000 : Number.NaN
    const at = due > 0 ? Math.min(due, change.at) : change.at
    if (stream !== undefined || switched) written.note({ ...change, at }, stream)
  })
  const setStream = (view: 'newAndOld' | 'off') =>
    void source.perform({ _tag: 'UpdateTable', table, change: { _tag: 'Stream', stream: view } })
  const learn = () => {
    const now = shardsIn(source)
    shards.learn(now)
    return now
  }
  /** Notes where all records are that can be read now. */
  const locate = () => {
    if (stream === undefined) return
    for (const { id } of shardsIn(source))
      for (const record of recordsIn(source, stream, id)) written.locate(record, id)
  }
  const plan = (milliseconds: number, what: string, run: () => void, kind?: Kind) => {
    left++
    scene.schedule(milliseconds, {
      what,
      run: () => {
        left--
        if (kind !== undefined) faults.happened(kind)
        source.tick()
        run()
        learn()
      },
    })
  }

  // The table, some items, and then its stream.
  const write = writerOf(workload, random)
  source.perform({ _tag: 'CreateTable', schema: Thing.schema })
  source.perform({ _tag: 'UpdateTimeToLive', table, attribute: 'expires', enabled: true })
  for (let i = 0; i < scenario.initial; i++) source.perform(write(scene.now()))
  setStream('newAndOld')
  stream = streamOf(source)
  learn()

  const moment = () => random.next() * workload.duration
  for (let i = 0; i < workload.writes; i++) plan(moment(), 'write', () => void source.perform(write(scene.now())))
  for (let i = 0; i < scenario.splits; i++) plan(moment(), 'split', () => source.reshard(splitShards(table)), 'split')
  for (const nap of scenario.naps)
    plan(moment(), `nap over ${nap}`, () => {
      const before = learn().length
      locate()
      const [shortest, longest] = lengths[nap]
      scene.jump(random.whole(shortest, longest))
      source.tick()
      if (learn().length > before) faults.happened('rollOver')
    })
  for (let i = 0; i < scenario.switches; i++)
    plan(
      moment(),
      'stream off',
      () => {
        locate()
        setStream('off')
        switched = true
        stream = undefined
        plan(random.pick([10, 1_000, 30_000]), 'stream on', () => {
          setStream('newAndOld')
          stream = streamOf(source)
        })
      },
      'streamSwitched',
    )

  return {
    scenario,
    world: scene,
    faults,
    source,
    truth: written,
    shards,
    over: () => left === 0,
    // Clocks may differ by a minute, which readers allow for.
    mayLose: () => switched || scene.now() - beginning >= (24 * 60 - 1) * minute,
  }
}
