/** The laws of faults that are injected. */
import * as fc from 'fast-check'
import { identity } from '../../src/interpreter/middleware/compose'
import { type Fault, faulty } from '../../src/interpreter/middleware/faulty'
import { validateOperation } from '../../src/program/validate'
import { type Laws, laws, property } from '../law'
import { apartFromCuts, fresh, operations, outcome, sameOutcome } from './run'

/** Whole numbers to begin with. */
export const seed: fc.Arbitrary<number> = fc.integer()

const all = { Throttled: 0.2, Conflicted: 0.2, Failed: 0.1, Unsent: 0.1, TimedOut: 0.1, Lost: 0.2, Partial: 0.5 }

/** The laws of `faulty`. */
export const faultyLaws: Laws = laws('faults', [
  sameOutcome('faulty({}) = identity', fc.tuple(operations, seed), ([{ value }, n]) => ({
    left: outcome(faulty({ seed: n, chances: {} }), value),
    right: outcome(identity, value),
  })),
  sameOutcome('one seed, the same faults', fc.tuple(operations, seed), ([{ value }, n]) => {
    const run = async (): Promise<string> => {
      const seen: Array<Fault> = []
      const onFault = (fault: Fault) => void seen.push(fault)
      const answers = await outcome(faulty({ seed: n, chances: { ...all, ShortPage: 0.5 }, onFault }), value)
      return `${JSON.stringify(seen)}\n${answers}`
    }
    return { left: run(), right: run() }
  }),
  sameOutcome('pages that are cut short concatenate to the same', fc.tuple(operations, seed), ([{ value }, n]) => ({
    left: outcome(faulty({ seed: n, chances: { ShortPage: 0.7 } }), value, apartFromCuts),
    right: outcome(identity, value, apartFromCuts),
  })),
  property(
    'no more than mostInARow faults in a row',
    fc.tuple(operations, seed, fc.nat(4)),
    async ([{ value }, n, mostInARow]) => {
      let faults = 0
      const onFault = () => void faults++
      const interpreter = faulty({ seed: n, chances: { Throttled: 0.5, Lost: 1 }, mostInARow, onFault })(fresh())
      for (const operation of value.filter((one) => validateOperation(one) === undefined)) {
        faults = 0
        for (let i = 0; i <= mostInARow; i++) await interpreter(operation)()
        if (faults !== mostInARow) return `${faults} faults of ${mostInARow + 1}: ${operation._tag}`
      }
      return undefined
    },
  ),
])
