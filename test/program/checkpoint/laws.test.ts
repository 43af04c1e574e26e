import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { checkpointLaws } from '../../../laws/checkpoint'
import { flatten, suite } from '../../../laws/law'
import { inMemory } from '../../../src/memory'
import { fileCheckpoint } from '../../../src/node'
import * as Checkpoint from '../../../src/program/Checkpoint'
import * as T from '../../../src/program/Table'
import { quick } from './timer'

const named = (name: string, laws: ReturnType<typeof checkpointLaws>) => ({ ...laws, name: `${laws.name} ${name}` })

const fresh = async () => Checkpoint.inMemory()
suite(describe, it)(named('in memory', checkpointLaws(fresh)), { numRuns: 1000 })

const model = Checkpoint.model({ table: 'checkpoints' })
const timer = quick()
const store = inMemory()
let names = 0
const inTable = async () => {
  if (names === 0) await T.bind(model)(store)()
  return Checkpoint.table({ model, name: `consumer ${names++}`, timer })
}
suite(describe, it)(named('in a table', checkpointLaws(inTable, { interpreter: store })), { numRuns: 100 })

const inFile = async () => fileCheckpoint(join(await mkdtemp(join(tmpdir(), 'bloop-')), 'checkpoint.json'), { timer })
suite(describe, it)(named('in a file', checkpointLaws(inFile)), { numRuns: 50 })

// -----------------------------------------------------------------------------
// checkpoints that are wrong in one way
// -----------------------------------------------------------------------------

type Change = (inner: Checkpoint.Checkpoint) => Checkpoint.Checkpoint

const mutants: Readonly<Record<string, Change>> = {
  'lets every claim save': (inner) => ({
    ...inner,
    save: (claim, value) => (interpreter) => async () => {
      const saved = await inner.save(claim, value)(interpreter)()
      if (E.isRight(saved)) return saved
      const again = await inner.claim(interpreter)()
      return E.isRight(again) ? inner.save(again.right, value)(interpreter)() : again
    },
  }),
  'forgets what was saved': (inner) => ({
    ...inner,
    claim: (interpreter) => async () =>
      E.map(({ version }: Checkpoint.Claim) => ({ version }))(await inner.claim(interpreter)()),
  }),
  'takes a claim for nothing': (inner) => {
    let held: E.Either<never, Checkpoint.Claim> | undefined
    return {
      claim: (interpreter) => async () => {
        if (held !== undefined) return held
        const claimed = await inner.claim(interpreter)()
        if (E.isRight(claimed)) held = claimed
        return claimed
      },
      save: (claim, value) => (interpreter) => async () => {
        held = undefined
        return inner.save(claim, value)(interpreter)()
      },
    }
  },
}

describe('the laws of checkpoints', () => {
  it.each(Object.entries(mutants))('find one that %s', async (_, mutant) => {
    const results = flatten(checkpointLaws(async () => mutant(Checkpoint.inMemory()))).flatMap(({ laws }) =>
      laws.map((law) => law.check({ numRuns: 200 })),
    )
    expect((await Promise.all(results)).some(({ failed }) => failed)).toBe(true)
  })
})
