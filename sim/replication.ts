/** Replication: one run of a replication under faults, until nothing is written any more, and what differs then. */
import { Checkpoint } from 'bloop-ts'
import { identity } from 'fp-ts/function'
import * as Replicate from '../src/program/Replicate'
import type { Item } from '../src/value/AttributeValue'
import { equalsItems } from '../src/value/equality'
import { place, remote, witnessed } from './checkpoint'
import { interpreterOf } from './interpreter'
import { populated } from './population'
import type { Process } from './process'
import { randomOf } from './random'
import { type Run, recorder } from './run'
import type { Scenario } from './scenario'
import { stageOf } from './stage'
import { numberIn, type Store, storeOf } from './store'
import { longestLife, Places, Thing } from './tables'
import type { Verdict } from './verdict'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const second = 1_000
const hour = 3_600 * second
const table = Thing.schema.name

const Ledger = Replicate.ledger('ledger')

/** Leaves out some items, and marks the others. */
const marking: Pick<Replicate.Sides, 'filter' | 'transform'> = {
  filter: (item) => Number(numberIn(item, 'n')) % 4 !== 0,
  transform: (item) => ({ ...item, copied: { BOOL: true } }),
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The target: the same table, the ledger, and where checkpoints are kept. */
const targetOf = (scene: Parameters<typeof storeOf>[0]): Store => {
  const target = storeOf(scene, table)
  for (const { schema } of [Thing, Places, Ledger]) target.perform({ _tag: 'CreateTable', schema })
  target.perform({ _tag: 'UpdateTimeToLive', table: Ledger.schema.name, attribute: 'expires', enabled: true })
  return target
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The keys of items that are not at the target as they are to be. */
const differing = (source: Store, target: Store, { filter, transform }: typeof marking): ReadonlyArray<string> => {
  const there = target.items(table)
  const here = new Map<string, Item>()
  for (const [key, item] of source.items(table))
    if (filter?.(item, table) !== false) here.set(key, transform?.(item, table) ?? item)
  const keys = new Set([...here.keys(), ...there.keys()])
  return [...keys].filter((key) => {
    const [one, other] = [here.get(key), there.get(key)]
    return one === undefined || other === undefined || !equalsItems(one, other)
  })
}

/** Runs a replication through a scenario. */
export const runReplication =
  ({ line, doom, middleware, now, checkpoint = identity, writes }: Run) =>
  async (scenario: Scenario): Promise<Verdict> => {
    const stage = stageOf(scenario, line)
    const { world, faults, source } = stage
    const random = randomOf(scenario.seed, 5)
    const written = recorder(stage)
    const { note, verdict } = written
    const target = targetOf(world)
    const spot = place()
    const changed = random.chance(0.3) ? marking : {}
    const segments = random.whole(1, 3)
    const { settings } = scenario
    const way =
      writes ?? (scenario.subject === 'guarded' ? Replicate.guarded({ ledger: Ledger }) : Replicate.lastRecordWins)

    const run = (process: Process, signal: AbortSignal) => {
      const reach = (store: Store) => {
        const sound = interpreterOf({ world, process, store, faults, random, latest: scenario.latest })
        return middleware === undefined ? sound : middleware(process)(sound)
      }
      const at =
        scenario.checkpoint === 'memory'
          ? remote(spot, process, faults, random)
          : Checkpoint.table({ model: Places, name: 'sim', timer: process.timer })
      const saving = { claimed: () => undefined, saved: () => undefined }
      return Replicate.run(Thing, {
        from: reach(source),
        to: reach(target),
        ...changed,
        segments,
        batch: settings.batch,
        concurrency: settings.concurrency,
        checkpointEvery: settings.checkpointEvery,
        readsPerSecond: settings.readsPerSecond,
        checkpoint: () => witnessed(saving, checkpoint(at)),
        writes: way,
        signal,
        timer: process.timer,
        now: now ?? world.now,
        onEvent: (event) => {
          if (event._tag === 'GapFound' && event.gap.reason !== 'streamReplaced') faults.happened('trimmed')
          if (event._tag === 'GapFound' && !stage.mayLose()) note('spurious_gaps', JSON.stringify(event.gap))
        },
      })()
    }
    const processes = populated({ stage, random, recorder: written, doom, run })

    // Everything happens, and what is late arrives; then both sides have to become equal, and stay so.
    await world.run(stage.over, 100 * hour)
    faults.cease()
    await world.run(() => false, (longestLife + 2) * second)
    // Where nobody asks a store it does not know how late it is, nor what is over.
    source.tick()
    await world.run(() => !world.isLoose(), hour)
    let seen = -1
    const equal = () => {
      if (target.changes() === seen) return false
      seen = target.changes()
      return differing(source, target, changed).length === 0
    }
    await world.run(equal, hour)
    await world.run(() => false, 6 * second)
    processes.stop()
    if (!(await world.run(() => processes.alive() === 0, hour))) note('failed', 'it does not stop')
    for (const key of differing(source, target, changed))
      note(
        'diverged',
        `${key} is ${JSON.stringify(target.items(table).get(key))}, not ${JSON.stringify(source.items(table).get(key))}`,
      )
    return verdict()
  }
