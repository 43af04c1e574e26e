/** The laws of timeouts. */
import * as fc from 'fast-check'
import { identity } from '../../src/interpreter/middleware/compose'
import { timeout } from '../../src/interpreter/middleware/timeout'
import type { Interpreter } from '../../src/program/Interpreter'
import { type Laws, laws, property } from '../law'
import { fresh, operations, outcome, sameOutcome, schema } from './run'
import { virtual } from './time'

/** The laws of `timeout`, the second in virtual time. */
export const timeoutLaws: Laws = laws('timeouts', [
  sameOutcome('around what answers in time it is identity', operations, ({ value }) => ({
    left: outcome(timeout(60_000), value),
    right: outcome(identity, value),
  })),
  property(
    'it answers at the earlier of both times: what is within, or TimedOut',
    fc.tuple(fc.nat(1000), fc.nat(1000)).filter(([within, most]) => within !== most),
    async ([within, most]) => {
      const { now, timer, until } = virtual()
      const slow: Interpreter = (operation) => async () => {
        await timer.sleep(within)
        return fresh()(operation)()
      }
      const answer = await until(timeout(most, timer)(slow)({ _tag: 'DescribeTable', table: schema.name })())
      const right = within < most ? answer._tag === 'Right' : answer._tag === 'Left' && answer.left._tag === 'TimedOut'
      return right && now() === Math.min(within, most) ? undefined : `${answer._tag} after ${now()} ms`
    },
  ),
])
