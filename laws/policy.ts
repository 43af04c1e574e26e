/** The laws of retry policies. */
import * as fc from 'fast-check'
import * as P from '../src/program/time/Policy'
import { type Equation, equation, type Laws, laws, property } from './law'

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const milliseconds = fc.integer({ min: 0, max: 1_000 })

/** Policies, with what they are made of for the report. */
const { policy } = fc.letrec<{ policy: P.Policy }>((tie) => ({
  policy: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(P.immediately, P.never),
    milliseconds.map(P.constant),
    milliseconds.map(P.exponential),
    fc.nat(6).map(P.limit),
    fc.tuple(tie('policy'), milliseconds).map(([p, n]) => P.capped(n)(p)),
    fc.tuple(tie('policy'), milliseconds).map(([p, n]) => P.within(n)(p)),
    tie('policy').map(P.jittered),
    fc.tuple(tie('policy'), tie('policy')).map(([p, q]) => P.concat(q)(p)),
  ),
}))

const attempt: fc.Arbitrary<P.Attempt> = fc.record({
  repetition: fc.nat(8),
  waited: fc.nat(2_000),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const same =
  (policies: (p: P.Policy, q: P.Policy, r: P.Policy) => readonly [P.Policy, P.Policy]) =>
  ([p, q, r, at]: readonly [P.Policy, P.Policy, P.Policy, P.Attempt]): Equation<number | undefined> => {
    const [left, right] = policies(p, q, r)
    return { left: left(at), right: right(at) }
  }

const all = fc.tuple(policy, policy, policy, attempt)

const law = (name: string, policies: Parameters<typeof same>[0]) =>
  equation(name, all, same(policies), Object.is, String)

/** The laws of policies: a commutative, idempotent monoid, whose combinators never make a wait longer. */
export const policyLaws: Laws = laws('retry policies', [
  law('concat is associative', (p, q, r) => [
    P.Monoid.concat(P.Monoid.concat(p, q), r),
    P.Monoid.concat(p, P.Monoid.concat(q, r)),
  ]),
  law('concat is commutative', (p, q) => [P.Monoid.concat(p, q), P.Monoid.concat(q, p)]),
  law('concat is idempotent', (p) => [P.Monoid.concat(p, p), p]),
  law('immediately is the unit', (p) => [P.Monoid.concat(p, P.Monoid.empty), p]),
  law('never is the zero', (p) => [P.Monoid.concat(p, P.never), P.never]),
  property('capped and jittered wait no longer', fc.tuple(policy, milliseconds, attempt), ([p, n, at]) => {
    const wait = p(at)
    const [capped, jittered] = [P.capped(n)(p)(at), P.jittered(p)(at)]
    if (wait === undefined) return capped === undefined && jittered === undefined ? undefined : 'they repeat'
    return capped === Math.min(wait, n) && jittered !== undefined && jittered <= wait
      ? undefined
      : `${capped} ${jittered}`
  }),
  property('within waits no longer in all', fc.tuple(policy, milliseconds), ([p, n]) => {
    const all = P.waits(P.within(n)(p)).reduce((sum, wait) => sum + wait, 0)
    return all <= n ? undefined : `${all} ms`
  }),
  property('limit repeats as often as it says', fc.tuple(policy, fc.nat(50)), ([p, n]) =>
    P.waits(P.concat(P.limit(n))(p)).length <= n ? undefined : 'more often',
  ),
])
