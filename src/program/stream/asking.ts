/** asking: the machine's questions, asked of an interpreter; answers as the machine is told them. */
import * as E from 'fp-ts/Either'
import type { Interpreter } from '../Interpreter'
import { total } from '../total'
import type { Ask, Input, Moment } from './machine/model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the machine is told, without when. */
export type Told = Input extends infer I ? (I extends Moment ? Omit<I, keyof Moment> : never) : never

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const failed = (ask: Ask, error: unknown): Told => ({ _tag: 'Failed', ask, error }) as Told

/** Asks, and gives the answer or the failure. It never rejects. */
export const asking = (interpreter: Interpreter): ((ask: Ask) => Promise<Told>) => {
  const answerTo = total(interpreter)
  return async (ask) => {
    switch (ask._tag) {
      case 'Locate': {
        const answer = await answerTo(ask.operation)()
        return E.isLeft(answer) ? failed(ask, answer.left) : { _tag: 'Located', table: answer.right }
      }
      case 'Describe': {
        const answer = await answerTo(ask.operation)()
        return E.isLeft(answer) ? failed(ask, answer.left) : { _tag: 'Described', ask, page: answer.right }
      }
      case 'GetIterator': {
        const answer = await answerTo(ask.operation)()
        return E.isLeft(answer)
          ? failed(ask, answer.left)
          : { _tag: 'Iterator', shard: ask.operation.shard, iterator: answer.right.iterator }
      }
      case 'GetRecords': {
        const answer = await answerTo(ask.operation)()
        if (E.isLeft(answer)) return failed(ask, answer.left)
        const { records, next } = answer.right
        return { _tag: 'Records', shard: ask.operation.shard, records, ...(next === undefined ? {} : { next }) }
      }
    }
  }
}
