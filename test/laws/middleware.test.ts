import { describe, expect, it } from 'vitest'
import { suite } from '../../laws/law'
import { middlewareLaws, retryingLaws } from '../../laws/middleware'
import { identity } from '../../src/interpreter/middleware/compose'
import { faulty } from '../../src/interpreter/middleware/faulty'
import { retrying } from '../../src/interpreter/middleware/retrying'
import type { Middleware } from '../../src/program/Interpreter'
import * as Policy from '../../src/program/time/Policy'

const timer = { random: () => 0, sleep: () => Promise.resolve() }

describe('identity', () => suite(describe, it)(middlewareLaws(identity), { numRuns: 20 }))
describe('retrying', () =>
  suite(describe, it)(middlewareLaws(retrying(Policy.limit(3), { timer }), { overcomes: 3 }), { numRuns: 20 }))
describe('what repeats nothing overcomes no failure', () =>
  suite(describe, it)(retryingLaws(identity, 0), { numRuns: 50 }))
describe('faulty', () =>
  suite(describe, it)(middlewareLaws(faulty({ seed: 1, chances: { Lost: 0.5 } }), { isTransparent: false }), {
    numRuns: 20,
  }))

describe('what is no middleware fails', () => {
  const failing = async (middleware: Middleware): Promise<ReadonlyArray<string>> => {
    const found: Array<string> = []
    for (const law of middlewareLaws(middleware, { isTransparent: false }).laws)
      if ((await law.check({ numRuns: 50, seed: 1 })).failed) found.push(law.name)
    return found
  }
  it('one that asks at once', async () => {
    const eager: Middleware = (interpreter) => (operation) => {
      const answer = interpreter(operation)()
      return () => answer
    }
    expect(await failing(eager)).toContain('nothing is asked before a task is run')
  })
  it('one that rejects', async () => {
    const rejecting: Middleware = (interpreter) => (operation) =>
      operation._tag === 'Scan' ? () => Promise.reject(new Error('no scans')) : interpreter(operation)
    expect(await failing(rejecting)).toContain('answers each operation, and never throws or rejects')
  })
  it('one that gives up for ever once a store rejects', async () => {
    const sulking: Middleware = (interpreter) => {
      let last: Promise<unknown> = Promise.resolve()
      return (operation) => () => {
        const answer = last.then(() => interpreter(operation)())
        last = answer
        return answer
      }
    }
    expect(await failing(sulking)).toEqual(['goes on after a store that rejects'])
  })
})
