/** Mutants of retry policies. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `retry policies > ${name}`)

const file = 'src/program/time/Policy.ts'

/** Faults of what waits how long, and how often. */
export const policies: ReadonlyArray<Mutant> = [
  {
    name: 'of two policies the waits are added',
    file,
    from: 'Math.max(x, y)',
    to: 'x + y',
    kills: laws('concat is idempotent'),
  },
  {
    name: 'of two policies the wait is the mean of both',
    file,
    from: 'Math.max(x, y)',
    to: '(x + y) / 2',
    kills: laws('concat is associative', 'immediately is the unit'),
  },
  {
    name: 'of two policies the first one counts',
    file,
    from: 'Math.max(x, y)',
    to: 'x',
    kills: laws('concat is commutative'),
  },
  {
    name: 'two policies end where both end',
    file,
    from: 'x === undefined || y === undefined ? undefined : Math.max(x, y)',
    to: 'x === undefined ? y : y === undefined ? x : Math.max(x, y)',
    kills: laws('never is the zero', 'limit repeats as often as it says'),
  },
  {
    name: 'the cap is the least wait',
    file,
    from: 'map((wait) => Math.min(wait, milliseconds))',
    to: 'map((wait) => Math.max(wait, milliseconds))',
    kills: laws('capped and jittered wait no longer'),
  },
  {
    name: 'jitter is added to the wait',
    file,
    from: 'random * wait',
    to: 'wait + random * wait',
    kills: laws('capped and jittered wait no longer'),
  },
  {
    name: 'the last wait goes beyond the time that is left',
    file,
    from: 'waited < milliseconds ? Math.min(wait, milliseconds - waited) : undefined',
    to: 'waited < milliseconds ? wait : undefined',
    kills: laws('within waits no longer in all'),
  },
  {
    name: 'it is repeated once more than the limit',
    file,
    from: 'repetition < repetitions ? 0 : undefined',
    to: 'repetition <= repetitions ? 0 : undefined',
    kills: laws('limit repeats as often as it says'),
  },
]
