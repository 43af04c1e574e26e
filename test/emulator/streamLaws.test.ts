import { describe, inject, it } from 'vitest'
import { replicationLaws, streamLaws, suite } from '../../laws'
import { local } from '../../src/local'
import { inMemory } from '../../src/memory'

const emulated = (name: string) =>
  local({ endpoint: inject('endpoint'), tableName: `${name}-${Date.now().toString(36)}-{table}` })
const embedded = () => inMemory({ now: Date.now })

suite(describe, it)(streamLaws(emulated('reading')), { numRuns: 25 })

describe('from DynamoDB Local to memory', () => {
  suite(describe, it)(replicationLaws({ from: emulated('source'), to: embedded() }), { numRuns: 15 })
})

describe('from memory to DynamoDB Local', () => {
  suite(describe, it)(replicationLaws({ from: embedded(), to: emulated('target') }), { numRuns: 15 })
})
