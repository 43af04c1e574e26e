/** The laws of programs on Amazon's DynamoDB Local, on good days and on bad ones. */
import { describe, inject, it } from 'vitest'
import { suite } from '../../laws/law'
import { programLaws } from '../../laws/program'
import { local } from '../../src/local'
import { compose, faulty, retrying } from '../../src/middleware'
import * as Policy from '../../src/program/time/Policy'

const store = local({ endpoint: inject('endpoint') })

suite(describe, it)(programLaws(store), { numRuns: 40 })

const timer = { random: () => 0, sleep: () => Promise.resolve() }
const mostInARow = 3
const chances = {
  Throttled: 0.1,
  Conflicted: 0.1,
  Failed: 0.1,
  Unsent: 0.1,
  TimedOut: 0.1,
  Lost: 0.2,
  Partial: 0.3,
  ShortPage: 0.3,
}
const day = (seed: number) =>
  compose(retrying(Policy.limit(mostInARow * 4), { timer }), faulty({ seed, chances, mostInARow }))

suite(describe, it)(
  { ...programLaws(store, { conditional: false, day }), name: 'programs on a bad day' },
  { numRuns: 15 },
)
