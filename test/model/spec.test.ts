import { describe, it } from 'vitest'
import { suite } from '../../laws/law'
import { specLaws } from '../../laws/spec'

suite(describe, it)(specLaws, { numRuns: 1000 })
