import { describe, expect, inject, it } from 'vitest'
import { interpreterLaws } from '../../laws/interpreter'
import { answerOf } from '../../laws/interpreter/agreement'
import { contents, open, reset } from '../../laws/interpreter/store'
import { schemaOf } from '../../laws/interpreter/table'
import { suite } from '../../laws/law'
import { local } from '../../src/interpreter/local'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { known, table } from './known'

const agreement = interpreterLaws(local({ endpoint: inject('endpoint') }), { known })
const register = suite(describe, it)

// About a minute and a half, with 30 ms for a sequence. A slow machine runs as many as it can in the time.
register({ ...agreement, parents: [] }, { numRuns: 2000, interruptAfterTimeLimit: 100_000 })
for (const parent of agreement.parents) register(parent, { numRuns: 60, interruptAfterTimeLimit: 20_000 })

describe('DynamoDB Local still differs', () => {
  const schema = schemaOf(table, true)
  it.each(known)('$name', async ({ example, applies }) => {
    const emulator = await open(local({ endpoint: inject('endpoint') }), schema)
    await reset(emulator)
    const memory = await open(inMemory(), schema)
    const expected = await answerOf(memory, example)
    const left = await contents(memory)
    const actual = await answerOf(emulator, example)
    expect(applies({ operation: example, before: [], expected })).toBe(true)
    expect({ actual, left: await contents(emulator) }).not.toEqual({ actual: expected, left })
  })
})
