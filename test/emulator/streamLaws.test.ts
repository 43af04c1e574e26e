import { describe, inject, it } from 'vitest'
import { streamLaws, suite } from '../../laws'
import { local } from '../../src/local'

const interpreter = local({ endpoint: inject('endpoint'), tableName: `reading-${Date.now().toString(36)}-{table}` })

suite(describe, it)(streamLaws(interpreter), { numRuns: 8 })
