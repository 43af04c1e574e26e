import { describe, it } from 'vitest'
import { suite } from '../../laws/law'
import { programLaws } from '../../laws/program'
import { inMemory } from '../../src/memory'

suite(describe, it)(programLaws(inMemory()), { numRuns: 1000 })
