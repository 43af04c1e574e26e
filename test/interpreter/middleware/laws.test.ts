import { describe, it } from 'vitest'
import { suite } from '../../../laws/law'
import {
  eventuallyConsistentLaws,
  explainLaws,
  faultyLaws,
  middlewareMonoidLaws,
  patchedLaws,
  rateLimitedLaws,
  retryingLaws,
  timeoutLaws,
  transparentLaws,
} from '../../../laws/middleware'
import { instant } from '../../../laws/middleware/time'
import { programLaws } from '../../../laws/program'
import { inMemory } from '../../../src/interpreter/memory/inMemory'
import { compose, eventuallyConsistent, faulty, rateLimited, retrying, timeout } from '../../../src/middleware'
import * as Policy from '../../../src/program/time/Policy'

const check = suite(describe, it)

check(middlewareMonoidLaws, { numRuns: 200 })
check(faultyLaws, { numRuns: 300 })
check(explainLaws, { numRuns: 200 })
check(patchedLaws, { numRuns: 200 })
check(retryingLaws(retrying(Policy.limit(3), { timer: instant }), 3), { numRuns: 300 })
check(timeoutLaws, { numRuns: 200 })
check(rateLimitedLaws, { numRuns: 300 })
check(eventuallyConsistentLaws, { numRuns: 300 })

const all = compose(
  retrying(Policy.limit(3), { timer: instant }),
  timeout(10_000),
  rateLimited({ perSecond: 1e6, burst: 1e6, timer: instant }),
)
check({ ...transparentLaws(all), name: 'retrying, timeout and rateLimited are transparent' }, { numRuns: 200 })

const harsh = faulty({ seed: 1, chances: { Throttled: 0.2, Conflicted: 0.2, Partial: 0.5, ShortPage: 0.5 } })
const survivor = compose(retrying(Policy.limit(3), { timer: instant }), harsh)(inMemory())
check(
  { ...programLaws(survivor), name: 'programs survive what is refused, left unprocessed and cut short' },
  { numRuns: 100 },
)

const interpreter = eventuallyConsistent({ seed: 1, staleness: 0 })
check({ ...programLaws(interpreter), name: 'programs, on a store that is never behind' }, { numRuns: 20 })
