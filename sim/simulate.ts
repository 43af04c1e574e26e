/** Simulate: what comes of a seed. */
import { runConsumer } from './consumer'
import type { Kind } from './faults'
import { runReplication } from './replication'
import type { Doomed, Run } from './run'
import { type Scenario, scenarioOf } from './scenario'
import { Monoid, type Verdict } from './verdict'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Each so manieth seed is systematic. */
const systematic = 100

/** The same, but small and without deaths by chance. */
const smaller = (scenario: Scenario): Scenario => ({
  ...scenario,
  workload: { ...scenario.workload, writes: 12, duration: 2_000 },
  initial: Math.min(scenario.initial, 3),
  splits: Math.min(scenario.splits, 1),
  naps: scenario.naps.slice(0, 1),
  chances: { ...scenario.chances, crash: 0 },
})

/** Whoever comes to the await of this number, counted over all processes, dies there, and nobody else does. */
const dyingAt = (number: number, how: 'before' | 'during'): Doomed => {
  let awaits = 0
  return () => () => (++awaits === number ? how : undefined)
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What comes of a scenario, run once. */
export const once = (run: Run, scenario: Scenario): Promise<Verdict> =>
  (scenario.subject === 'consumer' ? runConsumer : runReplication)(run)(scenario)

/** The most awaits that are gone through: there is no end to them where nothing comes any more. */
const mostAwaits = 150

/** The scenario again and again: a process dies at the first await, at the second one, … until there are no more. */
const atEveryAwait = async (run: Run, scenario: Scenario): Promise<Verdict> => {
  let all = Monoid.empty
  // A death that was to come during an await may come too late once: the process had ended.
  let missed = 0
  for (let number = 1; number <= mostAwaits && missed < 2; number++) {
    const doom = dyingAt(number, number % 2 === 0 ? 'before' : 'during')
    const one = await once({ ...run, doom }, scenario)
    all = Monoid.concat(all, one)
    missed = one.faults.crash === 0 ? missed + 1 : 0
  }
  return { ...all, seeds: 1 }
}

/** Whether a seed goes through all awaits. */
export const isSystematic = (seed: number): boolean => seed % systematic === 0

/** What comes of a seed: always the same. */
export const simulate =
  (run: Run) =>
  (seed: number): Promise<Verdict> => {
    const scenario = scenarioOf(seed)
    return isSystematic(seed) ? atEveryAwait(run, smaller(scenario)) : once(run, scenario)
  }

/** What comes of seeds, one after the other. */
export const simulateAll =
  (run: Run) =>
  async (seeds: Iterable<number>, done: (seed: number) => void = () => undefined): Promise<Verdict> => {
    let all = Monoid.empty
    for (const seed of seeds) {
      all = Monoid.concat(all, await simulate(run)(seed))
      done(seed)
    }
    return all
  }

/** Kinds of faults that did not happen. */
export const unseen = ({ faults }: Verdict): ReadonlyArray<Kind> =>
  (Object.keys(faults) as ReadonlyArray<Kind>).filter((kind) => faults[kind] === 0)
