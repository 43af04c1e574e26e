/** Consumer: one run of a consumer under faults, to the end of its stream, and what is wrong with it. */

import * as E from 'fp-ts/Either'
import { identity, pipe } from 'fp-ts/function'
import * as Checkpoint from '../src/program/Checkpoint'
import type { PoisonRecord } from '../src/program/errors'
import type { Program } from '../src/program/Program'
import type { ConsumeOptions } from '../src/program/stream/ConsumeOptions'
import { consume } from '../src/program/stream/consume'
import type { Gap } from '../src/program/stream/Gap'
import type { Stream } from '../src/program/stream/model'
import * as Policy from '../src/program/time/Policy'
import { place, remote, witnessed } from './checkpoint'
import { deliveriesOf, type Handed, type Incarnation } from './deliveries'
import { handlerOf, type Refused } from './handler'
import { interpreterOf } from './interpreter'
import { populated } from './population'
import type { Process } from './process'
import { type Random, randomOf } from './random'
import { type Run, recorder } from './run'
import type { Scenario } from './scenario'
import { type Stage, stageOf } from './stage'
import { longestLife, Places, Thing } from './tables'
import type { Verdict } from './verdict'
import { beginning } from './world'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const second = 1_000
const hour = 3_600 * second
const day = 24 * hour

/** The stream of a scenario, whose records stay as they are. */
const streamOf = ({ position, workload }: Scenario): Stream<Handed> => ({
  _tag: 'Stream',
  table: Thing.schema.name,
  models: [Thing],
  position: position === 'time' ? middle(workload.duration) : position,
  decode: (shard, record) => ({ shard, record }),
})

const middle = (duration: number): Date => new Date(beginning + duration / 2)

/** How the settings of a scenario are said. */
const optionsOf = ({ settings }: Scenario) => ({
  batch: settings.batch,
  concurrency: settings.concurrency,
  limit: settings.limit,
  checkpointEvery: settings.checkpointEvery,
  readsPerSecond: settings.readsPerSecond,
  retry: pipe(Policy.exponential(20), Policy.concat(Policy.limit(settings.attempts))),
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Runs a consumer through a scenario. */
export const runConsumer =
  ({ line, doom, middleware, now, checkpoint = identity, consume: consuming = consume }: Run) =>
  async (scenario: Scenario): Promise<Verdict> => {
    const stage = stageOf(scenario, line)
    const { world, faults, source, truth, shards } = stage
    const random = randomOf(scenario.seed, 4)
    const written = recorder(stage)
    const { note, verdict } = written
    const from = scenario.position === 'time' ? middle(scenario.workload.duration).getTime() : 0
    const deliveries = deliveriesOf({
      world,
      truth,
      shards,
      mayLose: stage.mayLose,
      onDefect: note,
      owed: ({ at, stream }, first) =>
        at >= from &&
        (at > first.at || (scenario.position !== 'latest' && at > first.at - day && stream === first.stream)),
    })
    source.perform({ _tag: 'CreateTable', schema: Places.schema })
    const spot = place()

    const run = (process: Process, signal: AbortSignal) => {
      const incarnation = deliveries.incarnation(process.name)
      const at =
        scenario.checkpoint === 'memory'
          ? remote(spot, process, faults, random)
          : Checkpoint.table({ model: Places, name: 'sim', timer: process.timer })
      const { handler, poison, gap } = hands({ process, random, stage, incarnation })
      const options: ConsumeOptions<Refused, Refused> = {
        ...optionsOf(scenario),
        checkpoint: witnessed(incarnation, checkpoint(at)),
        poison,
        gap,
        signal,
        timer: process.timer,
        now: now ?? world.now,
      }
      const sound = interpreterOf({ world, process, store: source, faults, random, latest: scenario.latest })
      const interpreter = middleware === undefined ? sound : middleware(process)(sound)
      return consuming(handler, options)(streamOf(scenario))(interpreter)()
    }
    const processes = populated({ stage, random, recorder: written, doom, run })

    // Everything happens; then nothing goes wrong any more, and what is left has to come.
    await world.run(stage.over, 100 * hour)
    faults.cease()
    let seen = -1
    const complete = () => {
      if (deliveries.progress() === seen) return false
      seen = deliveries.progress()
      return deliveries.isBegun() && deliveries.missing().length === 0
    }
    await world.run(() => false, (longestLife + 2) * second)
    // Where nobody asks a store it does not know how late it is, nor what is over.
    source.tick()
    const drained = await world.run(complete, hour)
    await world.run(() => false, 6 * second)
    processes.stop()
    if (!(await world.run(() => processes.alive() === 0, hour))) note('failed', 'it does not stop')
    if (!deliveries.isBegun()) note('failed', 'it never saved a place')
    const missing = deliveries.missing()
    for (const { key, index, at } of missing) note('lost', `${key}#${index} of ${at - beginning}`)
    if (!drained) world.trace('it did not come to the end')
    return verdict()
  }

interface Hands {
  readonly process: Process
  readonly random: Random
  readonly stage: Stage
  readonly incarnation: Incarnation
}

/** What takes records, poison and gaps. */
const hands = ({ process, random, stage: { world, faults, truth, scenario }, incarnation }: Hands) => {
  const refusing =
    <A>(kind: string, take: (one: A) => void) =>
    (one: A): Program<Refused, unknown> =>
    () =>
    async () => {
      await process.wait(kind, random.next() * 10, () => undefined)
      if (faults.strikes('handlerFailed')) return E.left({ _tag: 'Refused' })
      take(one)
      return E.right(undefined)
    }
  const isPoison = ({ record }: Handed) => (truth.find(record)?.luck ?? 1) < (scenario.chances.poison ?? 0)
  return {
    handler: handlerOf({ process, faults, random, incarnation, isPoison }),
    gap: refusing('gap', (gap: Gap) => {
      if (gap.reason !== 'streamReplaced') faults.happened('trimmed')
      world.trace(`${process.name} ${JSON.stringify(gap)}`)
      incarnation.gap(gap)
    }),
    poison: refusing('poison', ({ shard, record }: PoisonRecord<Refused>) => {
      faults.happened('poison')
      incarnation.handled([{ shard, record }], true)
    }),
  }
}
